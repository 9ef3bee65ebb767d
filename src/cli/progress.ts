import type { ProgressBar } from './command.ts';
import type { Io } from './io.ts';
import { bar } from './render/bar.ts';

/** A step that is over sooner than this shows no bar: it would only flicker. */
const A_MOMENT = 500;
const BETWEEN_DRAWINGS = 80;
const WIDEST_BAR = 30;

/** Shows on a terminal's last line how far one long step is; the line is gone as soon as anything else is said. */
export class Progress implements ProgressBar {
  readonly #io: Pick<Io, 'errStyle' | 'passing'>;
  readonly #what: string;
  readonly #now: () => number;
  #next: number;

  constructor(
    io: Pick<Io, 'errStyle' | 'passing'>,
    what: string,
    now: () => number = () => performance.now(),
  ) {
    this.#io = io;
    this.#what = what;
    this.#now = now;
    this.#next = now() + A_MOMENT;
  }

  show(done: number, total: number): void {
    const now = this.#now();
    if (now < this.#next || total === 0) return;
    this.#next = now + BETWEEN_DRAWINGS;
    this.#io.passing(this.#line(done, total));
  }

  end(): void {
    this.#io.passing('');
  }

  /** One column stays free: a terminal that has filled its last one may have gone on to the next line. */
  #line(done: number, total: number): string {
    const { errStyle } = this.#io;
    const room = errStyle.width - 1;
    const counts = `${Math.floor((done / total) * 100)} %`.padStart(5);
    const text = `${this.#what} ${done} of ${total}`;
    const columns = Math.min(WIDEST_BAR, room - counts.length - 1);
    if (columns < 1) return counts.trim().slice(0, Math.max(0, room));
    const beside = columns + counts.length + 3 + text.length <= room ? `  ${text}` : '';
    return `${bar(done / total, columns, errStyle)} ${counts}${beside}`;
  }
}

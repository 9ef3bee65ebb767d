/** What an attempt may take; 0 for no limit. */
export interface LimitSettings {
  /** Milliseconds from its start. */
  readonly wallClock: number;
  /** Milliseconds without output. */
  readonly silence: number;
  /** Milliseconds; how often it is asked whether anything changed. */
  readonly round: number;
  /** How many rounds in a row may bring no change. */
  readonly rounds: number;
}

export type Limit = 'wall_clock' | 'silence' | 'no_progress';

/** What is seen of an attempt that runs. Times are milliseconds since the epoch. */
export interface Observation {
  readonly now: number;
  readonly lastOutputAt: number;
  /** What the work changed, in short: any difference is progress. Null when it was not looked at. */
  readonly trace: string | null;
}

/** Watches one attempt against its limits. Pure: it knows what it is told. */
export class Limits {
  readonly #settings: LimitSettings;
  readonly #startedAt: number;
  #trace: string | null = null;
  #roundAt: number;
  #idleRounds = 0;

  constructor(settings: LimitSettings, startedAt: number) {
    this.#settings = settings;
    this.#startedAt = startedAt;
    this.#roundAt = startedAt;
  }

  /** Whether a round is over, so that the next observation should have a trace. */
  isRoundOver(now: number): boolean {
    return now - this.#roundAt >= this.#settings.round;
  }

  /** Takes in what is seen; the limit that it exceeds, or null. */
  observe({ now, lastOutputAt, trace }: Observation): Limit | null {
    const { wallClock, silence, rounds } = this.#settings;
    if (trace !== null && (this.#trace === null || this.isRoundOver(now))) this.#endRound(now, trace);
    if (wallClock > 0 && now - this.#startedAt >= wallClock) return 'wall_clock';
    if (silence > 0 && now - Math.max(lastOutputAt, this.#startedAt) >= silence) return 'silence';
    return rounds > 0 && this.#idleRounds >= rounds ? 'no_progress' : null;
  }

  /** The first trace is what the others are held against. */
  #endRound(now: number, trace: string): void {
    if (this.#trace !== null) this.#idleRounds = trace === this.#trace ? this.#idleRounds + 1 : 0;
    this.#trace = trace;
    this.#roundAt = now;
  }
}

/** What a limit means, in one clause. */
export function limitPhrase(limit: Limit, { wallClock, silence, rounds }: LimitSettings): string {
  switch (limit) {
    case 'wall_clock':
      return `the agent ran longer than ${duration(wallClock)}`;
    case 'silence':
      return `the agent wrote nothing for ${duration(silence)}`;
    case 'no_progress':
      return `the agent changed nothing for ${rounds} rounds`;
  }
}

/** A duration for people, in the largest unit that tells it: `1.5 s`, `30 min`. */
export function duration(milliseconds: number): string {
  const [unit, size] =
    milliseconds < 60_000 ? ['s', 1000] : milliseconds < 3_600_000 ? ['min', 60_000] : ['h', 3_600_000];
  return `${Math.round((milliseconds / (size as number)) * 10) / 10} ${unit}`;
}

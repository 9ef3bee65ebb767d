import { processStat } from '../process-stat.ts';
import { childrenOf, isStill, jobsOf, type ProcessRow, processTable } from './process-table.ts';

/**
 * The processes of one job. A process is of the job when its environment names it; when it is the command itself; when
 * it descends from one that is; or when it is in a session of the job. Who was seen once stays one, so that it is still
 * known after its parent ended. A process that another job started is that job's, with all below it.
 */
export class JobTree {
  readonly #jobId: string;
  /** Start times by pid. */
  readonly #seen = new Map<number, string>();
  readonly #sessions = new Set<number>();

  /** `root` is the command itself, a leader of its own session, or null when only its name is known any more. */
  constructor(jobId: string, root: number | null) {
    this.#jobId = jobId;
    const stat = root === null ? null : processStat(root);
    if (root !== null && stat) this.#remember({ pid: root, ...stat });
  }

  /** Remembers who is there now, by the children of those known: much cheaper than looking at every process. */
  watch(): void {
    const pending = [...this.#seen.keys()];
    for (let pid = pending.pop(); pid !== undefined; pid = pending.pop()) {
      if (!isStill({ pid, startTime: this.#seen.get(pid)! })) {
        this.#seen.delete(pid);
        continue;
      }
      for (const child of childrenOf(pid)) {
        const stat = this.#seen.has(child) ? null : processStat(child);
        if (!stat || this.#isForeign(jobsOf(child))) continue;
        this.#remember({ pid: child, ...stat });
        pending.push(child);
      }
    }
  }

  /** Everyone of the job who is alive, whoever asks excepted; null where the system does not show processes. */
  look(): readonly ProcessRow[] | null {
    const table = processTable();
    if (!table) return null;
    const members = new Map<number, ProcessRow>();
    const open: ProcessRow[] = [];
    for (const row of table.values()) {
      if (row.pid === process.pid) continue;
      const jobs = jobsOf(row.pid);
      if (this.#seen.get(row.pid) === row.startTime || jobs.includes(this.#jobId)) members.set(row.pid, row);
      else if (!this.#isForeign(jobs)) open.push(row);
    }
    for (const row of members.values()) this.#remember(row);
    for (let before = -1; before !== members.size; ) {
      before = members.size;
      for (const row of open) {
        if (!members.has(row.parent) && !this.#isOurSession(row.session, table)) continue;
        members.set(row.pid, row);
        this.#remember(row);
      }
    }
    return [...members.values()];
  }

  #remember({ pid, startTime, session }: ProcessRow): void {
    this.#seen.set(pid, startTime);
    this.#sessions.add(session);
  }

  /** The number of a session is its first process's pid, and no other's as long as somebody is in it. */
  #isOurSession(session: number, table: ReadonlyMap<number, ProcessRow>): boolean {
    if (!this.#sessions.has(session)) return false;
    const leader = table.get(session);
    return !leader || this.#seen.get(session) === leader.startTime;
  }

  #isForeign(jobs: readonly string[]): boolean {
    return jobs.length > 0 && !jobs.includes(this.#jobId);
  }
}

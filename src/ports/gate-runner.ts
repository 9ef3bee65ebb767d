import type { Evidence, Gate } from '../core/gate/gate.ts';

/** Runs gates as commands of this host. */
export interface GateRunner {
  /**
   * Runs one to its end, or to its timeout, and ends whatever it leaves behind. Never rejects: a command that cannot be
   * started is a gate that failed.
   */
  run(gate: Gate, taskId: string): Promise<Evidence>;
}

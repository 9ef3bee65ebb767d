import type { Gate } from '../gate/gate.ts';
import type { JsonObject } from '../json.ts';
import type { Lifecycle } from './lifecycle.ts';

/** A kind of task: its states, its brief and what accepting it means. */
export interface Template extends Lifecycle {
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly template_engine: 'jinja2';
  /** The Jinja2 source of a task's brief. */
  readonly structure: string;
  readonly acceptance: readonly string[];
  /** Words of a description that suggest this template. */
  readonly keywords: readonly string[];
  /** Defaults of the names that `structure` may use. */
  readonly variables: JsonObject;
  readonly gates: readonly Gate[];
}

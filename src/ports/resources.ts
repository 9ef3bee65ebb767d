import type { ResourceSample } from '../core/run/resources.ts';

/** Measures what the machine, its container and trees of processes use. */
export interface Resources {
  /** CPU is measured since the sample before, and is null in the first. The pids name the tops of trees to measure. */
  sample(pids?: readonly number[]): ResourceSample;
}

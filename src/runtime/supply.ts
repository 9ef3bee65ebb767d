import type { ClaimAnswer } from '../app/claim-answer.ts';
import { claimNext } from '../app/claim-next.ts';
import { claimTask } from '../app/claim-task.ts';
import { type Deps, momentOf } from '../app/deps.ts';
import { type Failure, fail } from '../core/failure.ts';
import type { TaskGraph } from '../core/graph/graph.ts';
import { type GraphNode, isOver } from '../core/graph/node.ts';
import { Obstacles } from '../core/graph/obstacles.ts';
import { compareUrgency } from '../core/graph/order.ts';
import { findStuck } from '../core/graph/stuck.ts';
import { isLive, type WorkerProcess } from '../core/lease/lease.ts';
import { fits, isOfKind, NEXT, type NextFilter } from '../core/lease/next-filter.ts';
import { err, ok, type Result } from '../core/result.ts';
import { readFields, usageOf } from '../core/task/fields.ts';
import type { WorkOptions } from './work-deps.ts';

interface Wanted {
  readonly output_limit?: string;
  readonly template?: string;
  readonly label?: string;
}

/** Where a worker's tasks come from: the project's, in the order of `claim --next`. */
export class Supply {
  readonly #deps: Deps;
  readonly #wanted: Wanted;
  readonly #filter: NextFilter;
  readonly #isSlot: RegExp;
  /** Looking for paused tasks costs a walk over the graph. */
  #mayBePaused = true;

  private constructor(deps: Deps, wanted: Wanted, filter: NextFilter) {
    this.#deps = deps;
    this.#wanted = wanted;
    this.#filter = filter;
    const agent = deps.asker.agent.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    this.#isSlot = new RegExp(`^${agent}/\\d+$`);
  }

  /** Failures: usage, template_not_found, invalid_template. */
  static async open(deps: Deps, options: WorkOptions): Promise<Result<Supply, Failure>> {
    const { outputLimit, template, label } = options;
    const wanted = {
      ...(outputLimit === undefined ? {} : { output_limit: outputLimit }),
      ...(template === undefined ? {} : { template }),
      ...(label === undefined ? {} : { label }),
    };
    const filter = readFields(NEXT, wanted);
    if (!filter.ok) return err(usageOf(filter.failure));
    const known = template === undefined ? ok(undefined) : await deps.templates.get(template);
    return known.ok ? ok(new Supply(deps, wanted, filter.value)) : known;
  }

  /**
   * Claims the next task for a slot: what a worker of this name paused, then the most urgent that is ready. Failures:
   * nothing_ready, those of a claim (another was faster), those of the store.
   */
  async take(
    slot: Deps,
    worker: WorkerProcess,
    except: ReadonlySet<string>,
  ): Promise<Result<ClaimAnswer, Failure>> {
    if (except.size === 0 && !this.#mayBePaused) return claimNext(slot, { ...this.#wanted, worker });
    const all = await this.candidates(except);
    if (!all.ok) return all;
    this.#mayBePaused = all.value.some(({ isPaused }) => isPaused);
    const first = all.value.find(({ isPaused }) => isPaused) ?? all.value[0];
    return first ? claimTask(slot, { id: first.id, worker }) : err(fail('nothing_ready', 'nothing is ready'));
  }

  /** Says that a task was paused, which is to be taken up again. */
  notePaused(): void {
    this.#mayBePaused = true;
  }

  /** What could be taken now, the most urgent first. */
  async candidates(
    except: ReadonlySet<string>,
  ): Promise<Result<readonly { readonly id: string; readonly isPaused: boolean }[], Failure>> {
    return this.#deps.store.read({ kind: 'project' }, ({ graph }) => {
      const obstacles = new Obstacles(graph, momentOf(this.#deps), this.#deps.asker);
      const found: GraphNode[] = [];
      for (const node of graph.nodes) {
        if (this.#isWanted(node) && !except.has(node.id) && this.#canTake(node, obstacles)) found.push(node);
      }
      found.sort(compareUrgency);
      return found.map(({ id, lease }) => ({ id, isPaused: lease?.status === 'paused' }));
    });
  }

  /** Whether waiting makes sense: somebody works, and something could become ready by that. */
  async canCome(except: ReadonlySet<string>): Promise<boolean> {
    const read = await this.#deps.store.read({ kind: 'project' }, ({ graph }) =>
      this.#canCome(graph, except),
    );
    return !read.ok || read.value;
  }

  #canCome(graph: TaskGraph, except: ReadonlySet<string>): boolean {
    const moment = momentOf(this.#deps);
    if (![...graph.leases.values()].some((lease) => isLive(lease, moment))) return false;
    const stuck = findStuck(graph.nodes);
    return graph.nodes.some(
      (node) =>
        this.#isWanted(node) && !except.has(node.id) && !stuck.has(node) && !isLive(node.lease, moment),
    );
  }

  #isWanted(node: GraphNode): boolean {
    return !isOver(node) && isOfKind(node, this.#filter) && fits(node, this.#filter);
  }

  /** What a worker of this name paused is its own to take up again; what a person paused is not. */
  #canTake(node: GraphNode, obstacles: Obstacles): boolean {
    const [first, ...more] = obstacles.of(node);
    if (!first) return true;
    return first.code === 'paused' && more.length === 0 && this.#isSlot.test(first.lease.agent);
  }
}

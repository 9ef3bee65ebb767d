import { expect } from 'vitest';
import type { Failure } from '../../src/core/failure.ts';
import type { Result } from '../../src/core/result.ts';
import type { Task } from '../../src/core/task/task.ts';
import { LIVES, type TemplateName, type World } from './world.ts';

type Tasks = ReadonlyMap<string, Task>;
type Fields = { readonly [field: string]: string };

/** One transaction that changed tasks. */
interface Deed {
  readonly tx: string;
  readonly agent: string;
  readonly before: Tasks;
  readonly after: Tasks;
}

/** What was done to tasks so far, to hold undo against. */
export class History {
  readonly #deeds: Deed[] = [];

  add(deed: Deed): void {
    if (touched(deed).length > 0) this.#deeds.push(deed);
  }

  /** Holds an undo against what it promises; it was asked for in this world, and the tasks are as it left them. */
  check(agent: string, world: World, tasks: Tasks, result: Result<unknown, Failure>, after: Tasks): void {
    const at = this.#deeds.findLastIndex((deed) => deed.agent === agent);
    const deed = this.#deeds[at];
    if (!deed) {
      expect(result.ok ? 'ok' : result.failure.code).toBe('nothing_to_undo');
      return;
    }
    if (!result.ok) {
      expect(result.failure.code).toBe('undo_conflict');
      const isHeld = touched(deed).some((id) =>
        [...world.holds].some(
          ([held, { agent: holder }]) =>
            holder !== agent && world.live(held) && (held === id || id.startsWith(`${held}_`)),
        ),
      );
      expect(isHeld || at < this.#deeds.length - 1, `refused for no reason: ${result.failure.message}`).toBe(
        true,
      );
      return;
    }
    expect(result.value).toMatchObject({ undone: { tx: deed.tx } });
    expectRestored(deed, tasks, after);
  }
}

/** Each field is as it was before the deed where the deed changed it, else as it was before the undo. */
function expectRestored(deed: Deed, tasks: Tasks, after: Tasks): void {
  for (const id of new Set([...deed.before.keys(), ...deed.after.keys(), ...tasks.keys(), ...after.keys()])) {
    const [was, became, until, now] = [deed.before, deed.after, tasks, after].map((map) =>
      fieldsOf(map.get(id)),
    );
    for (const field of Object.keys({ ...was, ...became, ...until, ...now })) {
      const expected = was?.[field] === became?.[field] ? until?.[field] : was?.[field];
      expect(now?.[field], `${field} of ${id} after the undo`).toBe(expected);
    }
  }
}

/** The tasks that a transaction made, deleted or gave other fields. */
function touched({ before, after }: Deed): readonly string[] {
  const text = (task: Task | undefined) => JSON.stringify(fieldsOf(task));
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (id) => text(before.get(id)) !== text(after.get(id)),
  );
}

/** What an undo restores: not the bookkeeping, nor whether the task is blocked, which follows from the rest. */
function fieldsOf(task: Task | undefined): Fields {
  if (!task) return {};
  const { version: _, updated_at: __, ...fields } = task;
  const status = task.status === 'blocked' ? LIVES[task.template as TemplateName].initial : task.status;
  return Object.fromEntries(
    Object.entries({ ...fields, status }).map(([field, value]) => [field, JSON.stringify(value)]),
  );
}

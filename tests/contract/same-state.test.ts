import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GraphNode } from '../../src/core/graph/node.ts';
import type { Draft } from '../../src/core/record/draft.ts';
import type { Task } from '../../src/core/task/task.ts';
import { expectFilesToShow } from '../helpers/store-folder.ts';
import { expectStateOfHistory } from '../helpers/store-history.ts';
import { STORES } from '../helpers/store-kinds.ts';
import { add, checkpoint, claim, finish } from '../helpers/store-moves.ts';
import { head, run } from '../helpers/store-scenarios.ts';
import { stateOf } from '../helpers/store-state.ts';

/** One step of a random transaction: what to do, and numbers that choose whom to do it to. */
interface Step {
  readonly move: keyof typeof MOVES;
  readonly who: number;
  readonly whom: number;
  readonly text: string;
}

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % (list.length || 1)];

/** Each takes a task at random; where there is none, or the rules forbid it, nothing happens. */
const MOVES = {
  add: (draft, _node, { text, whom }) => {
    const other = pick(draft.graph.nodes, whom);
    add(draft, { description: text, dependencies: other && whom % 3 === 0 ? [other.id] : [] });
  },
  addChild: (draft, node, { text }) =>
    add(draft, { parent_id: node?.id ?? null, description: text, labels: [text] }),
  edit: (draft, node, { text }) =>
    node &&
    draft.update(node.id, {
      description: text,
      variables: JSON.parse(`{"__proto__":${JSON.stringify(text)}}`),
    }),
  prioritise: (draft, node, { whom }) =>
    node &&
    draft.update(node.id, {
      priority: `P${whom % 4}` as Task['priority'],
      deadline: whom % 2 ? draft.at : null,
    }),
  finish: (draft, node) => node && finish(draft, node.id),
  claim: (draft, node, { text }) => node && claim(draft, node.id, `agent ${text}`),
  release: (draft, node) => node && draft.setLease(node.id, null),
  checkpoint: (draft, node, { whom }) => node && checkpoint(draft, node.id, whom),
  remove: (draft, node) =>
    node && node.children.length + node.dependents.length === 0 && draft.remove(node.id),
} satisfies { [name: string]: (draft: Draft, node: GraphNode | undefined, step: Step) => unknown };

const steps = fc.array(
  fc.record({
    move: fc.constantFrom(...(Object.keys(MOVES) as (keyof typeof MOVES)[])),
    who: fc.nat(50),
    whom: fc.nat(50),
    text: fc.string({ unit: 'binary', maxLength: 12 }),
  }),
  { maxLength: 4 },
);

const act = (transaction: readonly Step[]) => (draft: Draft) => {
  for (const step of transaction) {
    const move: (draft: Draft, node: GraphNode | undefined, step: Step) => unknown = MOVES[step.move];
    move(draft, pick(draft.graph.nodes, step.who), step);
  }
};

const limits = fc.constantFrom({}, { tail: 3 }, { freshTasks: 2, largeTail: 4 });

test('any sequence of transactions leaves the same state in every store, and in its files', async () => {
  const runs = process.env.LRA_TEST_DEEP ? 300 : 40;
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { maxLength: 25 }), limits, async (transactions, limits) => {
      const benches = Object.values(STORES).map((make) => make(limits));
      try {
        const states = [];
        for (const bench of benches) {
          const store = bench.open();
          for (const transaction of transactions) await run(store, act(transaction), head('test'));
          const state = await expectStateOfHistory(store);
          expect(await stateOf(bench.open())).toEqual(state);
          if (bench.dir && transactions.length > 0)
            expectFilesToShow(bench.dir, state, { isListFresh: limits.freshTasks === undefined });
          states.push(withoutNames(state));
        }
        for (const state of states) expect(state).toEqual(states[0]);
      } finally {
        for (const bench of benches) await bench.close();
      }
    }),
    { numRuns: runs },
  );
});

/** Transactions have other names in each store. */
function withoutNames(state: Awaited<ReturnType<typeof stateOf>>) {
  return JSON.parse(
    JSON.stringify({ ...state, entries: state.entries.length }).replaceAll(/"tx":"[^"]*"/g, '"tx":""'),
  );
}

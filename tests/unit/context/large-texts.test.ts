import { expect, test } from 'vitest';
import { contextFor } from '../../../src/app/build-context.ts';
import { styleFor } from '../../../src/cli/render/ansi.ts';
import { textFormat } from '../../../src/cli/render/context.ts';
import { value } from '../lease/support.ts';
import { task, world } from '../query/world.ts';
import { useTokenTable } from '../tokens/counter.ts';

const table = useTokenTable();

test.each([
  ['words', 'word '.repeat(200_000)],
  ['Chinese', '字'.repeat(400_000)],
  ['one letter', 'a'.repeat(1_000_000)],
  ['the longest tokens', '='.repeat(1_000_000)],
  ['line breaks', `${' \n'.repeat(500_000)}end`],
])(
  'a description of a megabyte of %s is shortened to what fits, and half the budget is used',
  async (_, text) => {
    const app = await world([task('task_001', { description: text })], [], {
      tokens: async () => table.counter(),
    });
    const plain = textFormat(styleFor(false, Number.POSITIVE_INFINITY));
    for (const budget of [300, 2000]) {
      for (const format of [{}, { format: plain }]) {
        const built = value(await contextFor(app, { budget, ...format }));
        const used = table.counter().count(built.text);
        expect(used).toBeLessThanOrEqual(budget);
        const { description } = built.document.can_take[0]!;
        expect(description.endsWith('…')).toBe(true);
        if (description.length > 1) expect(used).toBeGreaterThanOrEqual(budget / 2);
      }
    }
  },
);

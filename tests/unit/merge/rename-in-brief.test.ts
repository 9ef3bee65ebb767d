import { expect, test } from 'vitest';
import { renameInBrief } from '../../../src/core/merge/rename-in-brief.ts';

const ids = new Map([
  ['task_002', 'task_003'],
  ['task_001', 'task_009'],
]);

const BRIEF = `# task_002: the parser

## Where you are
- Part of task_001: keep to it (\`lra list --parent task_001\`)

## Where the output belongs
- Notes: .long-run-agent/tasks/task_002.md

Then: \`lra set task_002 completed\`.

## Notes
`;

test('what a template printed has the new ids', () => {
  const { text, left } = renameInBrief(BRIEF, ids);
  expect(text).toBe(BRIEF.replaceAll('task_002', 'task_003').replaceAll('task_001', 'task_009'));
  expect(left).toEqual([]);
});

test('what people wrote stays, and its lines are told', () => {
  const note = '- like task_002, not task_0021 or task_002_01\n';
  expect(renameInBrief(`${BRIEF}${note}`, ids)).toMatchObject({
    text: expect.stringMatching(/\n- like task_002, not task_0021 or task_002_01\n$/),
    left: [12],
  });
});

test('ids are swapped, not replaced one after the other', () => {
  const swap = new Map([
    ['task_001', 'task_002'],
    ['task_002', 'task_001'],
  ]);
  expect(renameInBrief('# task_001: after task_002', swap).text).toBe('# task_002: after task_001');
});

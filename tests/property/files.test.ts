import fc from 'fast-check';
import { test } from 'vitest';
import { boardOfFiles } from './files.ts';
import { game } from './moves.ts';
import { play } from './play.ts';

const numRuns = process.env.LRA_TEST_DEEP ? 30 : 4;

test('whatever three agents do through files, they are as a simple model says, with many bases and a late list', async () => {
  const limits = fc.constantFrom({ tail: 3 }, { tail: 4, largeTail: 4, freshTasks: 5 });
  await fc.assert(
    fc.asyncProperty(limits, game, async (few, moves) => {
      const board = boardOfFiles(few);
      try {
        await play(board, moves);
      } finally {
        await board.close();
      }
    }),
    { numRuns },
  );
});

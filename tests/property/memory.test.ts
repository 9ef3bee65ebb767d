import fc from 'fast-check';
import { test } from 'vitest';
import { memoryApp } from '../helpers/memory-app.ts';
import { game } from './moves.ts';
import { play } from './play.ts';

const numRuns = process.env.LRA_TEST_DEEP ? 600 : 40;

test('whatever three agents do, the project is as a simple model says', async () => {
  await fc.assert(
    fc.asyncProperty(game, async (moves) => {
      const app = memoryApp();
      await play({ as: (agent) => app.as(agent), advance: (time) => app.advance(time) }, moves);
    }),
    { numRuns },
  );
});

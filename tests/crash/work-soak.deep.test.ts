import { test } from 'vitest';
import { soak } from '../helpers/work-soak.ts';

test('200 tasks, four workers of four, killed all the time: each is done once, and nothing is left', async () => {
  await soak({ tasks: 200, workers: 4, concurrency: 4, killEvery: 3000, kills: 1000, within: 500_000 });
});

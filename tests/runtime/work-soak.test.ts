import { test } from 'vitest';
import { soak } from '../helpers/work-soak.ts';

test('12 tasks, two workers of two, one killed: each is done once, and nothing is left', async () => {
  await soak({ tasks: 12, workers: 2, concurrency: 2, killEvery: 900, kills: 1, within: 45_000 });
});

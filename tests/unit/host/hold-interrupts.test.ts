import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { holdInterrupts } from '../../../src/host/hold-interrupts.ts';

const SIGNAL = 'SIGHUP';

/** Listens for the signal as a program might, for the time of the test. */
function listen(heard: string[], name: string, how: 'on' | 'once'): void {
  const listener = () => void heard.push(name);
  process[how](SIGNAL, listener);
  onTestFinished(() => void process.removeListener(SIGNAL, listener));
}

async function eventually(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !holds(); i++) await sleep(10);
  expect(holds()).toBe(true);
}

test('whoever listens for a signal is told after the cleaning up, and as often as it asked for', async () => {
  const heard: string[] = [];
  listen(heard, 'always', 'on');
  listen(heard, 'once', 'once');
  const release = holdInterrupts(async () => void heard.push('clean'));
  process.kill(process.pid, SIGNAL);
  await eventually(() => heard.length === 3);
  expect(heard).toEqual(['clean', 'always', 'once']);
  release();
  process.kill(process.pid, SIGNAL);
  await eventually(() => heard.length === 4);
  expect(heard.at(-1)).toBe('always');
});

test('a signal that came just before is not lost, neither when it begins nor when it ends', async () => {
  const heard: string[] = [];
  listen(heard, 'always', 'on');
  process.kill(process.pid, SIGNAL);
  const release = holdInterrupts(async () => void heard.push('clean'));
  await eventually(() => heard.length === 2);
  release();
  const again = holdInterrupts(async () => void heard.push('clean'));
  process.kill(process.pid, SIGNAL);
  again();
  await eventually(() => heard.length === 3);
  expect(heard).toEqual(['clean', 'always', 'always']);
});

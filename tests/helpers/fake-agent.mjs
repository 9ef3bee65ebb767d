// A scripted agent. FAKE_SCRIPT names a JSON file: for each task (or *) what its first, second … run does, the last for
// all further ones. Each run is noted in FAKE_LOG as a JSON line.
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const {
  FAKE_SCRIPT,
  FAKE_LOG,
  FAKE_LRA,
  LRA_TASK_ID: task,
  LRA_TOKEN,
  LRA_AGENT_ID,
  LRA_PROMPT_FILE,
} = process.env;
const prompt = readFileSync(0, 'utf8');
const runs = existsSync(FAKE_LOG) ? readFileSync(FAKE_LOG, 'utf8').trim().split('\n').filter(Boolean) : [];
const before = runs
  .map((line) => JSON.parse(line))
  .filter((run) => run.task === task && run.at === 'start').length;
const script = JSON.parse(readFileSync(FAKE_SCRIPT, 'utf8'));
const plan = script[task] ?? script['*'] ?? ['exit'];
const [does, ...words] = (plan[before] ?? plan.at(-1)).split(' ');

const note = (at, more = {}) =>
  appendFileSync(
    FAKE_LOG,
    `${JSON.stringify({ at, task, token: Number(LRA_TOKEN), agent: LRA_AGENT_ID, pid: process.pid, does, time: Date.now(), ...more })}\n`,
  );
const lra = (...args) =>
  execFileSync(process.execPath, [FAKE_LRA, ...args], { encoding: 'utf8', stdio: 'pipe' });
const forever = () => setInterval(() => {}, 1000);

note('start', {
  prompt: does === 'exit' ? '' : prompt,
  samePrompt: readFileSync(LRA_PROMPT_FILE, 'utf8') === prompt,
});

const behaviours = {
  exit: async () => note('end'),
  finish: async () => {
    lra('set', task, 'completed', '--note', `done by ${LRA_AGENT_ID}`);
    note('end');
  },
  fail: async () => {
    console.log(words.join(' ') || 'something went wrong');
    note('end');
    process.exitCode = 1;
  },
  code: async () => {
    process.exitCode = Number(words[0]);
  },
  hang: forever,
  chatter: () => setInterval(() => console.log('still here'), 100),
  stubborn: () => {
    process.on('SIGTERM', () => note('ignored'));
    forever();
  },
  flood: async () => {
    const line = `${'x'.repeat(999)}\n`;
    for (let i = 0; i < 5_000; i++)
      if (!process.stdout.write(line)) await new Promise((go) => process.stdout.once('drain', go));
  },
  leave: async () => {
    const child = spawn('setsid', ['sleep', '1000'], {
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.unref();
    note('left', { child: child.pid });
  },
  progress: async () => {
    lra('checkpoint', task, '--note', 'half way', '--completed', 'first half');
    lra('progress', task, '1/2', 'half');
    await sleep(Number(words[0] ?? 1500));
    note('end');
  },
  slow: async () => {
    await sleep(Number(words[0]));
    note('end');
  },
  cost: async () => {
    try {
      lra('progress', task, '1/2', '--cost', words[0]);
    } catch (error) {
      if (words[1] === 'crash') throw error;
    }
    forever();
  },
  pause: async () => {
    lra('pause', task, '--note', 'later');
    forever();
  },
  random: async () => {
    await sleep(Math.random() * Number(words[0] ?? 300));
    const drawn = Math.random();
    if (drawn < 0.1) process.exitCode = 1;
    else if (drawn < 0.15) {
      process.kill(process.pid, 'SIGKILL');
      await sleep(1000);
    } else if (drawn < 0.2) spawn('setsid', ['sleep', '1000'], { detached: true, stdio: 'ignore' }).unref();
    else if (drawn < 0.4) lra('set', task, 'completed');
    note('end');
  },
};
await behaviours[does]();

import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ResourceMonitor } from '../../../src/api/resource-monitor.ts';
import type { ResourceSample } from '../../../src/core/run/resources.ts';
import { readCgroup } from '../../../src/host/resources/cgroup.ts';
import { resourcesAround } from '../../../src/host/resources/probe.ts';
import { stopFileIn } from '../../../src/host/stop-file.ts';
import { ResourceWatch } from '../../../src/runtime/resource-watch.ts';
import { tempFolder, writeFiles } from '../../helpers/temp-folder.ts';

const MIB = 1024 * 1024;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('the machine is measured: shares, bytes and cores', async () => {
  const probe = resourcesAround('.');
  expect(probe.sample().machine.cpu).toBeNull();
  await sleep(50);
  const { machine, tree } = probe.sample();
  expect(tree).toBeNull();
  for (const usage of Object.values(machine)) {
    expect(usage!.share).toBeCloseTo(usage!.used / usage!.total, 5);
    expect(usage!.share).toBeGreaterThanOrEqual(0);
    expect(usage!.share).toBeLessThanOrEqual(1);
  }
  expect(machine.memory!.total).toBeGreaterThan(64 * MIB);
});

test('a tree of real processes: the child of a child counts, with its memory and its time', async () => {
  const busy = 'const b=Buffer.alloc(64*1024*1024,1);for(;;)b[0]++';
  const child = spawn('sh', ['-c', `"${process.execPath}" -e '${busy}' & wait`], { detached: true });
  onTestFinished(() => void process.kill(-child.pid!, 'SIGKILL'));
  await sleep(400);
  const probe = resourcesAround('.');
  expect(probe.sample([child.pid!]).tree).toMatchObject({ cpu: null });
  await sleep(300);
  const { tree } = probe.sample([child.pid!]);
  expect(tree!.processes).toBe(2);
  expect(tree!.memory).toBeGreaterThan(64 * MIB);
  expect(tree!.cpu).toBeGreaterThan(0.1);
  expect(tree!.cpu).toBeLessThan(1.5);
  expect(probe.sample([2 ** 30]).tree).toMatchObject({ processes: 0, memory: 0 });
});

test('control groups of version 2: the tightest limit up the tree counts', () => {
  const root = tempFolder();
  writeFiles(root, {
    'cgroup.controllers': 'cpu memory\n',
    'memory.max': 'max\n',
    'a/memory.max': `${100 * MIB}\n`,
    'a/memory.current': `${95 * MIB}\n`,
    'a/memory.stat': `anon 1\ninactive_file ${5 * MIB}\n`,
    'a/cpu.max': '150000 100000\n',
    'a/cpu.stat': 'usage_usec 2000000\n',
    'a/b/memory.max': `${200 * MIB}\n`,
    'a/b/memory.current': `${20 * MIB}\n`,
    'a/b/cpu.max': 'max 100000\n',
    self: '0::/a/b\n',
  });
  expect(readCgroup({ root, self: join(root, 'self') })).toEqual({
    memory: { used: 90 * MIB, total: 100 * MIB, share: 0.9 },
    cpu: { used: 2000, cores: 1.5 },
  });
});

test('control groups of version 1, and none', () => {
  const root = tempFolder();
  writeFiles(root, {
    'memory/x/memory.limit_in_bytes': `${64 * MIB}\n`,
    'memory/x/memory.usage_in_bytes': `${32 * MIB}\n`,
    'memory/memory.limit_in_bytes': '9223372036854771712\n',
    'memory/memory.usage_in_bytes': '1\n',
    'cpu/cpu.cfs_quota_us': '-1\n',
    'cpu/cpu.cfs_period_us': '100000\n',
    'cpu/cpuacct.usage': '5\n',
    self: '4:memory:/x\n3:cpu,cpuacct:/\n',
  });
  expect(readCgroup({ root, self: join(root, 'self') })).toEqual({
    memory: { used: 32 * MIB, total: 64 * MIB, share: 0.5 },
    cpu: null,
  });
  expect(readCgroup({ root: '/nowhere', self: '/nowhere' })).toEqual({ memory: null, cpu: null });
});

function sampleOf(disk: number): ResourceSample {
  const usage = (share: number) => ({ used: share, total: 1, share });
  return {
    at: '2026-01-01T00:00:00.000Z',
    machine: { cpu: null, memory: usage(0.1), disk: usage(disk) },
    cgroup: { cpu: null, memory: usage(0.85) },
    tree: null,
  };
}

test('a watch tells each change of a level once, and keeps the level through the hysteresis', () => {
  const disks = [0.5, 0.96, 0.92, 0.85, 0.84, 0.1];
  const thresholds = { warn: 0.8, admit: 0.9, disk_pause: 0.95 };
  const watch = new ResourceWatch({ resources: { sample: () => sampleOf(disks.shift()!) }, thresholds });
  const told: string[] = [];
  const leave = watch.subscribe(({ resource, from, level }) => told.push(`${resource} ${from} ${level}`));
  const levels = [1, 2, 3, 4, 5].map(() => watch.status().level);
  expect(levels).toEqual(['warn', 'pause', 'pause', 'stop', 'warn']);
  leave();
  expect(watch.status()).toMatchObject({
    level: 'warn',
    warnings: ['memory at 85 %: it gets scarce'],
    resources: { disk: { level: 'ok' }, memory: { share: 0.85 }, cpu: { share: null, level: 'ok' } },
  });
  expect(told).toEqual(['memory ok warn', 'disk ok pause', 'disk pause stop', 'disk stop warn']);
});

test('ResourceMonitor works alone, and refuses thresholds that are none', async () => {
  const monitor = new ResourceMonitor({ warn: 0, admit: 1, disk_pause: 1, pids: () => [process.pid] });
  const told: string[] = [];
  monitor.subscribe(({ resource }) => told.push(resource));
  monitor.start(20);
  await expect.poll(() => told).toContain('cpu');
  monitor.stop();
  expect(monitor.status()).toMatchObject({
    resources: { memory: { level: expect.stringMatching(/warn|stop/) } },
  });
  expect(monitor.status().tree!.processes).toBeGreaterThan(0);
  for (const wrong of [{ warn: 2 }, { warn: 0.95 }, { admit: Number.NaN }]) {
    expect(() => new ResourceMonitor(wrong)).toThrow(expect.objectContaining({ code: 'usage' }));
  }
});

test('a STOP file: written whole, read, taken back', () => {
  const dir = tempFolder();
  const stops = stopFileIn(dir);
  expect([stops.read(), stops.clear()]).toEqual([null, { ok: true, value: false }]);
  const request = { agent: 'ann', at: '2026-01-01T00:00:00.000Z', now: true };
  expect(stops.write(request).ok).toBe(true);
  expect(stops.read()).toEqual(request);
  expect(readdirSync(dir)).toEqual(['STOP']);
  expect(stops.clear()).toEqual({ ok: true, value: true });
  expect(stops.read()).toBeNull();
});

test.each(['', 'please', '[]', '{"now":"yes","agent":7,"at":"x"}'])(
  'a STOP file that holds %j counts',
  (text) => {
    const dir = tempFolder();
    writeFileSync(join(dir, 'STOP'), text);
    const asked = stopFileIn(dir).read();
    expect(asked).toMatchObject({ agent: null, now: false });
    expect(Date.parse(asked!.at)).toBeGreaterThan(0);
  },
);

test('a link or a folder in its place counts as well, and a folder is not deleted', () => {
  const [linked, foldered] = [tempFolder(), tempFolder()];
  symlinkSync('/nowhere', join(linked, 'STOP'));
  expect(stopFileIn(linked).read()).toMatchObject({ now: false });
  expect(stopFileIn(linked).clear()).toEqual({ ok: true, value: true });
  mkdirSync(join(foldered, 'STOP'));
  expect(stopFileIn(foldered).read()).toMatchObject({ now: false });
  expect(stopFileIn(foldered).clear()).toMatchObject({ failure: { code: 'io_error' } });
});

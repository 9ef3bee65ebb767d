import type { Module, ModuleSeed } from './module.ts';

/** As long as the module of a task may be. */
const LONGEST = 200;

/**
 * Gives each module the shortest of its names that no other has, whatever the case; where no name will do, its path and a number.
 * A module whose name another wants as well takes the next longer one, and so does the other.
 */
export function withNames(seeds: readonly ModuleSeed[]): readonly Module[] {
  const steps = seeds.map(() => 0);
  const most = seeds.reduce((longest, { names }) => Math.max(longest, names.length), 0);
  for (let round = 0; round < most; round++) {
    const { names, clashing } = atSteps(seeds, steps);
    if (clashing.length === 0) return seeds.map((seed, i) => moduleOf(seed, names[i]!));
    for (const i of clashing) steps[i] = Math.min(steps[i]! + 1, seeds[i]!.names.length - 1);
  }
  const taken = new Set<string>();
  return seeds.map((seed, i) => moduleOf(seed, numbered(nameAt(seed, steps[i]!), taken)));
}

function moduleOf({ path, files }: ModuleSeed, name: string): Module {
  return { name, path, files };
}

function atSteps(seeds: readonly ModuleSeed[], steps: readonly number[]) {
  const names = seeds.map((seed, i) => nameAt(seed, steps[i]!));
  const owners = new Map<string, number[]>();
  for (const [i, name] of names.entries()) {
    const key = name.toLowerCase();
    const others = owners.get(key);
    if (others) others.push(i);
    else owners.set(key, [i]);
  }
  return { names, clashing: [...owners.values()].filter((those) => those.length > 1).flat() };
}

/** On one line, and no longer than a name may be: file names and manifests hold anything. */
function nameAt({ names, path }: ModuleSeed, step: number): string {
  const name =
    (names[step] ?? path).replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ').trim() ||
    path.replace(/[\p{Cc}\p{Bidi_Control}]/gu, '_').trim();
  return (name || '_').slice(-LONGEST).trim();
}

function numbered(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name.slice(0, LONGEST - 8)} (${n})`;
  taken.add(free.toLowerCase());
  return free;
}

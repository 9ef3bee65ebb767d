import { type Level, nextLevel, RESOURCES, type ResourceName, type Thresholds, worst } from './levels.ts';

/** How much of something is in use: bytes, and for the CPU cores. */
export interface Usage {
  readonly used: number;
  readonly total: number;
  /** 0 to 1. */
  readonly share: number;
}

/** A measurement. What the system does not tell is null. */
export interface ResourceSample {
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly machine: { readonly [R in ResourceName]: Usage | null };
  /** The limits of the container that this runs in; null where there is none. */
  readonly cgroup: { readonly cpu: Usage | null; readonly memory: Usage | null };
  /** The processes that were asked about, with all that they started; null when none was. */
  readonly tree: TreeUsage | null;
}

export interface TreeUsage {
  readonly processes: number;
  /** Cores in use since the measurement before; null in the first. */
  readonly cpu: number | null;
  /** Resident, in bytes. */
  readonly memory: number;
}

/** How one resource stands: the scarcer of machine and container counts. */
export interface ResourceState {
  readonly level: Level;
  readonly share: number | null;
  readonly machine: Usage | null;
  readonly cgroup: Usage | null;
}

/** How the resources stand. */
export interface ResourceStatus {
  readonly at: string;
  /** The worst of all. */
  readonly level: Level;
  readonly resources: { readonly [R in ResourceName]: ResourceState };
  readonly tree: TreeUsage | null;
  /** One sentence for each resource that is not ok. */
  readonly warnings: readonly string[];
}

/** A resource that came to another level. */
export interface LevelChange {
  readonly resource: ResourceName;
  readonly from: Level;
  readonly level: Level;
  readonly share: number;
}

export type Levels = { readonly [R in ResourceName]: Level };
export const ALL_OK: Levels = { cpu: 'ok', memory: 'ok', disk: 'ok' };

const CONSEQUENCES: { readonly [L in Level]: string } = {
  ok: '',
  warn: 'it gets scarce',
  stop: 'nothing new is begun',
  pause: 'work pauses',
};

/** How the resources stand after a measurement, given the levels before it. */
export function resourceStatus(
  sample: ResourceSample,
  before: Levels,
  thresholds: Thresholds,
): ResourceStatus {
  const state = (resource: ResourceName): ResourceState => {
    const machine = sample.machine[resource];
    const cgroup = resource === 'disk' ? null : sample.cgroup[resource];
    const shares = [machine, cgroup].flatMap((usage) => (usage ? usage.share : []));
    const share = shares.length > 0 ? Math.max(...shares) : null;
    return { level: nextLevel(before[resource], share, resource, thresholds), share, machine, cgroup };
  };
  const resources = { cpu: state('cpu'), memory: state('memory'), disk: state('disk') };
  const states = RESOURCES.map((resource) => [resource, resources[resource]] as const);
  return {
    at: sample.at,
    level: worst(states.map(([, { level }]) => level)),
    resources,
    tree: sample.tree,
    warnings: states.flatMap(([resource, { level, share }]) =>
      level === 'ok' ? [] : [`${resource} at ${Math.round((share ?? 0) * 100)} %: ${CONSEQUENCES[level]}`],
    ),
  };
}

/** The levels of a status, for the next one. */
export function levelsOf({ resources }: ResourceStatus): Levels {
  return { cpu: resources.cpu.level, memory: resources.memory.level, disk: resources.disk.level };
}

/** What changed between the levels before and a status. */
export function levelChanges(before: Levels, { resources }: ResourceStatus): readonly LevelChange[] {
  return RESOURCES.flatMap((resource) => {
    const { level, share } = resources[resource];
    return level === before[resource] ? [] : [{ resource, from: before[resource], level, share: share ?? 0 }];
  });
}

import { beat, claim, foreign, notMine, take, when } from './holding.ts';
import type { Move, Verb } from './moves.ts';
import { LIVES, type Piece, type TemplateName, type World } from './world.ts';

/** Every reason to refuse a move; with none, the world was changed as the move would. */
type Rule = (world: World, move: Move, nextId: (key: string) => string) => readonly string[];

function set(world: World, agent: string, id: string, status: string, force: boolean): readonly string[] {
  const refused = force ? [] : foreign(world, agent, id);
  const task = world.task(id);
  if (refused.length > 0 || task.status === status) return refused;
  const next = (LIVES[task.template].next as { [from: string]: string })[task.status]?.split(' ') ?? [];
  if (!next.includes(status)) return ['invalid_transition'];
  if (world.isUnstarted(id) && world.above(id).some((one) => world.waits(one))) return ['task_blocked'];
  world.change(id, { status });
  if (!world.isOver(id)) return [];
  if (world.children(id).some((one) => !world.isOver(one))) return ['children_unfinished'];
  world.holds.delete(id);
  return [];
}

function remove(
  world: World,
  agent: string,
  id: string,
  recursive: boolean,
  force: boolean,
): readonly string[] {
  const going = [id, ...world.below(id)];
  const waiting = going.flatMap((one) => world.dependents(one)).filter((one) => !going.includes(one));
  const refused = [
    ...when(!recursive && going.length > 1, 'has_children'),
    ...(force ? [] : foreign(world, agent, id)),
    ...when(!force && waiting.length > 0, 'has_dependents'),
    ...when(
      !force && going.slice(1).some((one) => (world.live(one)?.agent ?? agent) !== agent),
      'descendant_claimed',
    ),
  ];
  if (refused.length > 0) return refused;
  for (const one of waiting) {
    world.change(one, { dependencies: world.task(one).dependencies.filter((on) => !going.includes(on)) });
  }
  for (const one of going) {
    world.tasks.delete(one);
    world.holds.delete(one);
  }
  return [];
}

function add(world: World, id: string, more: Partial<Piece>): void {
  const above = more.parent_id ? world.task(more.parent_id) : null;
  const template: TemplateName = more.template ?? above?.template ?? 'task';
  world.tasks.set(id, {
    ...{ id, template, status: LIVES[template].initial, created: world.now, description: '' },
    ...{ parent_id: null, dependencies: [], dependency_type: 'all', deadline: null },
    priority: above?.priority ?? 'P1',
    output_req: '8k',
    ...Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined)),
  });
}

const missing = (world: World, ids: readonly string[]) =>
  when(
    ids.some((one) => !world.tasks.has(one)),
    'dependency_not_found',
  );

/** One after the other. All of them, or none unless told to keep going. */
function batch(
  world: World,
  { id, others, force }: Move,
  one: (world: World, id: string) => readonly string[],
): readonly string[] {
  const left = new Map([...new Set([id, ...others])].map((at) => [at, ['not_found'] as readonly string[]]));
  // Whatever can be done is done, however often that takes: the order is for the other side to find.
  for (let isDone = true; isDone; ) {
    isDone = false;
    for (const at of left.keys()) {
      if (!world.tasks.has(at)) continue;
      const tried = world.copy();
      const refused = one(tried, at);
      left.set(at, refused);
      if (refused.length > 0) continue;
      world.tasks.clear();
      world.holds.clear();
      for (const [key, value] of tried.tasks) world.tasks.set(key, value);
      for (const [key, value] of tried.holds) world.holds.set(key, value);
      left.delete(at);
      isDone = true;
    }
  }
  return force ? [] : [...left.values()].flat();
}

/** The rules of each verb but undo and import, of which only what they promise is checked. */
const RULES: { readonly [V in Exclude<Verb, 'undo' | 'import'>]: Rule } = {
  create: (world, { agent, parent, others, any, ...more }, nextId) => {
    if (parent !== null && !world.tasks.has(parent)) return ['not_found'];
    const refused = [
      ...when(parent !== null && world.isOver(parent), 'task_finished'),
      ...(parent === null ? [] : foreign(world, agent, parent, true)),
      ...missing(world, others),
    ];
    if (refused.length > 0) return refused;
    const { description, template, priority, size: output_req, deadline } = more;
    const given = {
      description,
      template,
      priority,
      output_req,
      deadline,
      parent_id: parent,
    } as Partial<Piece>;
    const id = nextId(parent ?? 'task');
    add(world, id, { ...given, dependencies: others, dependency_type: any ? 'any' : 'all' });
    return when(world.waitsForItself(id), 'dependency_cycle');
  },
  split: (world, { agent, id, others, description }, nextId) => {
    const refused = [
      ...foreign(world, agent, id),
      ...when(world.isOver(id), 'task_finished'),
      ...missing(world, others),
    ];
    if (refused.length > 0) return refused;
    const first = nextId(id);
    const second = first.replace(/\d+$/, (n) => String(Number(n) + 1).padStart(2, '0'));
    add(world, second, { parent_id: id, description: 'the second part' });
    add(world, first, { parent_id: id, description, dependencies: [...others, second] });
    return when(world.hasRing(), 'dependency_cycle');
  },
  edit: (world, { agent, id, description, size, deadline }) => {
    world.change(id, { description, output_req: size ?? '8k', deadline: deadline ?? null });
    return foreign(world, agent, id);
  },
  priority: (world, { id, priority }) => {
    world.change(id, { priority: priority ?? 'P1' });
    return [];
  },
  set: (world, { agent, id, status, force }) => set(world, agent, id, status, force),
  delete: (world, { agent, id, recursive, force }) => remove(world, agent, id, recursive, force),
  link: (world, { agent, id, others }) => {
    const { dependencies } = world.task(id);
    const fresh = others.filter((one) => !dependencies.includes(one));
    const refused = [
      ...foreign(world, agent, id),
      ...missing(world, fresh),
      ...when(fresh.length > 0 && world.isOver(id), 'task_finished'),
    ];
    if (refused.length > 0) return refused;
    world.change(id, { dependencies: [...dependencies, ...fresh] });
    return when(fresh.length > 0 && world.hasRing(), 'dependency_cycle');
  },
  unlink: (world, { agent, id, others }) => {
    const refused = [...foreign(world, agent, id), ...missing(world, others)];
    world.change(id, { dependencies: world.task(id).dependencies.filter((one) => !others.includes(one)) });
    return refused;
  },
  claim: (world, { agent, id }) => claim(world, agent, id),
  resume: (world, { agent, id }) => claim(world, agent, id),
  next: (world, { agent, force, size }) => {
    const sizes = ['4k', '8k', '64k'].slice(
      0,
      { '4k': 1, '64k': 3, any: 3 }[force ? (size ?? 'any') : 'any'],
    );
    const best = world.ready(agent).find((id) => sizes.includes(world.task(id).output_req));
    if (best !== undefined) take(world, agent, best);
    return when(best === undefined, 'nothing_ready');
  },
  publish: (world, { agent, id }) => {
    const refused = notMine(world, agent, id);
    return refused.length > 0 ? refused : beat(world, id, { published: true });
  },
  heartbeat: (world, { agent, id }) => {
    const refused = notMine(world, agent, id);
    return refused.length > 0 ? refused : beat(world, id);
  },
  pause: (world, { agent, id }) => {
    const refused = notMine(world, agent, id, true);
    if (refused.length > 0) return refused;
    world.holds.set(id, { ...world.holds.get(id)!, status: 'paused' });
    return [];
  },
  checkpoint: (world, { agent, id }) => {
    const refused = foreign(world, agent, id);
    if (refused.length === 0 && world.holds.get(id)?.agent === agent) beat(world, id);
    return refused;
  },
  release: (world, { agent, id, force }) => {
    const hold = world.holds.get(id);
    world.holds.delete(id);
    if (!hold) return ['not_claimed'];
    return when(!force && hold.agent !== agent, 'not_lease_holder');
  },
  batchSet: (world, move) =>
    batch(world, move, (tried, id) => {
      const refused = set(tried, move.agent, id, move.status, false);
      tried.settle();
      return refused;
    }),
  batchClaim: (world, move) => batch(world, move, (tried, id) => claim(tried, move.agent, id)),
  batchDelete: (world, move) =>
    batch(world, move, (tried, id) => remove(tried, move.agent, id, false, false)),
  checkBlocked: () => [],
};

/** Why a move has to be refused, by the codes that would do, and the world behind it; null where the model is silent. */
export function predict(
  world: World,
  move: Move,
  nextId: (key: string) => string,
): { readonly refused: readonly string[]; readonly after: World } | null {
  const { verb } = move;
  if (verb === 'undo' || verb === 'import') return null;
  const isOfOne = !['create', 'next', 'checkBlocked', 'batchSet', 'batchClaim', 'batchDelete'].includes(verb);
  if (isOfOne && !world.tasks.has(move.id)) return { refused: ['not_found'], after: world };
  const after = world.copy();
  const refused = RULES[verb](after, move, nextId);
  after.settle();
  return { refused, after: refused.length > 0 ? world : after };
}

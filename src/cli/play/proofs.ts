import type { ScratchProject } from './scratch-project.ts';

/** What a proof found. */
export interface ProofResult {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

type Proof = (project: ScratchProject, processes: number) => Promise<ProofResult>;

interface TaskLike {
  readonly id: string;
  readonly created_by: string;
}

/** Every create that was acknowledged is there, each with an id of its own. */
const parallelCreates: Proof = async (project, processes) => {
  const answers = await Promise.all(
    Array.from({ length: processes }, (_, i) => project.json(['create', `created by process ${i}`])),
  );
  const created = answers.flatMap((answer) => (answer?.ok ? [(answer.task as TaskLike).id] : []));
  const there = new Set((await tasks(project)).map(({ id }) => id));
  const lost = created.filter((id) => !there.has(id));
  const doubled = created.length - new Set(created).size;
  return {
    name: 'parallel creates all survive',
    ok: created.length === processes && lost.length === 0 && doubled === 0,
    detail: `${created.length} of ${processes} created, ${lost.length} lost, ${doubled} ids given twice`,
  };
};

/** Of all who claim one task at once, one holds it. */
const oneWinner: Proof = async (project, processes) => {
  const created = await project.json(['create', 'the one that all want']);
  const target = (created?.task as TaskLike | undefined)?.id ?? 'task_001';
  const answers = await Promise.all(
    Array.from({ length: processes }, (_, i) => project.json(['claim', target], { agent: `agent-${i}` })),
  );
  const winners = answers.filter((answer) => answer?.ok).length;
  const refused = answers.filter(
    (answer) => (answer?.error as { code?: string })?.code === 'already_claimed',
  ).length;
  return {
    name: 'one winner per claim',
    ok: winners === 1 && refused === processes - 1,
    detail: `${winners} of ${processes} won, ${refused} were told that it is claimed`,
  };
};

const LONGEST_LIFE_MS = 120;

/** What was acknowledged before a kill -9 is kept, and the files read right afterwards. */
const killLosesNothing: Proof = async (project, processes) => {
  const answers = await Promise.all(
    Array.from({ length: processes }, (_, i) =>
      project.json(['create', `may be killed ${i}`], { killAfterMs: Math.random() * LONGEST_LIFE_MS }),
    ),
  );
  const created = answers.flatMap((answer) => (answer?.ok ? [(answer.task as TaskLike).id] : []));
  const next = await project.json(['create', 'after the kills']);
  const there = new Set((await tasks(project)).map(({ id }) => id));
  const lost = created.filter((id) => !there.has(id));
  const { code } = await project.run(['doctor']);
  return {
    name: 'kill -9 loses nothing',
    ok: next?.ok === true && lost.length === 0 && code === 0,
    detail: `${processes - created.length} killed, ${lost.length} acknowledged tasks lost, doctor ${code === 0 ? 'finds nothing' : 'finds faults'}`,
  };
};

export const PROOFS: readonly Proof[] = [parallelCreates, oneWinner, killLosesNothing];

async function tasks(project: ScratchProject): Promise<readonly TaskLike[]> {
  return ((await project.json(['list', '--limit', '0']))?.tasks ?? []) as TaskLike[];
}

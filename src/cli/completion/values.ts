import type { Deps } from '../../app/deps.ts';
import { type KnownName, moduleNames, statusNames, taskNames } from '../../app/known-names.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { COMMON_SIZES } from '../../core/task/size.ts';
import { PRIORITIES } from '../../core/task/task.ts';
import { catalog } from '../catalog.ts';
import type { Completion } from '../command.ts';
import { connect, readAsked } from '../connect.ts';
import { flagNamed, type Token } from '../flags.ts';
import { unwrap } from '../input.ts';
import type { Located } from '../locate.ts';

/** Where a value stands. */
export interface Place {
  readonly here: Located;
  readonly tokens: readonly Token[];
  /** What of the value is typed already. */
  readonly start: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The values of a kind; `file` when the shell is to complete file names. Stops when the project cannot be read. */
export async function valuesOf(
  kind: Completion | undefined,
  place: Place,
): Promise<readonly KnownName[] | 'file'> {
  switch (kind) {
    case undefined:
      return [];
    case 'file':
      return 'file';
    case 'priority':
      return PRIORITIES.map(plain);
    case 'size':
      return COMMON_SIZES.map(plain);
    case 'command':
      return Object.entries(catalog).map(([name, { summary }]) => ({ name, about: summary }));
    case 'task':
      return fromProject(place, (deps) => taskNames(deps, place.start));
    case 'status':
      return fromProject(place, (deps) => statusNames(deps, taskGiven(place)));
    case 'module':
      return fromProject(place, async (deps) => ok(moduleNames(deps)));
    case 'template':
      return fromProject(place, async (deps) => ok(deps.templates.names().map(plain)));
    default:
      return kind.map(plain);
  }
}

async function fromProject(
  { here, tokens, env }: Place,
  ask: (deps: Deps) => Promise<Result<readonly KnownName[], Failure>>,
): Promise<readonly KnownName[]> {
  const options: { [key: string]: string | undefined } = {};
  for (const token of tokens) {
    if (token.kind === 'option') options[flagNamed(token.rawName, here.flags)?.key ?? ''] = token.value;
  }
  const { deps } = unwrap(await connect(readAsked(options, env)));
  try {
    return unwrap(await ask(deps));
  } finally {
    await deps.store.close();
  }
}

/** The task that a word before this place names, where the command takes one. */
function taskGiven({ here, tokens }: Place): string | undefined {
  const at = here.command?.arguments?.findIndex(({ complete }) => complete === 'task') ?? -1;
  const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  return at < 0 ? undefined : words[at];
}

function plain(name: string): KnownName {
  return { name, about: '' };
}

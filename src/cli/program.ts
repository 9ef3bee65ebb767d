import { type Failure, FailureError } from '../core/failure.ts';
import { catalog } from './catalog.ts';
import type { Answer, Command, Input } from './command.ts';
import { outputChoice, presumedOutput } from './globals.ts';
import { commandHelp, helpAnswer, shortHelp, topHelp } from './help.ts';
import { unwrap } from './input.ts';
import { locate } from './locate.ts';
import { onMishap } from './mishaps.ts';
import { parse } from './parse.ts';
import { Reporter } from './reporter.ts';
import { Session } from './session.ts';
import type { Started } from './started.ts';
import { commandMissing, unknownCommand } from './unknown.ts';
import { VERSION } from './version.ts';

/** A command line that was understood. */
interface Call extends Input {
  readonly path: readonly string[];
  /** Null at the top. */
  readonly command: Command | null;
  readonly wantsHelp: boolean;
}

/** Runs one command line and returns its exit code. All it has to say was written when this returns. */
export async function run(started: Started): Promise<number> {
  const { argv, env } = started;
  if (argv[0] === '__complete') return answerShell(argv.slice(1), env);
  let reporter = new Reporter(presumedOutput(argv, env), env);
  onMishap(() => reporter);
  let path: Call['path'] = [];
  try {
    const call = await understand(argv);
    path = call.path;
    reporter = new Reporter(outputChoice(call.options, env), env);
    if (call.wantsHelp || !call.command) return reporter.answer(answerOfTop(call));
    return await perform(call, call.command, new Session(call.options, started, reporter), reporter);
  } catch (thrown) {
    if (thrown instanceof FailureError) return reporter.failure(withHelp(thrown.failure, path));
    return reporter.thrown(thrown);
  }
}

/** Completion speaks to a shell: no JSON, no messages, no exit code but 0. */
async function answerShell(words: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { complete } = await import('./completion/complete.ts');
  const lines = await complete(words, env);
  const reporter = new Reporter({ json: false, quiet: true, debug: false, color: 'never' }, env);
  return reporter.answer({ json: {}, text: () => lines });
}

async function understand(argv: readonly string[]): Promise<Call> {
  const asked = await locate(argv);
  const isHelp = asked.path[0] === 'help';
  const { path, command, flags, rest, unknown } = isHelp ? await locate(asked.rest) : asked;
  const title = ['lra', ...path].join(' ');
  const names = Object.keys(command ? (command.subcommands ?? {}) : catalog);
  if (unknown !== undefined) unknownCommand(title, unknown, names);
  const asHelp = isHelp ? ['lra', 'help', ...path].join(' ') : title;
  const input = parse({ title: asHelp, arguments: isHelp ? [] : (command?.arguments ?? []), flags }, rest);
  return { ...input, path, command, wantsHelp: isHelp || input.options.help === true };
}

function answerOfTop({ path, command, wantsHelp, options }: Call): Answer {
  if (command) return helpAnswer(commandHelp(path, command));
  if (options.version === true) return { json: { version: VERSION }, text: () => VERSION };
  return helpAnswer(wantsHelp ? topHelp() : shortHelp());
}

async function perform(call: Call, command: Command, session: Session, reporter: Reporter): Promise<number> {
  try {
    if (!command.run) return reporter.failure(commandMissing(call.path, command));
    const answer = unwrap(await command.run(session, call));
    return answer === null ? 0 : reporter.answer(answer);
  } finally {
    await session.close();
  }
}

/** Wrong usage that has no hint of its own sends to the help of its command. */
function withHelp(failure: Failure, path: Call['path']): Failure {
  if (failure.code !== 'usage' || failure.hint) return failure;
  return { ...failure, hint: `see: ${['lra', ...path].join(' ')} --help` };
}

import type { OptionSpec } from './command.ts';
import { flagNamed, flagOf } from './flags.ts';
import { oneOf } from './input.ts';

export const COLOR_CHOICES = ['auto', 'always', 'never'] as const;
export type ColorChoice = (typeof COLOR_CHOICES)[number];

/** How the answer is to be said. */
export interface OutputChoice {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly debug: boolean;
  readonly color: ColorChoice;
}

/** Accepted by every command, before or after its name. */
export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  {
    flags: '-C, --dir <dir>',
    summary: 'the project, or a folder inside it (LRA_DIR; else the working directory)',
    complete: 'file',
  },
  { flags: '--json', summary: 'answer with one JSON document on stdout (LRA_JSON=1)' },
  { flags: '--agent <id>', summary: 'who is asking (LRA_AGENT_ID; else <user>@<host>)' },
  { flags: '--token <n>', summary: 'the token of the lease that this is done under (LRA_TOKEN)' },
  {
    flags: '--color <when>',
    summary: 'auto, always or never (NO_COLOR, FORCE_COLOR)',
    complete: COLOR_CHOICES,
  },
  { flags: '-q, --quiet', summary: 'no warnings and no hints on stderr' },
  { flags: '--debug', summary: 'show stack traces (LRA_DEBUG=1)' },
  { flags: '-h, --help', summary: 'show examples, arguments and options' },
];

export const GLOBAL_FLAGS = GLOBAL_OPTIONS.map(flagOf);

/** Stands before any command only. */
export const VERSION_OPTION: OptionSpec = { flags: '-V, --version', summary: 'show the version' };
export const VERSION_FLAG = flagOf(VERSION_OPTION);

/** How to say the answer to a command line that was understood. */
export function outputChoice(
  options: { readonly [key: string]: unknown },
  env: NodeJS.ProcessEnv,
): OutputChoice {
  const color = options.color === undefined ? 'auto' : String(options.color);
  return {
    json: options.json === true || isOn(env.LRA_JSON),
    quiet: options.quiet === true,
    debug: options.debug === true || isOn(env.LRA_DEBUG),
    color: oneOf(color, COLOR_CHOICES, '--color'),
  };
}

/** How to say what is wrong with a command line that was not understood: the flags that stand in it, whatever is around them. */
export function presumedOutput(argv: readonly string[], env: NodeJS.ProcessEnv): OutputChoice {
  const end = argv.indexOf('--');
  const options: { [key: string]: unknown } = {};
  (end < 0 ? argv : argv.slice(0, end)).forEach((argument, index) => {
    const flag = flagNamed(argument, GLOBAL_FLAGS);
    if (flag) options[flag.key] = flag.value === null ? true : (argument.split('=')[1] ?? argv[index + 1]);
  });
  const color = COLOR_CHOICES.find((choice) => choice === options.color) ?? 'auto';
  return outputChoice({ ...options, color }, env);
}

function isOn(variable: string | undefined): boolean {
  return variable !== undefined && !['', '0', 'false'].includes(variable);
}

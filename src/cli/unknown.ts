import { type Failure, fail } from '../core/failure.ts';
import { nearest } from '../core/suggest.ts';
import type { Command } from './command.ts';
import type { Flag } from './flags.ts';
import { GLOBAL_FLAGS } from './globals.ts';
import type { Grammar } from './grammar.ts';
import { stop } from './input.ts';

const SHOWN = 80;

/** What other tools call these commands. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ...['add', 'new'].map((word) => [word, 'create'] as const),
  ...['take', 'start', 'next'].map((word) => [word, 'claim'] as const),
  ...['done', 'finish', 'complete', 'close', 'move'].map((word) => [word, 'set'] as const),
  ...['rm', 'remove'].map((word) => [word, 'delete'] as const),
  ...['ls', 'tasks', 'ready'].map((word) => [word, 'list'] as const),
  ...['update', 'rename'].map((word) => [word, 'edit'] as const),
  ['get', 'show'],
  ['find', 'search'],
  ['history', 'log'],
  ['tree', 'graph'],
]);

/** A word as it was typed, quoted and cut to a length that fits a message. */
export function shown(word: string): string {
  return JSON.stringify(word.length > SHOWN ? `${word.slice(0, SHOWN)}…` : word);
}

/** Stops with usage: a flag that the command does not take; suggests the nearest, else lists what it takes. */
export function unknownFlag({ title, flags }: Grammar, typed: string): never {
  const valid = [...flags].sort(ownFirst).map(({ long }) => `--${long}`);
  const near = nearest(typed, valid);
  stop(
    fail('usage', `${title} has no flag ${shown(typed)}${didYouMean(near)}`, {
      hint: near.length > 0 ? `see: ${title} --help` : `it takes ${valid.join(', ')}`,
      data: { flag: typed.slice(0, SHOWN), valid },
    }),
  );
}

/** Stops with usage: a word where a command was expected; suggests the nearest, else lists them all. */
export function unknownCommand(title: string, typed: string, names: readonly string[]): never {
  const other = OTHER_NAMES.get(typed.toLowerCase());
  const near = other !== undefined && names.includes(other) ? [other] : nearest(typed, names);
  stop(
    fail('usage', `${title} has no command ${shown(typed)}${didYouMean(near)}`, {
      hint: near.length > 0 ? `see: ${title} --help` : `its commands: ${names.join(', ')}`,
      data: { command: typed.slice(0, SHOWN), valid: [...names] },
    }),
  );
}

/** The failure of a command that wants one of its sub-commands and was given none. */
export function commandMissing(path: readonly string[], command: Command): Failure {
  const title = ['lra', ...path].join(' ');
  const names = Object.keys(command.subcommands ?? {});
  return fail('usage', `${title} needs a command: ${names.join(', ')}`, { hint: `see: ${title} --help` });
}

function didYouMean(near: readonly string[]): string {
  return near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '';
}

function ownFirst(a: Flag, b: Flag): number {
  return Number(GLOBAL_FLAGS.includes(a)) - Number(GLOBAL_FLAGS.includes(b));
}

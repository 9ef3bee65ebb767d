import { join } from 'node:path';
import { checkSettings } from '../core/check-settings.ts';
import { type Failure, fail } from '../core/failure.ts';
import type { Finding } from '../core/finding.ts';
import type { JsonValue } from '../core/json.ts';
import { err, ok, type Result } from '../core/result.ts';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.ts';
import { DEFAULT_SETTINGS_TEXT } from './default-settings.ts';
import { ParsedCache } from './parsed-cache.ts';
import { readTextFile } from './text-file.ts';
import type { Position } from './yaml-document.ts';

export const SETTINGS_FILE = 'config.yaml';

export interface LoadedSettings {
  readonly settings: Settings;
  /** Unknown keys, one sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Reads `config.yaml` of a project's folder; without one, the defaults. Untouched defaults, and a text that was read
 * before, are recognized as they stand, so that the YAML parser is loaded only after an edit.
 * Failures: invalid_config (file, line, column), io_error.
 */
export async function readSettings(dir: string): Promise<Result<LoadedSettings, Failure>> {
  const file = join(dir, SETTINGS_FILE);
  const read = readTextFile(file);
  if (!read.ok) return read;
  const text = read.value?.replaceAll('\r\n', '\n') ?? null;
  if (text === null || text === DEFAULT_SETTINGS_TEXT.en)
    return ok({ settings: DEFAULT_SETTINGS, warnings: [] });
  if (text === DEFAULT_SETTINGS_TEXT.zh) {
    return ok({ settings: { ...DEFAULT_SETTINGS, lang: 'zh' }, warnings: [] });
  }
  const cache = new ParsedCache(join(dir, 'journal', 'settings.json'));
  const known = cache.find(SETTINGS_FILE, text);
  const settings = known === undefined ? null : loaded(file, known);
  return settings ? ok(settings) : parse(file, text, cache);
}

async function parse(
  file: string,
  text: string,
  cache: ParsedCache,
): Promise<Result<LoadedSettings, Failure>> {
  const { readYaml } = await import('./yaml-document.ts');
  const document = readYaml(text);
  if (document.fault) return err(invalid(file, document.fault, document.fault.reason));
  const settings = loaded(file, document.value);
  if (settings) {
    cache.keep({ key: SETTINGS_FILE, text, value: document.value });
    return ok(settings);
  }
  const wrong = checkSettings(document.value).findings.find(isError)!;
  return err(invalid(file, document.position(wrong.path), wrong.message));
}

/** Null when a value is wrong: then its place in the file is needed, which only the parser knows. */
function loaded(file: string, document: JsonValue): LoadedSettings | null {
  const { settings, findings } = checkSettings(document);
  if (findings.some(isError)) return null;
  return { settings, warnings: findings.map(({ message }) => `${file}: ${message}`) };
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function invalid(file: string, { line, column }: Position, reason: string): Failure {
  return fail('invalid_config', `${file}:${line}:${column}: ${reason}`, {
    hint: 'correct the value, or leave the line out for the default',
    data: { file, line, column, reason },
  });
}

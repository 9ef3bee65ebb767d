import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../core/settings.ts';
import type { Template } from '../../core/template/template.ts';

/** Where the templates that ship with lra are: parsed, by language and name, and as the YAML they came from. */
export interface BuiltinFiles {
  /** Written by scripts/build-templates.mjs. */
  readonly parsed: string;
  /** A folder of `<lang>/<name>.yaml`. */
  readonly sources: string;
}

/** The templates that ship with lra, in one language; read on first use. */
export class BuiltinTemplates {
  readonly #files: BuiltinFiles;
  readonly #lang: Settings['lang'];
  #templates: Map<string, Template> | undefined;

  constructor(files: BuiltinFiles, lang: Settings['lang']) {
    this.#files = files;
    this.#lang = lang;
  }

  names(): string[] {
    return [...this.#all().keys()];
  }

  get(name: string): Template | undefined {
    return this.#all().get(name);
  }

  /** The YAML text of a template that is there. */
  source(name: string): string {
    return readFileSync(join(this.#files.sources, this.#lang, `${name}.yaml`), 'utf8');
  }

  #all(): Map<string, Template> {
    this.#templates ??= new Map(
      Object.entries(JSON.parse(readFileSync(this.#files.parsed, 'utf8'))[this.#lang]),
    );
    return this.#templates;
  }
}

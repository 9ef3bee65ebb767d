import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { checkTemplate } from '../../core/template/check-template.ts';
import type { Template } from '../../core/template/template.ts';
import { isTemplateName } from '../../core/template/template-name.ts';
import type { TemplateRenderer } from '../../ports/template-renderer.ts';
import type { TemplateFinding } from '../../ports/templates.ts';
import { ParsedCache } from '../parsed-cache.ts';
import { readTextFile } from '../text-file.ts';
import { inspectTemplate } from './inspect.ts';

/** A template file as it was last read. */
export interface ProjectTemplate {
  readonly text: string;
  /** Null when the file cannot be used. */
  readonly template: Template | null;
  /** Whether nothing is wrong with it, its brief included. */
  readonly isSound: boolean;
}

const UNREADABLE: ProjectTemplate = { text: '', template: null, isSound: false };

/** The template files of a project. They are parsed when their text changed, and known by it otherwise. */
export class ProjectTemplates {
  readonly folder: string;
  readonly #cache: ParsedCache;
  readonly #renderer: () => Promise<TemplateRenderer>;
  readonly #loaded = new Map<string, ProjectTemplate>();

  /** Takes the project's `.long-run-agent/`. */
  constructor(dir: string, renderer: () => Promise<TemplateRenderer>) {
    this.folder = join(dir, 'templates');
    this.#cache = new ParsedCache(join(dir, 'journal', 'templates.json'));
    this.#renderer = renderer;
  }

  /** Reads every file, so that `known` can answer at once. What cannot be read is reported when it is asked for. */
  async open(): Promise<void> {
    for (const name of this.names()) await this.read(name);
  }

  /** The names of the files that are there now. */
  names(): string[] {
    try {
      const files = readdirSync(this.folder).filter((file) => file.endsWith('.yaml'));
      return files.map((file) => file.slice(0, -'.yaml'.length)).filter(isTemplateName);
    } catch {
      return [];
    }
  }

  path(name: string): string {
    return join(this.folder, `${name}.yaml`);
  }

  /** The template as it was last read. */
  known(name: string): ProjectTemplate | undefined {
    return this.#loaded.get(name);
  }

  /** Reads a file as it is now; null when it is not there. Failures: io_error (also for a symbolic link). */
  async read(name: string): Promise<Result<ProjectTemplate | null, Failure>> {
    const read = readTextFile(this.path(name));
    if (!read.ok) {
      this.#loaded.set(name, UNREADABLE);
      return read;
    }
    const text = read.value;
    if (text === null) {
      this.#loaded.delete(name);
      return ok(null);
    }
    const before = this.#loaded.get(name);
    if (before?.text === text) return ok(before);
    const loaded = this.#recall(name, text) ?? (await this.#parse(name, text));
    this.#loaded.set(name, loaded);
    return ok(loaded);
  }

  /** Everything that is wrong with the text of a template, by line. */
  async findings(name: string, text: string): Promise<readonly TemplateFinding[]> {
    return (await inspectTemplate(name, text, this.#renderer)).findings;
  }

  /** Only sound files are kept: what is wrong with another is looked for anew, for its places are needed to say so. */
  #recall(name: string, text: string): ProjectTemplate | null {
    const kept = this.#cache.find(name, text);
    const template = kept === undefined ? null : checkTemplate(name, kept).template;
    return template && { text, template, isSound: true };
  }

  async #parse(name: string, text: string): Promise<ProjectTemplate> {
    const { value, template, findings } = await inspectTemplate(name, text, this.#renderer);
    const isSound = !findings.some(({ severity }) => severity === 'error');
    if (isSound) this.#cache.keep({ key: name, text, value }, this.names());
    return { text, template, isSound };
  }
}

import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Settings } from '../../core/settings.ts';
import type { Template } from '../../core/template/template.ts';
import { isTemplateName } from '../../core/template/template-name.ts';
import type { TemplateRenderer } from '../../ports/template-renderer.ts';
import type { TemplateFinding, TemplateInfo, Templates } from '../../ports/templates.ts';
import { type BuiltinFiles, BuiltinTemplates } from './builtins.ts';
import {
  badTemplateName,
  builtinStays,
  invalidTemplate,
  templateExists,
  templateNotFound,
} from './failures.ts';
import { createTemplateFile, removeTemplateFile } from './files.ts';
import { type ProjectTemplate, ProjectTemplates } from './project-templates.ts';

export interface TemplatesOptions {
  /** The project's `.long-run-agent/`. */
  readonly dir: string;
  readonly lang: Settings['lang'];
  readonly builtins: BuiltinFiles;
  readonly renderer: () => Promise<TemplateRenderer>;
}

/** Opens the templates of a project; its own files are read now, so that their states are known at once. */
export async function openTemplates(options: TemplatesOptions): Promise<Templates> {
  const own = new ProjectTemplates(options.dir, options.renderer);
  await own.open();
  return new HostTemplates(own, new BuiltinTemplates(options.builtins, options.lang));
}

interface Validation {
  readonly path: string | null;
  readonly findings: readonly TemplateFinding[];
}

/** At least one of the two is there; the project's own counts. */
interface Found {
  readonly own: ProjectTemplate | null;
  readonly builtin: Template | undefined;
}

class HostTemplates implements Templates {
  readonly #own: ProjectTemplates;
  readonly #builtin: BuiltinTemplates;

  constructor(own: ProjectTemplates, builtin: BuiltinTemplates) {
    this.#own = own;
    this.#builtin = builtin;
  }

  readonly lifecycles = (name: string): Template | undefined => {
    const known = this.#own.known(name);
    return known ? (known.template ?? undefined) : this.#builtin.get(name);
  };

  async get(name: string): Promise<Result<Template, Failure>> {
    const found = await this.#find(name);
    if (!found.ok) return found;
    const { own, builtin } = found.value;
    if (!own) return ok(builtin!);
    if (own.template && own.isSound) return ok(own.template);
    return err(invalidTemplate(name, this.#own.path(name), await this.#own.findings(name, own.text)));
  }

  names(): readonly string[] {
    return [...new Set([...this.#builtin.names(), ...this.#own.names()])].sort();
  }

  async list(): Promise<Result<readonly TemplateInfo[], Failure>> {
    const infos: TemplateInfo[] = [];
    for (const name of this.names()) {
      const read = await this.#own.read(name);
      const own = read.ok ? read.value : { template: null, isSound: false };
      const template = own ? own.template : this.#builtin.get(name);
      infos.push({
        name,
        description: template?.description ?? '',
        version: template?.version ?? '',
        origin: own ? 'project' : 'builtin',
        valid: own ? own.isSound : true,
        states: template?.states ?? [],
      });
    }
    return ok(infos);
  }

  async source(
    name: string,
  ): Promise<Result<{ readonly text: string; readonly path: string | null }, Failure>> {
    const found = await this.#find(name);
    if (!found.ok) return found;
    const { own } = found.value;
    if (own) return ok({ text: own.text, path: this.#own.path(name) });
    return ok({ text: this.#builtin.source(name), path: null });
  }

  async create(name: string, from: string): Promise<Result<{ readonly path: string }, Failure>> {
    if (!isTemplateName(name)) return err(badTemplateName(name));
    if (this.names().includes(name)) return err(templateExists(name));
    const sound = await this.get(from);
    if (!sound.ok) return sound;
    const source = await this.source(from);
    if (!source.ok) return source;
    const written = await createTemplateFile(this.#own.folder, name, source.value.text);
    if (written.ok) await this.#own.read(name);
    return written;
  }

  async remove(name: string): Promise<Result<{ readonly path: string }, Failure>> {
    const found = await this.#find(name);
    if (!found.ok) return found;
    if (!found.value.own) return err(builtinStays(name));
    const removed = removeTemplateFile(this.#own.folder, name);
    if (removed.ok) await this.#own.read(name);
    return removed;
  }

  async validate(name: string): Promise<Result<Validation, Failure>> {
    const found = await this.#find(name);
    if (!found.ok) return found;
    const { own } = found.value;
    if (!own) return ok({ path: null, findings: [] });
    return ok({ path: this.#own.path(name), findings: await this.#own.findings(name, own.text) });
  }

  /** The project's file, or the built-in template when it has none. */
  async #find(name: string): Promise<Result<Found, Failure>> {
    if (!isTemplateName(name)) return err(templateNotFound(name, this.names()));
    const read = await this.#own.read(name);
    if (!read.ok) return read;
    const builtin = this.#builtin.get(name);
    if (!read.value && !builtin) return err(templateNotFound(name, this.names()));
    return ok({ own: read.value, builtin });
  }
}

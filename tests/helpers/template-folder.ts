import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../src/core/settings.ts';
import { createJinjaRenderer } from '../../src/host/jinja/index.ts';
import type { BuiltinFiles } from '../../src/host/templates/builtins.ts';
import { openTemplates } from '../../src/host/templates/templates.ts';
import type { Templates } from '../../src/ports/templates.ts';
import { tempFolder } from './temp-folder.ts';

const BUILD_SCRIPT = new URL('../../scripts/build-templates.mjs', import.meta.url).href;
/** Writes the built-in templates, parsed, to a file. */
export const { buildTemplates } = (await import(BUILD_SCRIPT)) as { buildTemplates(outFile: string): void };

/** The built-in templates as a build makes them, in a folder of the running test. */
export function builtinFiles(): BuiltinFiles {
  const parsed = join(tempFolder(), 'templates.json');
  buildTemplates(parsed);
  return { parsed, sources: join(import.meta.dirname, '../../templates') };
}

/** A project's folder with these template files, by name. */
export function templateFolder(files: { readonly [name: string]: string } = {}): string {
  const dir = tempFolder();
  mkdirSync(join(dir, 'templates'));
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(dir, 'templates', `${name}.yaml`), text);
  return dir;
}

/** Opens the templates of a project's folder. */
export function templatesIn(dir: string, lang: Settings['lang'] = 'en'): Promise<Templates> {
  return openTemplates({ dir, lang, builtins: builtinFiles(), renderer: async () => createJinjaRenderer() });
}

/** A sound template file of this name; a change is made to its text. */
export function templateText(name: string, change: (text: string) => string = (text) => text): string {
  return change(`name: ${name}
description: A kind of its own
version: 1.10
template_engine: jinja2
structure: |
  # {{ id }}: {{ title }}
  {% for item in acceptance %}
  - {{ item }}
  {% endfor %}
states:
  - open
  - busy
  - done
transitions:
  open: [busy]
  busy:
    - open
    - done
  done: []
acceptance:
  - It works.
claim_state: busy
`);
}

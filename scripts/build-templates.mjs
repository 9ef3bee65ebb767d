// Writes the built-in templates, parsed, as one JSON file by language and name, so that no run of lra needs a YAML
// parser for them. Their checks are in tests/unit/template/builtin.test.ts.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const LANGUAGES = ['en', 'zh'];
const FOLDER = fileURLToPath(new URL('../templates/', import.meta.url));
const OPTIONAL = { keywords: [], variables: {}, claim_state: null, failure_states: [], gates: [] };

/** Writes all built-in templates to a file. */
export function buildTemplates(outFile) {
  const templates = {};
  for (const lang of LANGUAGES) {
    templates[lang] = {};
    for (const file of readdirSync(`${FOLDER}${lang}`).sort()) {
      const template = { ...OPTIONAL, ...parse(readFileSync(`${FOLDER}${lang}/${file}`, 'utf8')) };
      templates[lang][template.name] = template;
    }
  }
  writeFileSync(outFile, JSON.stringify(templates));
}

import { expect, test } from 'vitest';
import { createJinjaRenderer } from '../../../src/host/jinja/index.ts';
import { inspectTemplate } from '../../../src/host/templates/inspect.ts';
import { templateText } from '../../helpers/template-folder.ts';

/** Everything found in a file, as `line severity: message`. */
async function findingsIn(text: string): Promise<string[]> {
  const { findings } = await inspectTemplate('bug', text, async () => createJinjaRenderer());
  return findings.map(({ severity, message, line }) => `${line} ${severity}: ${message}`);
}

const replaced = (from: string, to: string) => templateText('bug', (text) => text.replace(from, to));

test('a sound file has no findings, and its version is as it was written', async () => {
  const { template, findings } = await inspectTemplate('bug', templateText('bug'), async () =>
    createJinjaRenderer(),
  );
  expect(findings).toEqual([]);
  expect(template).toMatchObject({ version: '1.10', states: ['open', 'busy', 'done'], claim_state: 'busy' });
});

test.each<[string, string, string | RegExp]>([
  [
    'another name',
    replaced('name: bug', 'name: ant'),
    '1 error: name is "ant", but the file is named bug.yaml',
  ],
  [
    'a missing key',
    replaced('description: A kind of its own\n', ''),
    '1 error: the key description is missing',
  ],
  [
    'a wrong type',
    replaced('description: A kind of its own', 'description: [a]'),
    '2 error: description must be text, not a list',
  ],
  [
    'another engine',
    replaced('jinja2', 'nunjucks'),
    '4 error: template_engine must be jinja2, not "nunjucks"',
  ],
  [
    'an unknown key',
    replaced('claim_state: busy', 'hooks:\n  - run: npm test'),
    '22 warning: unknown key "hooks"',
  ],
  [
    'a state listed twice',
    replaced('  - done\n', '  - done\n  - busy\n'),
    '14 error: the state busy is listed twice',
  ],
  [
    'a reserved state',
    replaced('  - done\n', '  - done\n  - blocked\n').replace('  done: []', '  done: []\n  blocked: []'),
    '14 error: the state blocked is reserved: lra sets it itself',
  ],
  [
    'a state without an entry',
    replaced('  done: []\n', ''),
    '13 error: the state done has no entry in transitions (a final one has [])',
  ],
  [
    'an unreachable state',
    replaced('    - done\n', '').replace('open: [busy]', 'open: [busy]'),
    '13 error: the state done cannot be reached from open',
  ],
  [
    'a transition to nowhere',
    replaced('    - done\n', '    - done\n    - gone\n'),
    '19 error: busy leads to "gone", which is not in states',
  ],
  [
    'a transition to nowhere in one line',
    replaced('open: [busy]', 'open: [busy, gone]'),
    '15 error: open leads to "gone", which is not in states',
  ],
  [
    'an entry for no state',
    replaced('  done: []', '  done: []\n  gone: []'),
    '20 error: transitions names gone, which is not in states',
  ],
  [
    'a ring that never ends',
    replaced('  done: []', '  done: [open]'),
    '14 error: every state leads on, so that no task could ever be finished',
  ],
  [
    'a claim state too far away',
    replaced('claim_state: busy', 'claim_state: done'),
    '22 error: the claim state done does not follow open in one step',
  ],
  [
    'a failure state that leads on',
    replaced('claim_state: busy', 'failure_states:\n  - busy'),
    '23 error: the failure state busy must be final, but leads on',
  ],
  [
    'an acceptance that is a mapping',
    replaced('- It works.', '- Tests: pass'),
    '21 error: acceptance[0] must be text, not a mapping (put it in quotes)',
  ],
  ['a broken expression', replaced('{{ title }}', '{{ title | }}'), /^6 error: structure: /],
  ['an unknown tag', replaced('{% endfor %}', '{% endfore %}'), /^9 error: structure: /],
  ['an unknown filter', replaced('{{ item }}', '{{ item | uper }}'), /^8 error: structure: /],
  [
    'a fault in a folded structure',
    replaced('{{ title }}', '{{ title | }}').replace('structure: |', 'structure: >'),
    /^5 error: structure: /,
  ],
  [
    'a fault in a quoted structure',
    templateText('bug').replace(/structure: [\s\S]*endfor %}\n/, 'structure: "a\\n\\n{{ b"\n'),
    /^5 error: structure: /,
  ],
  ['broken YAML', replaced('states:', 'states: ['), /^\d+ error: /],
  ['a key twice', replaced('version: 1.10', 'version: 1.10\nversion: 2'), '4 error: Map keys must be unique'],
  ['an empty file', '', '1 error: a template is a mapping of keys to values'],
  ['a list', '- name: bug\n', '1 error: a template is a mapping of keys to values'],
])('%s', async (_, text, expected) => {
  for (const written of [text, text.replaceAll('\n', '\r\n')]) {
    const found = (await findingsIn(written)).join('\n');
    if (typeof expected === 'string') expect(found).toBe(expected);
    else expect(found).toMatch(expected);
  }
});

test('all that is wrong is found at once, in the order of the file', async () => {
  const text = templateText('ant')
    .replace('jinja2', 'x')
    .replace('{{ title }}', '{{ title | }}')
    .replace('- It works.', '- 1')
    .replace('    - done\n', '    - gone\n');
  expect((await findingsIn(text)).map((line) => Number(line.split(' ')[0]))).toEqual([1, 4, 6, 18, 21]);
});

test('aliases may be used, and bombs of them may not', async () => {
  const aliased = replaced('open: [busy]', 'open: &next [busy]').replace(
    '  done: []',
    '  done: []\nkeywords: *next',
  );
  expect(await findingsIn(aliased)).toEqual([]);
  let bomb = templateText('bug', (text) => `${text}a: &a [x, x, x, x, x, x, x, x, x, x]\n`);
  for (const [name, of] of ['ba', 'cb', 'dc', 'ed', 'fe'])
    bomb += `${name}: &${name} [${Array(10).fill(`*${of}`)}]\n`;
  const started = performance.now();
  expect((await findingsIn(bomb)).join()).toContain('alias');
  expect(performance.now() - started).toBeLessThan(5000);
});

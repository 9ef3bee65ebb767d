import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTemplates } from '../../../src/host/templates/templates.ts';
import { builtinFiles, templateFolder, templatesIn, templateText } from '../../helpers/template-folder.ts';

const bugFile = (dir: string) => join(dir, 'templates/bug.yaml');

const withoutParser = (dir: string) =>
  openTemplates({
    dir,
    lang: 'en',
    builtins: builtinFiles(),
    renderer: async () => {
      throw new Error('a file was inspected again');
    },
  });

test('what was sound once needs no inspection while its text stays the same', async () => {
  const dir = templateFolder({ bug: templateText('bug'), ant: templateText('ant') });
  const first = await (await templatesIn(dir)).get('bug');
  const again = await withoutParser(dir);
  expect(await again.get('bug')).toEqual(first);
  expect(again.lifecycles('ant')?.claim_state).toBe('busy');
  writeFileSync(bugFile(dir), `${templateText('bug')}\n`);
  await expect(withoutParser(dir)).rejects.toThrow('inspected again');
});

test('it forgets files that are gone, and no others', async () => {
  const dir = templateFolder({ bug: templateText('bug'), ant: templateText('ant') });
  await templatesIn(dir);
  rmSync(bugFile(dir));
  writeFileSync(join(dir, 'templates/bee.yaml'), templateText('bee'));
  await templatesIn(dir);
  const kept = JSON.parse(readFileSync(join(dir, 'journal/templates.json'), 'utf8'));
  expect(kept.map(({ key }: { key: string }) => key)).toEqual(['ant', 'bee']);
});

test.each(['', '[', '{}', '[7]', 'null', '{"name":"bug"}', '[]'])(
  'a lie in it (%j) is no template',
  async (value) => {
    const text = templateText('bug');
    const dir = templateFolder({ bug: text });
    const lie = value.startsWith('{"')
      ? `[${JSON.stringify({ key: 'bug', text, value: JSON.parse(value) })}]`
      : value;
    mkdirSync(join(dir, 'journal'));
    writeFileSync(join(dir, 'journal/templates.json'), lie);
    const templates = await templatesIn(dir);
    expect(await templates.get('bug')).toMatchObject({ ok: true });
    expect(templates.lifecycles('bug')).toBeDefined();
  },
);

test('a file with a fault is looked at each time, and found sound when it is', async () => {
  const dir = templateFolder({
    bug: templateText('bug', (text) => text.replace('claim_state: busy', 'claim_state: x')),
  });
  for (let time = 0; time < 2; time++) {
    const templates = await templatesIn(dir);
    expect(await templates.get('bug')).toMatchObject({
      failure: { code: 'invalid_template', data: { line: 22 } },
    });
  }
  writeFileSync(bugFile(dir), templateText('bug'));
  expect(await (await templatesIn(dir)).get('bug')).toMatchObject({ ok: true });
});

test('an edit while the project is open counts from the next look', async () => {
  const dir = templateFolder({ bug: templateText('bug') });
  const templates = await templatesIn(dir);
  writeFileSync(bugFile(dir), templateText('bug').replace('claim_state: busy\n', ''));
  expect(await templates.get('bug')).toMatchObject({ value: { claim_state: null } });
  expect(templates.lifecycles('bug')?.claim_state).toBeNull();
  rmSync(bugFile(dir));
  expect(await templates.get('bug')).toMatchObject({ failure: { code: 'template_not_found' } });
  expect(templates.lifecycles('bug')).toBeUndefined();
});

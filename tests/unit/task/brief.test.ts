import { describe, expect, test } from 'vitest';
import { briefText } from '../../../src/app/task-brief.ts';
import { briefVariables, renderBrief } from '../../../src/core/template/brief.ts';
import { suggestTemplate } from '../../../src/core/template/suggest.ts';
import type { Template } from '../../../src/core/template/template.ts';
import { memoryApp } from '../../helpers/memory-app.ts';
import { task } from '../query/world.ts';
import { failure, value } from './support.ts';

const TEMPLATE: Template = {
  name: 'task',
  description: '',
  version: '1',
  template_engine: 'jinja2',
  structure: 'source',
  states: ['pending', 'completed'],
  transitions: {},
  claim_state: null,
  failure_states: [],
  acceptance: ['it works'],
  keywords: [],
  variables: {},
  gates: [],
};

describe('the names of a brief', () => {
  const template = { ...TEMPLATE, variables: { tone: 'dry', priority: 'P3', style: 'old' } };

  test('are the defaults of its template, then the fields, then the variables of the task', () => {
    const own = { style: 'new', status: 'mine', title: 'Own title' };
    const names = briefVariables(task('task_001', { variables: own }), template, {
      now: 1,
      status: 'theirs',
    });
    expect(names).toMatchObject({
      tone: 'dry',
      style: 'new',
      priority: 'P1',
      status: 'mine',
      title: 'Own title',
      description: 'do task_001',
      task_file: 'tasks/task_001.md',
      acceptance: ['it works'],
      states: ['pending', 'completed'],
      now: 1,
      variables: { tone: 'dry', priority: 'P3', ...own },
    });
  });

  test('have the description for a title, and an id that nothing changes', () => {
    const names = briefVariables(task('task_001', { variables: { id: 'mine' } }), template);
    expect(names).toMatchObject({ id: 'task_001', title: 'do task_001', variables: { id: 'mine' } });
  });

  test('are copies: who renders them cannot change the task', () => {
    const labels = ['a'];
    expect(briefVariables(task('task_001', { labels }), template).labels).not.toBe(labels);
  });
});

describe('rendering a brief', () => {
  test('hands source and names to the engine, and ends the text with a newline', () => {
    const renderer = {
      render: (source: string, names: object) => ({
        ok: true as const,
        value: `${source}: ${Object.keys(names).length > 9}`,
      }),
    };
    expect(value(renderBrief(task('task_001'), TEMPLATE, renderer))).toBe('source: true\n');
  });

  test.each(['a', 'a\n', 'a \n\n'])('ends %j with one newline', (text) => {
    const renderer = { render: () => ({ ok: true as const, value: text }) };
    expect(value(renderBrief(task('task_001'), TEMPLATE, renderer))).toBe('a\n');
  });

  test('that fails names the template, and the line where there is one', () => {
    const failing = (line: number | null) => ({
      render: () => ({ ok: false as const, failure: { line, reason: 'it loops' } }),
    });
    const at = failure(renderBrief(task('task_001'), TEMPLATE, failing(7)), 'invalid_template');
    expect(at.data).toEqual({ template: 'task', line: 7, reason: 'it loops' });
    expect(at.message).toContain('line 7');
    expect(
      failure(renderBrief(task('task_001'), TEMPLATE, failing(null)), 'invalid_template').message,
    ).not.toContain('line');
  });

  test('is done on first need, and never over a text that is there', async () => {
    const app = memoryApp();
    expect(value(await briefText(app, task('task_001'), null))).toBe('# do task_001\n');
    expect(value(await briefText(app, task('task_001'), ''))).toBe('');
    failure(await briefText(app, task('task_001', { template: 'gone' }), null), 'template_not_found');
  });
});

describe('a template is suggested', () => {
  const templates = [
    { name: 'code-module', keywords: ['Test', 'module', 'C++'] },
    { name: 'novel-chapter', keywords: ['chapter', '小说', 'module'] },
  ];

  test.each([
    ['write a test', 'code-module', 'Test'],
    ['the TEST.', 'code-module', 'Test'],
    ['port it to C++', 'code-module', 'C++'],
    ['写小说第一章', 'novel-chapter', '小说'],
    ['用test来写', 'code-module', 'Test'],
    ['a chapter about a module', 'novel-chapter', 'chapter'],
  ])('for %j: %s', (description, template, keyword) => {
    expect(suggestTemplate(description, templates, 'task')).toEqual({ template, keyword });
  });

  test.each(['the latest', 'tests', 'unchaptered', 'test_case', 'naïvetest', ''])(
    'never for %j',
    (description) => {
      expect(suggestTemplate(description, templates, 'task')).toBeNull();
    },
  );

  test('but not the one that was chosen, nor for an empty word', () => {
    expect(suggestTemplate('test', templates, 'code-module')).toBeNull();
    expect(suggestTemplate('test', [{ name: 'x', keywords: [''] }], 'task')).toBeNull();
  });
});

import type { Deps } from '../../src/app/deps.ts';
import type { Failure } from '../../src/core/failure.ts';
import type { Asker } from '../../src/core/lease/lease.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import type { Lifecycle } from '../../src/core/template/lifecycle.ts';
import type { Template } from '../../src/core/template/template.ts';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import { memoryCode, memoryHistory, memoryReports } from './memory-code.ts';
import { memoryJobs } from './memory-jobs.ts';
import { memoryRun } from './memory-run.ts';

const LIFECYCLES: { readonly [name: string]: Lifecycle } = {
  task: lifecycle('in_progress', {
    pending: ['in_progress'],
    in_progress: ['completed'],
    completed: [],
  }),
  'doc-update': lifecycle('in_progress', {
    pending: ['in_progress'],
    in_progress: ['completed'],
    completed: [],
  }),
  'novel-chapter': lifecycle(null, {
    drafting: ['revising'],
    revising: ['drafting', 'finalized'],
    finalized: [],
  }),
  'code-module': lifecycle('in_progress', {
    pending: ['in_progress'],
    in_progress: ['pending_test'],
    pending_test: ['test_failed', 'completed'],
    test_failed: ['in_progress'],
    completed: [],
  }),
  'data-pipeline': lifecycle('running', {
    pending: ['running'],
    running: ['failed', 'success'],
    failed: ['running'],
    success: [],
  }),
  /** One with a dead end that satisfies nobody. */
  fragile: {
    ...lifecycle('working', { open: ['working'], working: ['done', 'dead'], done: [], dead: [] }),
    failure_states: ['dead'],
  },
};

function lifecycle(claim: string | null, transitions: Lifecycle['transitions']): Lifecycle {
  return { states: Object.keys(transitions), transitions, claim_state: claim, failure_states: [] };
}

function template(name: string): Template {
  return {
    ...LIFECYCLES[name]!,
    name,
    description: name,
    version: '1.0',
    template_engine: 'jinja2',
    structure: '# {{ title }}',
    acceptance: [],
    keywords: [],
    variables: {},
    gates: [],
  };
}

/** The use-cases' dependencies over a memory store, with a clock that the test moves. */
export interface MemoryApp extends Deps {
  /** The same project, as another agent sees it. */
  as(agent: string, more?: Partial<Asker>): Deps;
  /** Moves the clock, in milliseconds. */
  advance(milliseconds: number): void;
}

export function memoryApp(more: Partial<Deps> = {}): MemoryApp {
  let now = Date.parse('2026-01-01T00:00:00.000Z');
  let drawn = 0;
  const code = memoryCode();
  const unused = (what: string) => (): never => {
    throw new Error(`${what} is not part of this test`);
  };
  const ids = { transaction: () => `tx-${++drawn}`, session: () => `session-${++drawn}` };
  const get = async (name: string): Promise<Result<Template, Failure>> =>
    LIFECYCLES[name]
      ? ok(template(name))
      : err({ code: 'template_not_found', message: `no template ${name}` });
  const lifecycles = (name: string) => LIFECYCLES[name];
  const asker: Asker = { agent: 'ann', isFallback: false, session: null, token: null };
  const app: MemoryApp = {
    project: { name: 'demo', project_id: 'p-1', created_at: new Date(now).toISOString(), schema_version: 1 },
    settings: DEFAULT_SETTINGS,
    asker,
    store: new MemoryStore(lifecycles, ids),
    templates: {
      lifecycles,
      get,
      names: () => Object.keys(LIFECYCLES),
      list: unused('templates.list'),
      source: unused('templates.source'),
      create: unused('templates.create'),
      remove: unused('templates.remove'),
      validate: unused('templates.validate'),
    },
    clock: { now: () => now },
    ids,
    processes: { isGone: () => false },
    git: { head: () => null, state: unused('git.state'), bearings: async () => null },
    renderer: async () => ({
      check: () => ok(undefined),
      render: (_source, variables) => ok(`# ${String(variables.title)}\n`),
    }),
    tokens: async () => ({ count: (text) => Math.ceil(text.length / 4) }),
    codeBase: async () => code,
    history: async () => memoryHistory(),
    reports: memoryReports(),
    documents: { near: () => code.documents },
    gates: unused('gates'),
    jobs: async () => memoryJobs(),
    notices: { pending: async () => [], acknowledge: () => {} },
    ...memoryRun(),
    as: (agent, extra = {}) => ({ ...app, asker: { ...asker, agent, ...extra } }),
    advance: (milliseconds) => {
      now += milliseconds;
    },
    ...more,
  };
  return app;
}

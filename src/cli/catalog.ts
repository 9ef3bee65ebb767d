import type { Command } from './command.ts';

export interface CatalogEntry {
  /** The heading it stands under in the help. */
  readonly group: Group;
  /** The command's own summary, here as well so that the help need not load every command. */
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: Command }>;
}

export const GROUPS = ['Start', 'Plan', 'Work', 'Look', 'Keep'] as const;
export type Group = (typeof GROUPS)[number];

/** Every command by name, each loaded when it is called. */
export const catalog: { readonly [name: string]: CatalogEntry } = {
  init: {
    group: 'Start',
    summary: 'make a project here',
    load: () => import('./commands/init.ts'),
  },
  demo: {
    group: 'Start',
    summary: 'play the whole flow in a temporary folder, showing each command and its answer',
    load: () => import('./commands/demo.ts'),
  },
  guide: {
    group: 'Start',
    summary: 'one page for an agent: how to work with lra',
    load: () => import('./commands/guide.ts'),
  },
  create: {
    group: 'Plan',
    summary: 'add a task',
    load: () => import('./commands/create.ts'),
  },
  split: {
    group: 'Plan',
    summary: 'split a task into parts below it',
    load: () => import('./commands/split.ts'),
  },
  edit: {
    group: 'Plan',
    summary: 'change what a task says',
    load: () => import('./commands/edit.ts'),
  },
  'set-priority': {
    group: 'Plan',
    summary: 'change how urgent a task is',
    load: () => import('./commands/set-priority.ts'),
  },
  deps: {
    group: 'Plan',
    summary: 'show or change what a task depends on',
    load: () => import('./commands/deps.ts'),
  },
  delete: {
    group: 'Plan',
    summary: 'delete a task that nobody depends on',
    load: () => import('./commands/delete.ts'),
  },
  import: {
    group: 'Plan',
    summary: 'add the tasks of another project or tool, in one transaction',
    load: () => import('./commands/import.ts'),
  },
  export: {
    group: 'Plan',
    summary: 'print the whole project as JSON lines that import reads back',
    load: () => import('./commands/export.ts'),
  },
  context: {
    group: 'Work',
    summary: 'where you are, and what you can take',
    load: () => import('./commands/context.ts'),
  },
  orient: {
    group: 'Work',
    summary: 'get your bearings: where you are, what was done, what you hold, what fails and runs',
    load: () => import('./commands/orient.ts'),
  },
  claim: {
    group: 'Work',
    summary: 'take a task, so that no other agent works on it or below it',
    load: () => import('./commands/claim.ts'),
  },
  set: {
    group: 'Work',
    summary: 'move a task to another status of its template',
    load: () => import('./commands/set.ts'),
  },
  verify: {
    group: 'Work',
    summary: "run a task's gates: what must succeed before it is finished",
    load: () => import('./commands/verify.ts'),
  },
  checkpoint: {
    group: 'Work',
    summary: 'leave word of how far the work is, for yourself or another',
    load: () => import('./commands/checkpoint.ts'),
  },
  progress: {
    group: 'Work',
    summary: 'say how far the work on a task is, and what it cost',
    load: () => import('./commands/progress.ts'),
  },
  pause: {
    group: 'Work',
    summary: 'lay a task down with a checkpoint; anyone may take it up',
    load: () => import('./commands/pause.ts'),
  },
  resume: {
    group: 'Work',
    summary: 'see where the work on a task stands, and take it up',
    load: () => import('./commands/resume.ts'),
  },
  heartbeat: {
    group: 'Work',
    summary: 'show that you still work on a task you hold',
    load: () => import('./commands/heartbeat.ts'),
  },
  handoff: {
    group: 'Work',
    summary: 'pass a claim to another agent, with a checkpoint',
    load: () => import('./commands/handoff.ts'),
  },
  publish: {
    group: 'Work',
    summary: 'open what is below a task you hold to other agents',
    load: () => import('./commands/publish.ts'),
  },
  release: {
    group: 'Work',
    summary: 'give a claim back; the status stays as it is',
    load: () => import('./commands/release.ts'),
  },
  record: {
    group: 'Work',
    summary: "write into a task's record what was done",
    load: () => import('./commands/record.ts'),
  },
  batch: {
    group: 'Work',
    summary: 'set, claim or delete several tasks in one transaction',
    load: () => import('./commands/batch.ts'),
  },
  bg: {
    group: 'Work',
    summary: 'run long commands in the background, and be told when they end',
    load: () => import('./commands/bg.ts'),
  },
  work: {
    group: 'Work',
    summary: 'give the tasks that are ready to agents, one after the other, and watch over them',
    load: () => import('./commands/work.ts'),
  },
  list: {
    group: 'Look',
    summary: 'list tasks',
    load: () => import('./commands/list.ts'),
  },
  show: {
    group: 'Look',
    summary: 'show all there is to a task: its fields, its neighbours, its brief',
    load: () => import('./commands/show.ts'),
  },
  search: {
    group: 'Look',
    summary: 'find tasks by a text in their id, description or brief',
    load: () => import('./commands/search.ts'),
  },
  graph: {
    group: 'Look',
    summary: 'draw the tasks: what is below what, and what waits for what',
    load: () => import('./commands/graph.ts'),
  },
  status: {
    group: 'Look',
    summary: 'how the project stands, on one screen',
    load: () => import('./commands/status.ts'),
  },
  events: {
    group: 'Look',
    summary: 'print what happened while work ran, an event a line, as JSON',
    load: () => import('./commands/events.ts'),
  },
  resources: {
    group: 'Look',
    summary: 'how much of CPU, memory and disk is in use, and what that means for work',
    load: () => import('./commands/resources.ts'),
  },
  why: {
    group: 'Look',
    summary: 'why a task is not ready, or that it is',
    load: () => import('./commands/why.ts'),
  },
  'system-check': {
    group: 'Look',
    summary: 'look at the code, and decide whether it is taken over whole or module by module',
    load: () => import('./commands/system-check.ts'),
  },
  'analyze-module': {
    group: 'Look',
    summary: 'all there is to know of one module before you work on it',
    load: () => import('./commands/analyze-module.ts'),
  },
  log: {
    group: 'Look',
    summary: 'what was done, by whom, and when; the newest first',
    load: () => import('./commands/log.ts'),
  },
  stop: {
    group: 'Keep',
    summary: 'ask the workers of this project to stop',
    load: () => import('./commands/stop.ts'),
  },
  'check-blocked': {
    group: 'Keep',
    summary: 'work out anew which tasks are blocked',
    load: () => import('./commands/check-blocked.ts'),
  },
  undo: {
    group: 'Keep',
    summary: 'take back the last thing you did to tasks',
    load: () => import('./commands/undo.ts'),
  },
  template: {
    group: 'Keep',
    summary: 'the kinds of tasks: list, show, create, delete and check them',
    load: () => import('./commands/template.ts'),
  },
  doctor: {
    group: 'Keep',
    summary: 'check every file and every rule, and mend what can be mended',
    load: () => import('./commands/doctor.ts'),
  },
  selftest: {
    group: 'Keep',
    summary: 'prove on this machine that nothing is lost, doubled or stuck',
    load: () => import('./commands/selftest.ts'),
  },
  completion: {
    group: 'Keep',
    summary: 'print a script that completes lra in a shell',
    load: () => import('./commands/completion.ts'),
  },
  version: {
    group: 'Keep',
    summary: 'show the version',
    load: () => import('./commands/version.ts'),
  },
};

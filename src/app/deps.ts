import type { Asker, Moment } from '../core/lease/lease.ts';
import type { ProjectInfo } from '../core/project.ts';
import type { EntryHead } from '../core/record/change.ts';
import type { Settings } from '../core/settings.ts';
import type { Budgets } from '../ports/budgets.ts';
import type { Clock } from '../ports/clock.ts';
import type { CodeBase } from '../ports/code-base.ts';
import type { CodeHistory } from '../ports/code-history.ts';
import type { Documents } from '../ports/documents.ts';
import type { Events } from '../ports/events.ts';
import type { GateRunner } from '../ports/gate-runner.ts';
import type { Git } from '../ports/git.ts';
import type { Ids } from '../ports/ids.ts';
import type { Jobs, Notices } from '../ports/jobs.ts';
import type { Processes } from '../ports/processes.ts';
import type { ProgressBoard } from '../ports/progress-board.ts';
import type { Reports } from '../ports/reports.ts';
import type { Resources } from '../ports/resources.ts';
import type { StopRequests } from '../ports/stop-requests.ts';
import type { Store } from '../ports/store.ts';
import type { TemplateRenderer } from '../ports/template-renderer.ts';
import type { Templates } from '../ports/templates.ts';
import type { TokenCounter } from '../ports/token-counter.ts';

/** What the use-cases of an open project work with. What is costly to load comes as a promise of it. */
export interface Deps {
  readonly project: ProjectInfo;
  readonly settings: Settings;
  readonly asker: Asker;
  readonly store: Store;
  readonly templates: Templates;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly processes: Processes;
  readonly git: Git;
  readonly renderer: () => Promise<TemplateRenderer>;
  readonly tokens: () => Promise<TokenCounter>;
  readonly codeBase: () => Promise<CodeBase>;
  readonly history: () => Promise<CodeHistory>;
  readonly reports: Reports;
  readonly documents: Documents;
  readonly gates: () => Promise<GateRunner>;
  readonly jobs: () => Promise<Jobs>;
  readonly notices: Notices;
  readonly events: () => Promise<Events>;
  readonly progress: () => Promise<ProgressBoard>;
  readonly budgets: () => Promise<Budgets>;
  readonly resources: () => Promise<Resources>;
  readonly stops: () => Promise<StopRequests>;
}

/** The moment a use-case runs at. */
export function momentOf(deps: Pick<Deps, 'clock' | 'processes'>): Moment {
  return { now: deps.clock.now(), isGone: (worker) => deps.processes.isGone(worker) };
}

/** What a transaction says of itself: who, when, by which verb. */
export function headOf(
  deps: Pick<Deps, 'asker'>,
  moment: Moment,
  command: string,
  more: Pick<EntryHead, 'note' | 'forced' | 'undoes'> = {},
): EntryHead {
  return { at: new Date(moment.now).toISOString(), agent: deps.asker.agent, command, ...more };
}

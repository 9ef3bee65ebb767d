import { analyzeModule } from '../app/analyze-module.ts';
import { batchClaim } from '../app/batch-claim.ts';
import { batchDelete } from '../app/batch-delete.ts';
import { batchSet } from '../app/batch-set.ts';
import { acknowledgeNotices, readNotifications } from '../app/bg-drain.ts';
import { killJob } from '../app/bg-kill.ts';
import { listJobs } from '../app/bg-list.ts';
import { readJobLog } from '../app/bg-logs.ts';
import { startJob } from '../app/bg-run.ts';
import { showJob } from '../app/bg-show.ts';
import { waitForJobs } from '../app/bg-wait.ts';
import { contextFor } from '../app/build-context.ts';
import { checkBlockedTasks } from '../app/check-blocked.ts';
import { checkpointTask } from '../app/checkpoint-task.ts';
import { claimNext } from '../app/claim-next.ts';
import { claimTask } from '../app/claim-task.ts';
import { createTask } from '../app/create-task.ts';
import { deleteTask } from '../app/delete-task.ts';
import { drawGraph } from '../app/draw-graph.ts';
import { editTaskDependencies } from '../app/edit-dependencies.ts';
import { editTask } from '../app/edit-task.ts';
import { explainTask } from '../app/explain-task.ts';
import { exportProject } from '../app/export-project.ts';
import { handOffTask } from '../app/hand-off-task.ts';
import { heartbeatTask } from '../app/heartbeat-task.ts';
import { importTasks } from '../app/import-tasks.ts';
import { listTasks } from '../app/list-tasks.ts';
import { orientAgent } from '../app/orient-agent.ts';
import { pauseTask } from '../app/pause-task.ts';
import { projectStatus } from '../app/project-status.ts';
import { publishTask } from '../app/publish-task.ts';
import { readEvents } from '../app/read-events.ts';
import { readLog } from '../app/read-log.ts';
import { readResources } from '../app/read-resources.ts';
import { recordNote } from '../app/record-note.ts';
import { releaseTask } from '../app/release-task.ts';
import { reportProgress } from '../app/report-progress.ts';
import { resumeAndClaim, resumeTask } from '../app/resume-task.ts';
import { searchTasks } from '../app/search-tasks.ts';
import { setTaskPriority } from '../app/set-priority.ts';
import { setTaskStatus } from '../app/set-status.ts';
import { showDependencies } from '../app/show-dependencies.ts';
import { showTask } from '../app/show-task.ts';
import { splitGuide } from '../app/split-guide.ts';
import { splitTask } from '../app/split-task.ts';
import { clearStop, stopWorkers } from '../app/stop-workers.ts';
import { runSystemCheck } from '../app/system-check.ts';
import { applyTakeover, previewTakeover } from '../app/take-over.ts';
import { createTemplate } from '../app/template-create.ts';
import { deleteTemplate } from '../app/template-delete.ts';
import { listTemplates } from '../app/template-list.ts';
import { showTemplate } from '../app/template-show.ts';
import { validateTemplates } from '../app/template-validate.ts';
import { undoLast } from '../app/undo-last.ts';
import { verifyTask } from '../app/verify-task.ts';

/** The use-cases by the name a program calls them by: the verb of the command line, in camel case. */
export const useCases = {
  /** Where the agent is and what it can take, in at most `budget` tokens. Throws usage. */
  context: contextFor,
  /**
   * Where the agent is, what was done last, what it holds, which gates fail and which jobs run, in at most `budget` tokens.
   * Throws usage; with `verify` also what `verify` throws.
   */
  orient: orientAgent,
  /**
   * Tasks in the order of their ids, 50 unless `limit` says otherwise. Throws usage, not_found (the parent),
   * template_not_found.
   */
  list: listTasks,
  /** Tasks that say a text in their id, description or brief, whatever its case. Throws usage. */
  search: searchTasks,
  /** All there is to a task: its neighbours, its brief, with `records` its history. Throws not_found. */
  show: showTask,
  /** Whether a task is ready, and all that keeps it from that, the nearest first. Throws not_found. */
  why: explainTask,
  /** How the project stands: counts, and the most urgent of what is held, late, stuck, orphaned, paused. */
  status: projectStatus,
  /**
   * Measures the code and decides how it is taken over; what did not change since the newest report is not measured again.
   * Throws io_error.
   */
  systemCheck: runSystemCheck,
  /** The tasks that would take the code over; nothing is created. Throws incremental_mode, module_not_found (no code), io_error. */
  planTakeover: previewTakeover,
  /**
   * Creates these tasks, all or none; an earlier tree that is not finished stands. Throws incremental_mode,
   * module_not_found (no code), io_error, template_not_found, invalid_template.
   */
  takeOver: applyTakeover,
  /** All there is to know of one module, in at most `budget` tokens. Throws usage, module_not_found, io_error. */
  analyzeModule,
  /** What was done, the newest first; 20 entries unless `limit` says otherwise. Throws usage, not_found. */
  log: readLog,
  /**
   * Hands over what happened while work ran, an event at a time, in the order of their numbers; with `follow` also what
   * comes, until the signal. Throws usage.
   */
  events: readEvents,
  /** How much of CPU, memory and disk is in use, measured over a quarter of a second. Throws usage. */
  resources: readResources,
  /** The tasks and the lines between them: all, or those around one task. Throws not_found. */
  graph: drawGraph,
  /** What a task depends on, or what depends on it; with `tree` also what those do. Throws not_found. */
  dependencies: showDependencies,
  /**
   * Makes a task with its brief and, where it concerns a module, the documentation task. The first one has the code
   * checked; a second argument is told of that. Throws usage, not_found (the parent), task_finished, not_lease_holder,
   * template_not_found, invalid_template, dependency_not_found, dependency_cycle, incremental_mode.
   */
  create: createTask,
  /** Changes what a task says. Throws usage, not_found, version_conflict, not_lease_holder, lease_lost. */
  edit: editTask,
  /**
   * Adds and removes dependencies; blocks or unblocks what that concerns. Throws usage, not_found,
   * not_lease_holder, lease_lost, dependency_not_found, dependency_cycle, task_finished.
   */
  editDependencies: editTaskDependencies,
  /**
   * Moves a task to another status of its template; finishing it unblocks what waited, and runs its gates first: a second
   * argument is told of them. Throws not_found, invalid_transition, task_blocked, children_unfinished, not_lease_holder,
   * lease_lost, invalid_template, gate_failed, version_conflict (it changed while they ran).
   */
  set: setTaskStatus,
  /**
   * Runs the gates of a task and nothing else; that one failed is in the answer. Throws not_found, invalid_template,
   * not_lease_holder, lease_lost.
   */
  verify: verifyTask,
  /** Changes how urgent a task is, `P0` to `P3`. Throws usage, not_found. */
  setPriority: setTaskPriority,
  /**
   * Deletes a task, and the documentation tasks that have nothing left to document; no id is used again. Throws
   * not_found, has_children, has_dependents, not_lease_holder, lease_lost, descendant_claimed, invalid_transition.
   */
  delete: deleteTask,
  /**
   * Makes the parts of a plan below a task, all or none. Throws invalid_plan, not_found, task_finished,
   * not_lease_holder, lease_lost, template_not_found, invalid_template, dependency_not_found,
   * dependency_cycle.
   */
  split: splitTask,
  /**
   * What a model needs to write the plan for `split`. Throws not_found, template_not_found,
   * invalid_template.
   */
  splitGuide,
  /**
   * Takes a task and all below it. Throws not_found, invalid_template, task_finished, task_blocked,
   * already_claimed, locked_by_parent, descendant_claimed.
   */
  claim: claimTask,
  /**
   * Takes the most urgent task that is ready and that the asker does not hold yet. Throws nothing_ready,
   * template_not_found, invalid_template, usage.
   */
  claimNext,
  /**
   * Opens what is below a held task to other agents. Throws not_found, not_claimed, not_lease_holder,
   * lease_lost.
   */
  publish: publishTask,
  /** Gives a claim back; the status stays. Throws not_found, not_claimed, not_lease_holder, lease_lost. */
  release: releaseTask,
  /**
   * Lays a held task down with a checkpoint; anyone may take it up. Throws usage, not_found, not_claimed,
   * not_lease_holder, lease_lost.
   */
  pause: pauseTask,
  /**
   * Passes a claim to another agent, with a checkpoint, in one step. Throws usage, not_found, not_claimed,
   * not_lease_holder, lease_lost, invalid_template, task_blocked, locked_by_parent, descendant_claimed.
   */
  handoff: handOffTask,
  /**
   * Leaves word of where the work stands; counts as a heartbeat. Throws usage, not_found, not_lease_holder,
   * lease_lost.
   */
  checkpoint: checkpointTask,
  /**
   * Says how far the work on a task is, and what it cost; counts as a heartbeat. Throws usage, not_found,
   * not_lease_holder, lease_lost, io_error; budget_exhausted, when the report was kept and nothing is left to spend.
   */
  progress: reportProgress,
  /** Where the work on a task stands: the last checkpoint, and what was done since. Throws not_found. */
  resume: resumeTask,
  /** The same, and takes the task in the same step. Throws what `claim` throws. */
  resumeAndClaim,
  /**
   * Keeps a claim alive: without one it lapses after `locks.orphan_after_minutes`. Throws not_found,
   * not_claimed, not_lease_holder, lease_lost.
   */
  heartbeat: heartbeatTask,
  /**
   * Writes into a task's record what was done. Throws usage, not_found (the task, or a git repository),
   * not_lease_holder, lease_lost.
   */
  record: recordNote,
  /** Asks the workers of the project to stop. Throws io_error. */
  stop: stopWorkers,
  /** Takes that back. Throws io_error. */
  clearStop,
  /** Works out anew which unstarted tasks are blocked. */
  checkBlocked: checkBlockedTasks,
  /**
   * Takes back the asker's last transaction that was not undone yet. Throws nothing_to_undo, undo_conflict.
   */
  undo: undoLast,
  /**
   * As `set`, for several in one transaction. What went wrong is in the answer; only the store can make it
   * throw.
   */
  batchSet,
  /** As `claim`, for several in one transaction; failures as with `batchSet`. */
  batchClaim,
  /** As `delete`, for several in one transaction; failures as with `batchSet`. */
  batchDelete,
  /** Runs a command in the background and returns at once. Throws usage, not_found (the task), io_error. */
  startJob,
  /** The background jobs that run, and those that ended and are kept, the newest first. Throws usage. */
  listJobs,
  /** How a job stands, or how it ended and the last 50,000 characters that it wrote. Throws job_not_found. */
  showJob,
  /** Hands over what a job wrote, part by part; with `follow` until it ends. Throws usage, job_not_found. */
  readJobLog,
  /** Waits until jobs have ended; how they ended is in the answer. Throws usage, job_not_found. */
  waitForJobs,
  /** Ends a job with all of its processes, and waits for that. Throws job_not_found, busy (it does not end). */
  killJob,
  /** Word of background jobs that ended, as `context` and `heartbeat` tell it, until it is acknowledged. */
  notifications: readNotifications,
  /** Notes that notices were delivered: nobody is told of them again. */
  acknowledge: acknowledgeNotices,
  /** Every template by name: the project's own, and those that ship with lra. Throws io_error. */
  listTemplates,
  /** A template as lra reads it, and its YAML text. Throws template_not_found, invalid_template, io_error. */
  showTemplate,
  /**
   * Makes a template of the project, as a copy of another. Throws usage, template_exists,
   * template_not_found, invalid_template, io_error.
   */
  createTemplate,
  /**
   * Deletes a template of the project that no task uses. Throws has_dependents, template_not_found, usage,
   * io_error.
   */
  deleteTemplate,
  /**
   * What is wrong with one template, or with all of the project's own. Throws template_not_found, io_error.
   */
  validateTemplates,
  /** Adds the tasks of another project or tool, all of them or, when it throws, none. Throws usage, corrupt_state. */
  import: importTasks,
  /** Hands the whole project over line by line, all of one moment, as `import` reads it back. */
  export: exportProject,
} as const;

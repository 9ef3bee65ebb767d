import { batchClaim } from '../app/batch-claim.ts';
import { batchDelete } from '../app/batch-delete.ts';
import { batchSet } from '../app/batch-set.ts';
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
import { heartbeatTask } from '../app/heartbeat-task.ts';
import { importTasks } from '../app/import-tasks.ts';
import { listTasks } from '../app/list-tasks.ts';
import { pauseTask } from '../app/pause-task.ts';
import { projectStatus } from '../app/project-status.ts';
import { publishTask } from '../app/publish-task.ts';
import { readLog } from '../app/read-log.ts';
import { recordNote } from '../app/record-note.ts';
import { releaseTask } from '../app/release-task.ts';
import { resumeAndClaim, resumeTask } from '../app/resume-task.ts';
import { searchTasks } from '../app/search-tasks.ts';
import { setTaskPriority } from '../app/set-priority.ts';
import { setTaskStatus } from '../app/set-status.ts';
import { showDependencies } from '../app/show-dependencies.ts';
import { showTask } from '../app/show-task.ts';
import { splitGuide } from '../app/split-guide.ts';
import { splitTask } from '../app/split-task.ts';
import { createTemplate } from '../app/template-create.ts';
import { deleteTemplate } from '../app/template-delete.ts';
import { listTemplates } from '../app/template-list.ts';
import { showTemplate } from '../app/template-show.ts';
import { validateTemplates } from '../app/template-validate.ts';
import { undoLast } from '../app/undo-last.ts';

/** The use-cases by the name a program calls them by: the verb of the command line, in camel case. */
export const useCases = {
  context: contextFor,
  list: listTasks,
  search: searchTasks,
  show: showTask,
  why: explainTask,
  status: projectStatus,
  log: readLog,
  graph: drawGraph,
  dependencies: showDependencies,
  create: createTask,
  edit: editTask,
  editDependencies: editTaskDependencies,
  set: setTaskStatus,
  setPriority: setTaskPriority,
  delete: deleteTask,
  split: splitTask,
  splitGuide,
  claim: claimTask,
  claimNext,
  publish: publishTask,
  release: releaseTask,
  pause: pauseTask,
  checkpoint: checkpointTask,
  resume: resumeTask,
  resumeAndClaim,
  heartbeat: heartbeatTask,
  record: recordNote,
  checkBlocked: checkBlockedTasks,
  undo: undoLast,
  batchSet,
  batchClaim,
  batchDelete,
  listTemplates,
  showTemplate,
  createTemplate,
  deleteTemplate,
  validateTemplates,
  import: importTasks,
  export: exportProject,
} as const;

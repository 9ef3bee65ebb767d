/** What the methods of a project are asked and what they answer: the types of the use-cases, which `--json` prints too, but for what docs/library.md names. */
export type { AnalyzeModuleRequest } from '../app/analyze-module.ts';
export type { BatchRequest } from '../app/batch-request.ts';
export type { AcknowledgeAnswer, NotificationsAnswer } from '../app/bg-drain.ts';
export type { KillJobAnswer } from '../app/bg-kill.ts';
export type { ListJobsAnswer, ListJobsRequest } from '../app/bg-list.ts';
export type { ReadJobLogAnswer, ReadJobLogRequest } from '../app/bg-logs.ts';
export type { StartJobAnswer, StartJobRequest } from '../app/bg-run.ts';
export type { ShowJobAnswer } from '../app/bg-show.ts';
export type { WaitForJobsAnswer, WaitForJobsRequest } from '../app/bg-wait.ts';
export type { ContextRequest } from '../app/build-context.ts';
export type { CheckpointAnswer, CheckpointTaskRequest } from '../app/checkpoint-task.ts';
export type { ClaimAnswer } from '../app/claim-answer.ts';
export type { ClaimNextRequest } from '../app/claim-next.ts';
export type { ClaimTaskRequest } from '../app/claim-task.ts';
export type { CreateSuggestion, CreateTaskAnswer, CreateTaskRequest } from '../app/create-task.ts';
export type { DeleteTaskRequest } from '../app/delete-task.ts';
export type { DependencyList, TaskLine } from '../app/dependency-list.ts';
export type { EditDependenciesAnswer, EditDependenciesRequest } from '../app/edit-dependencies.ts';
export type { EditTaskAnswer, EditTaskRequest } from '../app/edit-task.ts';
export type { Blocker, ExplainTaskAnswer, Holding, Reason, Waiting } from '../app/explain-task.ts';
export type { CheckWatch } from '../app/first-check.ts';
export type { GateWatch } from '../app/gated.ts';
export type { HandOffAnswer, HandOffTaskRequest } from '../app/hand-off-task.ts';
export type { HeartbeatAnswer } from '../app/heartbeat-task.ts';
export type { ImportAnswer, ImportFormat, ImportRequest } from '../app/import-tasks.ts';
export type { InitAnswer } from '../app/init-project.ts';
export type { ListTasksRequest } from '../app/list-tasks.ts';
export type { OrientRequest } from '../app/orient-agent.ts';
export type { PauseAnswer, PauseTaskRequest } from '../app/pause-task.ts';
export type { ProjectStatusAnswer, StatusLine } from '../app/project-status.ts';
export type { PublishAnswer } from '../app/publish-task.ts';
export type { ReadEventsAnswer, ReadEventsRequest } from '../app/read-events.ts';
export type { LogAnswer, ReadLogRequest } from '../app/read-log.ts';
export type { ReadResourcesRequest } from '../app/read-resources.ts';
export type { GitEvidence, RecordNoteAnswer, RecordNoteRequest, WrittenRecord } from '../app/record-note.ts';
export type { ReleaseTaskAnswer, ReleaseTaskRequest } from '../app/release-task.ts';
export type { ReportProgressAnswer, ReportProgressRequest } from '../app/report-progress.ts';
export type { ResumeAnswer, ResumeClaimAnswer } from '../app/resume-task.ts';
export type { DoctorAnswer, DoctorRequest } from '../app/run-doctor.ts';
export type { SearchTasksRequest } from '../app/search-tasks.ts';
export type { SetPriorityAnswer } from '../app/set-priority.ts';
export type { SetStatusAnswer, SetStatusRequest } from '../app/set-status.ts';
export type {
  DependencyTree,
  DependentList,
  ShowDependenciesAnswer,
  ShowDependenciesRequest,
  TreeLine,
} from '../app/show-dependencies.ts';
export type { ShowTaskAnswer, ShowTaskRequest, TaskDetails } from '../app/show-task.ts';
export type { SplitGuide } from '../app/split-guide.ts';
export type { SplitTaskAnswer, SplitTaskRequest } from '../app/split-task.ts';
export type { ClearStopAnswer, StopWorkersAnswer, StopWorkersRequest } from '../app/stop-workers.ts';
export type { SystemCheckRequest } from '../app/system-check.ts';
export type { CutImport, TakeoverAnswer, TakeoverPreview } from '../app/take-over.ts';
export type { DocSuggestion } from '../app/task-concern.ts';
export type { TaskJson } from '../app/task-json.ts';
export type { PageRequest, TaskPage } from '../app/task-page.ts';
export type { CreateTemplateRequest } from '../app/template-create.ts';
export type { DeleteTemplateAnswer } from '../app/template-delete.ts';
export type { ListTemplatesAnswer } from '../app/template-list.ts';
export type { ShownTemplate } from '../app/template-show.ts';
export type { ValidatedTemplate, ValidateTemplatesAnswer } from '../app/template-validate.ts';
export type { UndoAnswer } from '../app/undo-last.ts';
export type { VerifyTaskAnswer, VerifyTaskRequest } from '../app/verify-task.ts';
export type {
  AnalysedFile,
  AnalysedFunction,
  AnalysisList,
  AnalysisLists,
  ExportedName,
  LinkedModule,
  ModuleAnalysis,
  TouchingTask,
} from '../core/analysis/document.ts';
export type { Symptom, SymptomCode } from '../core/check/symptom.ts';
export type { MissingDocument } from '../core/codebase/documented.ts';
export type { Commit } from '../core/codebase/facts.ts';
export type { Language } from '../core/codebase/language.ts';
export type { ModulePart } from '../core/codebase/plan.ts';
export type {
  Decision,
  LanguageSummary,
  Metrics,
  ModuleSummary,
  Report,
  Thresholds,
} from '../core/codebase/report.ts';
export type { BuiltContext } from '../core/context/build.ts';
export type {
  BlockerLine,
  CheckpointLine,
  ContextDocument,
  ContextLine,
  NextStep,
} from '../core/context/document.ts';
export type { ContextFormat } from '../core/context/format.ts';
export type { OverviewList } from '../core/context/overview.ts';
export type { ErrorJson, Failure, FailureCode } from '../core/failure.ts';
export type { Evidence, Gate } from '../core/gate/gate.ts';
export type { Picture, PictureEdge, PictureNode } from '../core/graph/picture.ts';
export type { JsonObject, JsonValue } from '../core/json.ts';
export type { LeaseJson } from '../core/lease/authority.ts';
export type { Lease, LeaseState, WorkerProcess } from '../core/lease/lease.ts';
export type { PublishOutcome } from '../core/lease/publish.ts';
export type { Standing } from '../core/lease/resume.ts';
export type {
  CommitLine,
  DoneLine,
  FailingGate,
  HeldCheckpoint,
  HeldTask,
  JobLine,
  OrientDocument,
  OrientList,
  OrientLists,
  Whereabouts,
} from '../core/orient/document.ts';
export type { BuiltOrientation, OrientFormat } from '../core/orient/fit.ts';
export type { ProjectInfo } from '../core/project.ts';
export type { BatchItem, BatchOutcome } from '../core/record/batch.ts';
export type { Checkpoint } from '../core/record/checkpoint.ts';
export type { RecordEntry } from '../core/record/record.ts';
export type { LogLine } from '../core/record/summary.ts';
export type { UndoneChange } from '../core/record/undo.ts';
export type { BudgetState, Reservation } from '../core/run/budget.ts';
export type { FailureRule } from '../core/run/classify.ts';
export type { LoggedEvent, RunEvent } from '../core/run/event.ts';
export type { Job, JobOutcome, JobStatus, JobWithResult, Notice } from '../core/run/job.ts';
export type { Level, ResourceName, Thresholds as ResourceThresholds } from '../core/run/levels.ts';
export type { ProgressJson } from '../core/run/progress.ts';
export type {
  LevelChange,
  ResourceSample,
  ResourceState,
  ResourceStatus,
  TreeUsage,
  Usage,
} from '../core/run/resources.ts';
export type { StopRequest } from '../core/run/stop-request.ts';
export type { WorkSettings } from '../core/run/work-settings.ts';
export type { Settings } from '../core/settings.ts';
export type { CheckBlockedOutcome } from '../core/task/check-blocked.ts';
export type { DeleteOutcome } from '../core/task/delete.ts';
export type { DependencyType, Priority, Task } from '../core/task/task.ts';
export type { Lifecycle, Phase } from '../core/template/lifecycle.ts';
export type { TemplateSuggestion } from '../core/template/suggest.ts';
export type { Template } from '../core/template/template.ts';
export type { Skipped } from '../core/transfer/foreign-item.ts';
export type { ExportedTask, ExportHeader, ExportLine } from '../core/transfer/lra-format.ts';
export type { Repair } from '../ports/doctor.ts';
export type { ChangedFile, GitState } from '../ports/git.ts';
export type { TemplateFinding, TemplateInfo } from '../ports/templates.ts';

export { LraError } from './api/lra-error.ts';
export {
  examineProject,
  initProject,
  type OpenOptions,
  openProject,
  type Project,
} from './api/open-project.ts';
export type { FailureCode } from './core/failure.ts';
export type { JsonObject, JsonValue } from './core/json.ts';

export { LraError } from './api/lra-error.ts';
export {
  examineProject,
  initProject,
  type OpenOptions,
  openProject,
  type Project,
} from './api/open-project.ts';
export type * from './api/types.ts';

import type { JsonObject } from '../json.ts';

/** What each field of a part says, for whoever writes a plan. */
export const PLAN_FIELDS = {
  desc: 'what is to be done, so that one who reads only this can do it; required',
  output_req: 'how much must be written for it, as 8k; choose one of the sizes',
  template: "the kind of task; default: the parent's",
  priority: "P0 to P3; default: the parent's",
  dependencies: 'what must be finished before: keys of other parts, or ids of tasks',
  variables: 'a JSON object of names that its template uses',
  key: 'a name of your own for this part, for the dependencies of others',
} as const;

/** A plan as it may look. */
export const PLAN_EXAMPLE: readonly JsonObject[] = [
  { key: 'schema', desc: 'Design the tables and write the migration', output_req: '4k' },
  { key: 'api', desc: 'Write the API over these tables', output_req: '8k', dependencies: ['schema'] },
  { desc: 'Document the API', output_req: '4k', priority: 'P2', dependencies: ['api'] },
];

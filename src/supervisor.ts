import { JobFiles } from './host/jobs/job-files.ts';
import { supervise } from './host/jobs/supervise.ts';

/** A process that watches over one background job: `supervisor.cjs <folder of jobs> <id>`. */
async function main([folder, id]: readonly string[]): Promise<void> {
  if (folder !== undefined && id !== undefined) await supervise(new JobFiles(folder), id, process.env);
}

// What it could not write, whoever looks next finds out: the job is interrupted then.
main(process.argv.slice(2)).then(
  () => process.exit(0),
  () => process.exit(1),
);

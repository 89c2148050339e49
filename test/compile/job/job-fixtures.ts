import { checkFolder } from '../../../src/cli/load.ts';
import { compile } from '../../../src/compile/compile.ts';
import type { Estate } from '../../../src/model/environment.ts';
import type { JobTemplate } from '../../../src/model/job-template.ts';
import type { JsonObject } from '../../../src/model/json.ts';

/** The policies of test/fixtures/jobs, one for each thing that starts work. */
const { estates, diagnostics } = checkFolder('test/fixtures/jobs');
export const problems: readonly string[] = diagnostics.map(({ message }) => message);
export const jobEstate: Estate = estates[0]!;

/** A job of these policies by its name, changed as a test wants it. */
export function jobNamed(name: string, changes: Partial<JobTemplate> = {}): JobTemplate {
  const job = jobEstate.jobs.find((one) => one.name === name);
  if (job === undefined) throw new Error(`there is no job ${name}`);
  return { ...job, ...changes };
}

/** The objects of one job by kind. */
export function objectsOfJob(
  job: JobTemplate,
  environment: Partial<Estate['environment']> = {},
): ReadonlyMap<string, JsonObject> {
  const estate = {
    ...jobEstate,
    environment: { ...jobEstate.environment, ...environment },
    pools: [],
    jobs: [job],
  };
  return new Map(
    compile(estate, [])
      .filter(({ policy }) => policy.kind === 'JobTemplate')
      .map(({ object }) => [String(object.kind), object]),
  );
}

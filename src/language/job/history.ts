import type { History } from '../../model/job-template.ts';
import { jobDefaults } from '../schema/job/defaults.ts';

/** Reads how many ended Jobs are kept. */
export function readHistory(written: Partial<History> = {}): History {
  const { successful = jobDefaults.successful, failed = jobDefaults.failed } = written;
  return { successful, failed };
}

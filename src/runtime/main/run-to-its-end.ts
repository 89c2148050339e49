import type { Millis } from '../../model/units.ts';
import type { Parts } from '../parts.ts';
import { type ExitCode, exits } from './start-component.ts';
import { withGrace } from './stop-signals.ts';

/** Runs a component to its end and says how it was: told to stop and done, told to stop and stuck, or failed. */
export async function runToItsEnd(
  component: string,
  { clock, log }: Pick<Parts, 'clock' | 'log'>,
  grace: Millis,
  stop: AbortSignal,
  run: () => Promise<void>,
): Promise<ExitCode> {
  try {
    const end = await withGrace(run(), clock, grace, stop);
    if (end === 'late') {
      log.error({ component, graceMs: grace }, 'a component did not stop in time');
      return exits.failed;
    }
    log.info({ component }, 'a component stopped');
    // what ends without being told to has lost what it lives on
    return stop.aborted ? exits.ok : exits.failed;
  } catch (error) {
    log.error({ component, error }, 'a component ended by an error');
    return exits.failed;
  }
}

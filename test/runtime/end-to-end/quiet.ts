import { until } from '../../testbed/until.ts';
import type { Controller } from './controller.ts';

/** Lets a controller read its signals so many times more: long enough to see that nothing comes of it. */
export async function untilRead(controller: Controller, times: number): Promise<void> {
  const reads = () => controller.metric('roster_signal_reads_total');
  const before = await reads();
  await until(`${times} more reads`, async () => (await reads()) >= before + times);
}

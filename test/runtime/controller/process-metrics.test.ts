import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runtimeMetrics } from '../../../src/model/runtime-metrics.ts';
import { createControllerMetrics } from '../../../src/runtime/controller/metrics/controller-metrics.ts';

test('names are those of the model, and of the process as client libraries name them; no others', async () => {
  const { registry } = createControllerMetrics('1.0.0');
  const names = (await registry.getMetricsAsJSON()).map(({ name }) => name);
  for (const name of names) {
    assert.ok(Object.hasOwn(runtimeMetrics, name) || /^(process|nodejs)_[a-z_]+$/.test(name), name);
  }
  assert.equal(
    names.filter((name) => !name.startsWith('roster_')),
    [
      'process_start_time_seconds',
      'process_resident_memory_bytes',
      'process_open_fds',
      'process_max_fds',
      'nodejs_heap_size_used_bytes',
      'nodejs_external_memory_bytes',
      'nodejs_eventloop_utilization',
      'process_cpu_seconds_total',
    ],
  );
});

test('two scrapes of a process differ in what is used, not in when it began', async () => {
  const { registry } = createControllerMetrics('1.0.0');
  const read = async (name: string) => {
    const [value] = (await registry.getSingleMetric(name)!.get()).values;
    return value!.value;
  };
  const began = await read('process_start_time_seconds');
  assert.is(await read('process_start_time_seconds'), began);
  const before = await read('process_cpu_seconds_total');
  assert.ok((await read('process_cpu_seconds_total')) >= before);
  assert.ok((await read('nodejs_heap_size_used_bytes')) > 1_000_000);
  const share = await read('nodejs_eventloop_utilization');
  assert.ok(share >= 0 && share <= 1);
});

test.run();

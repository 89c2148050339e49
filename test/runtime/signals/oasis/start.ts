import { millis } from '../../../../src/model/units.ts';
import type { Log } from '../../../../src/runtime/log.ts';
import {
  createOasisSource,
  type OasisSignal,
} from '../../../../src/runtime/signals/oasis/create-oasis-source.ts';
import type { Reading } from '../../../../src/runtime/signals/source.ts';
import { keyOf, type WantedSignal } from '../../../../src/runtime/signals/wanted-signal.ts';
import type { Sample } from '../../../../src/scaling/observation.ts';
import type { FakeModel } from '../../../fakes/oasis-server/behaviour.ts';
import type { OasisServer } from '../../../fakes/oasis-server/create-oasis-server.ts';
import { eventually } from '../../../fakes/oasis-server/eventually.ts';
import { createVirtualClock, type VirtualClock } from '../../../fakes/virtual-clock.ts';

export interface Line {
  readonly level: string;
  readonly fields: object;
  readonly message: string;
}

export interface Running {
  readonly clock: VirtualClock;
  readonly lines: readonly Line[];
  readonly readings: ReadonlyMap<string, readonly Reading[]>;
  want(signals: readonly WantedSignal<OasisSignal>[]): void;
  /** Waits until the newest reading of a signal is like this. */
  until(what: string, key: string, isIt: (reading: Reading) => boolean): Promise<void>;
  stop(): Promise<void>;
}

export const surge: FakeModel = {
  id: 41,
  supplier_id: 'NorthSea',
  model_id: 'Surge',
  version_id: '3',
  scaling_configuration: { scaling_strategy: 'FIXED_WORKERS', worker_count_fixed: 5 },
};

export function wanted(given: Partial<OasisSignal> = {}, seconds = 60): WantedSignal<OasisSignal> {
  const signal: OasisSignal = {
    source: 'oasis',
    connection: 'main',
    supplier: 'NorthSea',
    model: 'Surge',
    version: '3',
    api: 'v2',
    count: 'analyses',
    ...given,
  };
  return { key: keyOf(signal), signal, interval: millis(seconds * 1000) };
}

export interface StartOptions {
  /** `poll`: there is no websocket URL. */
  readonly by?: 'websocket' | 'poll';
  readonly files?: Map<string, string>;
  readonly login?: 'simple' | 'oidc';
}

/** Runs a source against a server on a clock that only the test moves. */
export function start(server: OasisServer, options: StartOptions = {}): Running {
  const clock = createVirtualClock();
  const lines: Line[] = [];
  const readings = new Map<string, Reading[]>();
  const files =
    options.files ??
    new Map([
      ['/user', server.behaviour.user],
      ['/password', `${server.behaviour.password}\n`],
    ]);
  const source = createOasisSource({
    name: 'oasis.main',
    clock,
    random: () => 0,
    log: createLog(lines),
    readFile: async (path) => files.get(path) ?? '',
    settings: {
      url: server.url,
      ...(options.by === 'poll' ? {} : { websocketUrl: server.websocketUrl }),
      ...(options.login === 'oidc'
        ? { clientIdFile: '/user', clientSecretFile: '/password' }
        : { usernameFile: '/user', passwordFile: '/password' }),
    },
  });
  const abort = new AbortController();
  const report = (key: string, reading: Reading): void => {
    readings.set(key, [...(readings.get(key) ?? []), reading]);
  };
  const run = source.run(report, abort.signal);
  return {
    clock,
    lines,
    readings,
    want: (signals) => source.want(signals),
    until: (what, key, isIt) =>
      eventually(what, () => {
        const last = readings.get(key)?.at(-1);
        return last !== undefined && isIt(last);
      }),
    stop: async () => {
      abort.abort();
      await run;
    },
  };
}

export function createLog(lines: Line[]): Log {
  const add = (level: string) => (fields: object, message: string) => {
    lines.push({ level, fields, message });
  };
  return { debug: add('debug'), info: add('info'), warn: add('warn'), error: add('error') };
}

/** The sample of a reading; fails where it is a gap. */
export function sampleOf(reading: Reading | undefined): Sample {
  if (reading?.ok !== true) throw new Error(`no sample but ${JSON.stringify(reading)}`);
  return reading.sample;
}

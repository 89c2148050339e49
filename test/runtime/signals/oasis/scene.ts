import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Reading } from '../../../../src/runtime/signals/source.ts';
import type { Behaviour } from '../../../fakes/oasis-server/behaviour.ts';
import { entryOf } from '../../../fakes/oasis-server/content.ts';
import {
  createOasisServer,
  type OasisServer,
} from '../../../fakes/oasis-server/create-oasis-server.ts';
import { type Running, type StartOptions, start, surge, wanted } from './start.ts';

/** What every scene wants from the start. */
export const one = wanted();

/** Two analyses of 42 tasks on its queue. */
export const busy = [
  entryOf('NorthSea-Surge-3-v2', [{ id: 1 }, { id: 2, tasks: 30, priority: 7 }]),
];

export const gale = { ...surge, id: 42, model_id: 'Gale' };

const secrets = ['pass-word-1', 'eyJ.sample'];

/** A test with a server and a source that wants one signal; nothing that it says may hold a secret. */
export function scene(
  name: string,
  { by, files, ...behaviour }: Partial<Behaviour> & StartOptions,
  play: (server: OasisServer, running: Running) => Promise<void>,
): void {
  test(name, async () => {
    const server = await createOasisServer({ models: [surge], ...behaviour });
    const running = start(server, {
      ...(by === undefined ? {} : { by }),
      ...(files === undefined ? {} : { files }),
      ...(behaviour.login === undefined ? {} : { login: behaviour.login }),
    });
    try {
      running.want([one]);
      await play(server, running);
    } finally {
      await running.stop();
      await server.close();
    }
    const said = JSON.stringify([running.lines, [...running.readings]]);
    for (const secret of secrets) assert.not.match(said, secret);
  });
}

/** Whether a reading is a sample of so many units. */
export function units(count: number): (reading: Reading) => boolean {
  return (reading) => reading.ok && reading.sample.load.units === count;
}

export function isGap(reading: Reading): boolean {
  return !reading.ok;
}

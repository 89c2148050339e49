import type { Connections } from '../../model/connection.ts';
import type { Environment } from '../../model/environment.ts';
import type { JsonObject } from '../../model/json.ts';
import type {
  Alert,
  Alerts,
  Disruption,
  Identity,
  Provenance,
  WorkerPool,
} from '../../model/worker-pool.ts';
import { quantitiesAsText } from '../crd/quantities-as-text.ts';
import type { Context } from '../place.ts';
import { alertDefaults } from '../schema/defaults.ts';
import type { WrittenPool } from '../schema/worker-pool.ts';
import { readDuration } from '../values/values.ts';
import { chooseEngine } from './engine.ts';
import { readScaling } from './scaling.ts';
import { readWorker } from './worker.ts';

/** What a pool is read in: its own environment, and the connections its signal may name. */
export interface Surroundings {
  readonly environment: Environment;
  readonly connections: Connections;
  readonly dialect: WorkerPool['dialect'];
}

/** Reads a WorkerPool whose merged spec has passed its schema; `undefined` when it cannot be understood, which is reported. */
export function readPool(
  context: Context,
  identity: Identity,
  written: WrittenPool,
  { environment, connections, dialect }: Surroundings,
): WorkerPool | undefined {
  const worker = readWorker(context, written.worker);
  const alerts = readAlerts(context, written.alerts);
  const scaling = readScaling(context, written, connections);
  if (scaling === undefined) return undefined;
  const engine = chooseEngine(context, { name: identity.name, written, scaling, environment });
  return {
    kind: 'WorkerPool',
    dialect,
    ...identity,
    worker,
    ...(written.group !== undefined && { group: written.group }),
    engine,
    scaling: engine.name === 'runtime' ? scaling : { ...scaling, victims: 'any' },
    alerts,
    disruption: (written.disruption as Disruption | undefined) ?? { maxUnavailable: '25%' },
    written: quantitiesAsText('WorkerPool', written as unknown as JsonObject),
    provenance: provenanceOf(context, written),
  };
}

function readAlerts(context: Context, written: WrittenPool['alerts'] = {}): Alerts {
  const read = (name: keyof typeof alertDefaults): Alert => {
    const {
      enabled = true,
      severity = alertDefaults[name].severity,
      for: wait = alertDefaults[name].for,
    } = written[name] ?? {};
    return {
      enabled: enabled && (written.enabled ?? true),
      severity,
      for: readDuration(context, ['alerts', name, 'for'], wait),
    };
  };
  return {
    labels: written.labels ?? {},
    backlogNotDraining: read('backlogNotDraining'),
    atMax: read('atMax'),
    signalStale: read('signalStale'),
    notReady: read('notReady'),
  };
}

function provenanceOf({ document, layers }: Context, written: WrittenPool): Provenance {
  const isChosen = written.engine === undefined || written.engine === 'auto';
  return {
    document,
    layers,
    derived: isChosen
      ? { engine: { from: 'derived', rule: 'engine-auto', inputs: [['scaling'], ['engine']] } }
      : {},
  };
}

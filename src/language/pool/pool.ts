import type { Connections } from '../../model/connection.ts';
import type { Environment } from '../../model/environment.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Scaling } from '../../model/scaling.ts';
import type {
  Alert,
  Alerts,
  Disruption,
  Identity,
  Provenance,
  WorkerPool,
} from '../../model/worker-pool.ts';
import { quantitiesAsText } from '../crd/quantities-as-text.ts';
import { type Context, complain } from '../place.ts';
import { alertDefaults } from '../schema/defaults.ts';
import type { WrittenPool } from '../schema/worker-pool.ts';
import { readDuration } from '../values/values.ts';
import { chooseEngine } from './engine.ts';
import { reportIdleUnknown } from './idleness.ts';
import { readMetrics } from './metrics.ts';
import { readPoolNetwork } from './network.ts';
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
  const metrics = written.metrics && readMetrics(context, written.metrics, environment);
  const network =
    written.network && readPoolNetwork(context, written, { environment, connections });
  const scaling = readScaling(context, written, connections);
  if (scaling === undefined) return undefined;
  reportAlerts(context, written.alerts, scaling);
  const engine = chooseEngine(context, { name: identity.name, written, scaling, environment });
  if (engine.name === 'runtime') reportIdleUnknown(context, written.scaling, scaling);
  return {
    kind: 'WorkerPool',
    dialect,
    ...identity,
    worker,
    ...(written.group !== undefined && { group: written.group }),
    engine,
    scaling: engine.name === 'runtime' ? scaling : takingAny(scaling),
    alerts,
    disruption: (written.disruption as Disruption | undefined) ?? { maxUnavailable: '25%' },
    ...(network && { network }),
    ...(metrics && { metrics }),
    written: quantitiesAsText('WorkerPool', written as unknown as JsonObject),
    provenance: provenanceOf(context, written),
  };
}

/** Nobody but the runtime chooses who goes, nor asks who is idle. */
function takingAny({ idleness: _, ...scaling }: Scaling): Scaling {
  return { ...scaling, victims: 'any' };
}

/** Reports what is written of alerts that the mode cannot have, or that are switched off together. */
function reportAlerts(
  context: Context,
  written: WrittenPool['alerts'] = {},
  { demand }: Scaling,
): void {
  const isSwitched = demand.mode === 'fixed' || demand.mode === 'whileBusy';
  const none = {
    backlogNotDraining: 'signal' in demand ? undefined : 'a pool without a signal has no backlog',
    signalStale:
      'signal' in demand ? undefined : 'a pool without a signal has none that could be stale',
    atMax: isSwitched ? `in mode \`${demand.mode}\` the maximum is no sign of trouble` : undefined,
    notReady: undefined,
  };
  for (const name of ['backlogNotDraining', 'atMax', 'signalStale', 'notReady'] as const) {
    if (written[name] === undefined) continue;
    const why = written.enabled === false ? '`spec.alerts.enabled` is false' : none[name];
    if (why === undefined) continue;
    complain(
      context,
      'field-not-in-mode',
      ['alerts', name],
      (field) => `${field} has no meaning here: ${why}`,
      { at: 'key', help: 'remove it' },
    );
  }
}

/** Prometheus keeps names that begin with two underscores to itself; the length is what YAML takes for a key. */
const labelName = /^(?!__)[A-Za-z_][A-Za-z0-9_]{0,999}$/;

function reportAlertLabels(context: Context, labels: Readonly<Record<string, string>>): void {
  for (const key of Object.keys(labels)) {
    if (labelName.test(key)) continue;
    complain(
      context,
      'invalid-label',
      ['alerts', 'labels', key],
      (field) =>
        `${field} must be a label of Prometheus: letters, digits and _, not a digit first, nor __, at most 1000 characters`,
      { at: 'key' },
    );
  }
}

function readAlerts(context: Context, written: WrittenPool['alerts'] = {}): Alerts {
  reportAlertLabels(context, written.labels ?? {});
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

import type { Environment } from '../../model/environment.ts';
import type { DocumentRef, Path } from '../../model/source.ts';
import { readClusterNetwork } from '../network/cluster-network.ts';
import type { Context } from '../place.ts';
import { environmentDefaults } from '../schema/defaults.ts';
import type { WrittenEnvironment } from '../schema/environment.ts';
import { reportLabels, reportOwnedLabels } from '../values/labels.ts';
import { readConnections } from './connections.ts';
import { readArgoCd, readFlux } from './gitops.ts';
import { readGrafana } from './grafana.ts';
import { readNamespaceObjects } from './namespace-objects.ts';
import { readRuntime } from './runtime.ts';

/** Reads an Environment that has passed its schema. */
export function readEnvironment(
  context: Context,
  name: string,
  written: WrittenEnvironment,
): Environment {
  const { versions = {}, prometheusOperator = {} } = written;
  reportLabels(context, ['labels'], written.labels);
  reportOwnedLabels(context, ['labels'], written.labels);
  const { ruleLabels = {}, podMonitorLabels = {} } = prometheusOperator;
  reportSelecting(context, ['prometheusOperator', 'ruleLabels'], ruleLabels);
  reportSelecting(context, ['prometheusOperator', 'podMonitorLabels'], podMonitorLabels);
  const connections = readConnections(context, written.connections ?? {});
  const grafana = readGrafana(context, written);
  return {
    kind: 'Environment',
    name,
    defaultNamespace: written.defaultNamespace ?? environmentDefaults.defaultNamespace,
    namespaces: written.namespaces ?? {},
    labels: written.labels ?? {},
    gitops: written.gitops ?? 'none',
    argocd: readArgoCd(context, name, written),
    flux: readFlux(context, name, written),
    namespaceObjects: readNamespaceObjects(context, written.namespaceObjects),
    versions: {
      kubernetes: readVersion(versions.kubernetes ?? environmentDefaults.kubernetes),
      keda: readVersion(versions.keda ?? environmentDefaults.keda),
    },
    runtime: readRuntime(context, written.runtime),
    prometheusOperator: {
      enabled: prometheusOperator.enabled ?? true,
      ruleLabels,
      podMonitorLabels,
    },
    ...(grafana && { grafana }),
    connections,
    network: readClusterNetwork(context, written.network, connections),
    document: context.document,
  };
}

/**
 * Reports labels by which an operator selects objects of ours. A name or a `part-of` it may want otherwise, but not what
 * tells our objects from others: the runtime and whoever prunes go by that.
 */
function reportSelecting(context: Context, path: Path, labels: Environment['labels']): void {
  reportLabels(context, path, labels);
  const ours = Object.entries(labels).filter(
    ([key]) => key.startsWith('roster.dev/') || key === 'app.kubernetes.io/managed-by',
  );
  reportOwnedLabels(context, path, Object.fromEntries(ours));
}

/** The environment of a policy folder that has none: everything at its default, no connections. */
export function defaultEnvironment(document: DocumentRef): Environment {
  return readEnvironment({ document, layers: [], diagnostics: [] }, 'default', {});
}

function readVersion(text: string): readonly [number, number] {
  const [major = 0, minor = 0] = text.split('.').map(Number);
  return [major, minor];
}

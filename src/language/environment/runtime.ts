import type { Component, Installation, Runtime } from '../../model/runtime.ts';
import type { Path } from '../../model/source.ts';
import { formatBlock } from '../network/cidr.ts';
import { readBlock } from '../network/read-block.ts';
import type { Context } from '../place.ts';
import { readAmounts } from '../pod/read-amounts.ts';
import { reportToleration } from '../pod/report-toleration.ts';
import { readImage } from '../pool/image.ts';
import { environmentDefaults, runtimeDefaults } from '../schema/defaults.ts';
import type { WrittenEnvironment } from '../schema/environment.ts';
import { reportLabels } from '../values/labels.ts';
import { reportAmounts } from './report-amounts.ts';

type Written = NonNullable<WrittenEnvironment['runtime']>;
type WrittenComponent = NonNullable<Written['controller']>;

/** Reads `spec.runtime`; `undefined` where it is switched off. */
export function readRuntime(context: Context, written: Written = {}): Runtime | undefined {
  const { enabled = true, namespace = environmentDefaults.runtimeNamespace } = written;
  const install = readInstallation(context, written);
  return enabled ? { namespace, ...(install && { install }) } : undefined;
}

function readInstallation(context: Context, written: Written): Installation | undefined {
  const { image, imagePullPolicy, pullSecrets = [] } = written;
  const apiServer = readApiServer(context, written.apiServer);
  const controller = readComponent(context, 'controller', written.controller);
  const gateway = readComponent(context, 'gateway', written.gateway);
  if (image === undefined) return undefined;
  return {
    image: readImage(context, ['runtime', 'image'], image),
    ...(imagePullPolicy && { imagePullPolicy }),
    pullSecrets,
    logLevel: written.logLevel ?? runtimeDefaults.logLevel,
    apiServer,
    controller,
    gateway,
  };
}

/** As the API server gives them back in a NetworkPolicy. */
function readApiServer(context: Context, written: readonly string[] = []): readonly string[] {
  return written.flatMap((text, index) => {
    const block = readBlock(context, ['runtime', 'apiServer', index], text);
    return block === undefined ? [] : [formatBlock(block)];
  });
}

function readComponent(
  context: Context,
  name: 'controller' | 'gateway',
  written: WrittenComponent = {},
): Component {
  const path: Path = ['runtime', name];
  const { resources = {}, nodeSelector = {}, tolerations = [], priorityClass } = written;
  const requests = readAmounts(context, [...path, 'resources', 'requests'], {
    ...runtimeDefaults.requests,
    ...resources.requests,
  });
  const limits = readAmounts(context, [...path, 'resources', 'limits'], {
    ...runtimeDefaults.limits,
    ...resources.limits,
  });
  reportAmounts(context, path, requests, limits);
  reportLabels(context, [...path, 'nodeSelector'], nodeSelector);
  for (const [index, one] of tolerations.entries()) {
    reportToleration(context, [...path, 'tolerations', index], one);
  }
  return {
    replicas: written.replicas ?? runtimeDefaults.replicas,
    requests,
    limits,
    placement: {
      nodeSelector,
      tolerations,
      onePerNode: false,
      spread: [
        {
          topologyKey: 'topology.kubernetes.io/zone',
          maxSkew: 1,
          whenUnsatisfiable: 'ScheduleAnyway',
        },
      ],
    },
    ...(priorityClass !== undefined && { priorityClass }),
  };
}

import type { Amounts } from '../../model/container.ts';
import type { Component, Installation, Runtime } from '../../model/runtime.ts';
import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import { reportToleration } from '../pod/report-toleration.ts';
import { readImage } from '../pool/image.ts';
import { environmentDefaults, runtimeDefaults } from '../schema/defaults.ts';
import type { WrittenEnvironment } from '../schema/environment.ts';
import { reportLabels } from '../values/labels.ts';
import { isSubdomain } from '../values/names.ts';
import { readQuantity } from '../values/values.ts';
import { reportAmounts, reportApiServer } from './report-runtime.ts';

type Written = NonNullable<WrittenEnvironment['runtime']>;
type WrittenComponent = NonNullable<Written['controller']>;

/** Reads `spec.runtime`; `undefined` where it is switched off. */
export function readRuntime(context: Context, written: Written = {}): Runtime | undefined {
  const { enabled = true, namespace = environmentDefaults.runtimeNamespace } = written;
  const install = readInstallation(context, written);
  return enabled ? { namespace, ...(install && { install }) } : undefined;
}

function readInstallation(context: Context, written: Written): Installation | undefined {
  const { image, imagePullPolicy, pullSecrets = [], apiServer = [] } = written;
  reportApiServer(context, apiServer);
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
  if (priorityClass !== undefined && !isSubdomain(priorityClass)) {
    complain(
      context,
      'invalid-name',
      [...path, 'priorityClass'],
      (field) =>
        `${field} must be the name of a PriorityClass, got ${JSON.stringify(priorityClass)}`,
      { help: 'names are lower-case letters, digits, - and ., like system-cluster-critical' },
    );
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

function readAmounts(
  context: Context,
  path: Path,
  written: Readonly<Record<string, string | number | undefined>>,
): Amounts {
  const given = Object.entries(written).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, readQuantity(context, [...path, name], value)] as const],
  );
  return new Map(given);
}

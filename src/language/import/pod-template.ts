import type { Json, JsonObject } from '../../model/json.ts';
import { mapsIn, partOf } from './part.ts';
import { readContainer } from './pod-container.ts';
import { readPlacement } from './pod-placement.ts';
import { fromSeconds, hasOnly } from './pod-probe.ts';
import { readSecurity } from './pod-security.ts';
import { readSideContainers } from './pod-side-containers.ts';
import { readVolumes } from './pod-volumes.ts';

/** A pod in the words of a policy. What has no word of its own is in `podTemplate`, so that nothing gets lost. */
export interface ReadPod {
  readonly worker: JsonObject;
  /** The container that is the worker; Roster calls it `worker`. */
  readonly container: string;
}

/** Reads the pod template of a Deployment, in its plain form; `owner` is the Deployment's name. */
export function readPodTemplate(
  template: JsonObject,
  selector: JsonObject,
  owner: string,
): ReadPod | { readonly problem: string } {
  const pod = partOf(template, 'spec');
  const containers = mapsIn(pod.containers);
  const main = mainOf(containers, owner);
  if (main === undefined) return { problem: 'it has no container' };
  const others = containers.filter((one) => one !== main);
  const isTaken = [...others, ...mapsIn(pod.initContainers)].some(({ name }) => name === 'worker');
  if (isTaken)
    return {
      problem: 'a container beside the worker is called `worker`, as Roster calls the worker',
    };
  const { said, unsaid } = readContainer(main);
  const { security, otherPod, otherContainer } = readSecurity(pod, main);
  const { volumes, otherVolumes, otherMounts } = readVolumes(pod.volumes, main.volumeMounts);
  const placed = readPlacement(pod, selector);
  const beside = readSideContainers(pod.initContainers, security);
  const rest = readRest(pod);
  const workerRest = {
    ...unsaid,
    ...filled({ securityContext: otherContainer, volumeMounts: otherMounts }),
  };
  const ownContainer =
    Object.keys(workerRest).length > 0 ? [{ name: 'worker', ...workerRest }] : [];
  const spec: JsonObject = {
    ...rest.unsaid,
    ...placed.unsaid,
    ...filled({
      securityContext: otherPod,
      volumes: otherVolumes,
      initContainers: beside.unsaid,
      containers: [...ownContainer, ...others],
    }),
  };
  return {
    container: String(main.name),
    worker: {
      ...said,
      ...rest.said,
      ...filled({
        volumes,
        initContainers: beside.initContainers,
        sidecars: beside.sidecars,
        placement: placed.placement,
      }),
      security,
      ...filled({ podTemplate: filled({ spec }) }),
    },
  };
}

/** The fields that hold something. */
function filled(fields: Readonly<Record<string, JsonObject | readonly Json[]>>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => Object.keys(value).length > 0),
  );
}

function mainOf(containers: readonly JsonObject[], owner: string): JsonObject | undefined {
  return (
    containers.find(({ name }) => name === 'worker') ??
    containers.find(({ name }) => name === owner) ??
    containers[0]
  );
}

const readElsewhere: ReadonlySet<string> = new Set([
  'containers',
  'initContainers',
  'volumes',
  'securityContext',
  'automountServiceAccountToken',
  'nodeSelector',
  'tolerations',
  'topologySpreadConstraints',
  'affinity',
]);

/** The fields of the pod itself. */
function readRest(pod: JsonObject): { readonly said: JsonObject; readonly unsaid: JsonObject } {
  const {
    terminationGracePeriodSeconds,
    imagePullSecrets,
    priorityClassName,
    serviceAccountName,
    ...others
  } = pod;
  const gracePeriod = fromSeconds(terminationGracePeriodSeconds);
  const secrets = Array.isArray(imagePullSecrets) ? imagePullSecrets : [];
  const pullSecrets = secrets.flatMap((one: Json) =>
    hasOnly(one, ['name']) && typeof one.name === 'string' ? [one.name] : [],
  );
  return {
    said: {
      ...(gracePeriod !== undefined && { gracePeriod }),
      ...(pullSecrets.length > 0 && { pullSecrets }),
      ...(priorityClassName !== undefined && { priorityClass: priorityClassName }),
      // The pods go on as whom they are; a ServiceAccount of their own would have none of its rights.
      serviceAccount: { name: serviceAccountName ?? 'default' },
    },
    unsaid: Object.fromEntries(Object.entries(others).filter(([key]) => !readElsewhere.has(key))),
  };
}

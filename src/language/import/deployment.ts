import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { isOwnedLabel } from '../values/labels.ts';
import { isLabelKey, isLabelValue } from '../values/names.ts';
import { partOf } from './part.ts';
import { plainForm } from './plain-form.ts';
import { readPodTemplate } from './pod-template.ts';

/** A Deployment in the words of a policy: all but how many there shall be. */
export interface ReadDeployment {
  readonly labels: JsonObject;
  readonly worker: JsonObject;
  /** The container that is the worker; Roster calls it `worker`. */
  readonly container: string;
  /** The labels of its pods, by which others find them. */
  readonly podLabels: JsonObject;
  readonly notes: readonly string[];
}

/** Reads a Deployment; a `problem` is why no policy may take its place. */
export function readDeployment(
  object: JsonObject,
  name: string,
): ReadDeployment | { readonly problem: string } {
  const plain = plainForm(object);
  const spec = partOf(plain, 'spec') as JsonObject;
  const template = partOf(spec, 'template') as JsonObject;
  const matchLabels = partOf(spec.selector, 'matchLabels') as JsonObject;
  if (partOf(spec, 'selector').matchExpressions !== undefined)
    return {
      problem:
        'its selector has matchExpressions, which a policy cannot say and Kubernetes cannot change',
    };
  if (Object.keys(matchLabels).length === 0) return { problem: 'it has no selector' };
  const read = readPodTemplate(template, matchLabels, name);
  if ('problem' in read) return read;
  const podLabels = partOf(template.metadata, 'labels') as JsonObject;
  const own = keptLabels(partOf(plain.metadata, 'labels') as JsonObject);
  // a label of the selector goes on the pods by itself; beside it no other value may stand
  const labels = Object.fromEntries(
    own.filter(([key, value]) => (matchLabels[key] ?? value) === value),
  );
  const ofPods = keptLabels(podLabels).filter(
    ([key, value]) => matchLabels[key] === undefined && labels[key] !== value,
  );
  const annotations = partOf(template.metadata, 'annotations');
  return {
    labels,
    container: read.container,
    podLabels,
    worker: {
      ...read.worker,
      ...(ofPods.length > 0 && { labels: Object.fromEntries(ofPods) }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
      ...(!isRosters(matchLabels, name) && { selector: matchLabels }),
      rollout: rolloutOf(spec),
    },
    notes: ownerNotes(name, partOf(plain.metadata, 'labels')),
  };
}

/** Labels by which other tools find what they own; on an object of Roster's they would claim it. */
const ofTools =
  /^(?:argocd\.argoproj\.io|kustomize\.toolkit\.fluxcd\.io|helm\.toolkit\.fluxcd\.io|helm\.sh|pod-template-hash)(?:\/|$)/;

/** Labels that a policy may carry on: those that Roster and other tools keep to themselves are left out. */
export function keptLabels(labels: JsonObject): readonly (readonly [string, Json])[] {
  return Object.entries(labels).flatMap(([key, value]) => {
    const isGood = isLabelKey(key) && typeof value === 'string' && isLabelValue(value);
    return isGood && !isOwnedLabel(key) && !ofTools.test(key) ? [[key, value] as const] : [];
  });
}

function isRosters(matchLabels: JsonObject, name: string): boolean {
  return (
    Object.keys(matchLabels).length === 2 &&
    matchLabels['app.kubernetes.io/name'] === name &&
    matchLabels['roster.dev/pool'] === name
  );
}

function rolloutOf(spec: JsonObject): JsonObject {
  const strategy = partOf(spec, 'strategy');
  if (strategy.type === 'Recreate') return { recreate: true };
  const { maxSurge = '25%', maxUnavailable = '25%' } = partOf(strategy, 'rollingUpdate');
  return { maxSurge, maxUnavailable };
}

function ownerNotes(name: string, labels: JsonObject): readonly string[] {
  const owners = Object.keys(labels).filter((key) => ofTools.test(key));
  if (owners.length === 0) return [];
  return [
    `Deployment \`${name}\`: \`${owners.join('`, `')}\` tell that another tool owns it; take it away there before Roster's manifests are applied`,
  ];
}

/** The number that a Deployment has without an autoscaler. */
export function replicasOf(object: JsonObject): number {
  const { replicas } = partOf(object, 'spec');
  return typeof replicas === 'number' ? replicas : 1;
}

/** Tells whether a selector as of a budget finds pods with these labels; expressions are not looked at. */
export function selects(selector: Json | undefined, podLabels: JsonObject): boolean {
  if (!isObject(selector) || selector.matchExpressions !== undefined) return false;
  const wanted = Object.entries(partOf(selector as JsonObject, 'matchLabels'));
  return wanted.length > 0 && wanted.every(([key, value]) => podLabels[key] === value);
}

import type { JsonObject } from '../model/json.ts';
import type { KubernetesObject } from './object.ts';

/** A custom resource of ours: what the runtime reads, and where it writes its status. */
export interface RosterResource extends KubernetesObject {
  readonly apiVersion: 'roster.dev/v1alpha1';
  readonly spec: JsonObject;
}

import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Manifest, PolicyRef } from './manifest.ts';
import { type KubernetesObject, PlainObject } from './object.ts';

/** The objects of one policy. Its id is never a number, since constructs give numeric ids back in another order. */
export class PolicyChart extends Chart {
  readonly #policy: PolicyRef;

  constructor(scope: Construct, policy: PolicyRef) {
    super(scope, `${policy.kind}.${policy.namespace ?? ''}.${policy.name}`, {
      disableResourceNameHashes: true,
    });
    this.#policy = policy;
  }

  /** The objects in the order they were added. */
  manifests(): readonly Manifest[] {
    return this.apiObjects.map((object) => ({ object: object.toJson(), policy: this.#policy }));
  }

  /**
   * Adds an object; `undefined`, the answer of a kind that the policy has no use for, adds nothing. Ids that are the same
   * in all charts let the engine share their shape, which halves the cost of a chart.
   */
  protected add(object: KubernetesObject | undefined, id = object?.kind ?? ''): void {
    if (object !== undefined) new PlainObject(this, id, object);
  }
}

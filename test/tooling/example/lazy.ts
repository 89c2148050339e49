import { App } from 'cdk8s';

/** Ends up in a chunk of its own, with cdk8s. */
export function kindOfApp(): string {
  return typeof new App().synthYaml;
}

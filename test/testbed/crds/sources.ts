import { readFileSync } from 'node:fs';

/** The folder with go.mod and go.sum. */
export const moduleFolder = import.meta.dirname;

/** Where each pinned module keeps the files that `kubectl apply` is given. */
export const sources: Readonly<Record<string, string>> = {
  'github.com/argoproj/argo-cd/v3': 'manifests/crds',
  'github.com/fluxcd/kustomize-controller': 'config/crd/bases',
  'github.com/fluxcd/source-controller': 'config/crd/bases',
  'github.com/kedacore/keda/v2': 'config/crd/bases',
  'github.com/prometheus-operator/prometheus-operator': 'example/prometheus-operator-crd',
};

/** The modules of go.mod as `path@version`, as `go mod download` takes them. */
export function pinnedModules(goMod = readFileSync(`${moduleFolder}/go.mod`, 'utf8')): string[] {
  const required = goMod.matchAll(/^\t(\S+) (v\S+)$/gm);
  return [...required].map(([, path, version]) => `${path}@${version}`);
}

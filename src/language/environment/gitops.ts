import type { ArgoCd, Flux } from '../../model/gitops.ts';
import { type Context, complain, complainAt } from '../place.ts';
import { environmentDefaults, gitopsDefaults } from '../schema/defaults.ts';
import type { WrittenEnvironment } from '../schema/environment.ts';
import { readPositiveDuration } from '../values/values.ts';
import { readFluxSource } from './flux-source.ts';
import { readRepositoryPath, readRepositoryUrl } from './repository.ts';

type Engine = 'argocd' | 'flux';

/** Reads `spec.argocd` of the environment of this name. */
export function readArgoCd(context: Context, name: string, spec: WrittenEnvironment): ArgoCd {
  const written = spec.argocd ?? {};
  const { repository, automated = {} } = written;
  reportUnused(context, spec, 'argocd', 'repository');
  if (repository) reportLongName(context, name);
  if (written.project === 'default') reportSharedProject(context);
  const at = ['argocd', 'repository'];
  return {
    namespace: written.namespace ?? environmentDefaults.argocdNamespace,
    project: written.project ?? `roster-${name}`,
    ...(repository && {
      repository: {
        url: readRepositoryUrl(context, [...at, 'url'], repository.url, {
          schemes: ['https', 'http', 'ssh', 'oci'],
          short: 'taken',
          credentials: 'give it to Argo CD in the Secret of the repository',
        }),
        revision: repository.revision ?? gitopsDefaults.revision,
        path: readRepositoryPath(context, [...at, 'path'], repository.path ?? `dist/${name}`),
      },
    }),
    destination: destination(written.destination),
    ...((automated.enabled ?? true) && {
      automated: { prune: automated.prune ?? true, selfHeal: automated.selfHeal ?? true },
    }),
  };
}

/** Reads `spec.flux` of the environment of this name. */
export function readFlux(context: Context, name: string, spec: WrittenEnvironment): Flux {
  const written = spec.flux ?? {};
  reportUnused(context, spec, 'flux', 'source');
  if (written.source) reportLongName(context, name);
  const source = readFluxSource(context, written.source);
  const duration = (field: 'interval' | 'retryInterval' | 'timeout') =>
    readPositiveDuration(context, ['flux', field], written[field] ?? gitopsDefaults[field]);
  return {
    namespace: written.namespace ?? environmentDefaults.fluxNamespace,
    ...(source && { source }),
    path: readRepositoryPath(context, ['flux', 'path'], written.path ?? `dist/${name}`),
    interval: duration('interval'),
    retryInterval: duration('retryInterval'),
    timeout: duration('timeout'),
    wait: written.wait ?? true,
    ...(written.serviceAccountName !== undefined && {
      serviceAccountName: written.serviceAccountName,
    }),
    dependsOn: written.dependsOn ?? [],
  };
}

function destination({
  name,
  server = gitopsDefaults.server,
}: NonNullable<NonNullable<WrittenEnvironment['argocd']>['destination']> = {}) {
  return name === undefined ? { server } : { name };
}

const words = { argocd: 'Argo CD', flux: 'Flux' } as const;

/** Reports fields that nothing reads: those of the other engine, and those of an object that is not rendered. */
function reportUnused(
  context: Context,
  { gitops = 'none', ...spec }: WrittenEnvironment,
  engine: Engine,
  needed: string,
): void {
  const given = Object.keys(spec[engine] ?? {});
  const code = 'gitops-field-unused';
  if (gitops !== engine && given.length > 0) {
    const rule = `must not be given where \`spec.gitops\` is ${gitops}`;
    const help = `write \`gitops: ${engine}\` if ${words[engine]} syncs the environment`;
    complain(context, code, [engine], (field) => `${field} ${rule}`, { at: 'key', help });
  } else if (!given.includes(needed)) {
    for (const one of given.filter((name) => name !== 'namespace')) {
      const rule = `needs \`spec.${engine}.${needed}\`, without which nothing is rendered that has it`;
      complain(context, code, [engine, one], (field) => `${field} ${rule}`, { at: 'key' });
    }
  }
}

/** Argo CD makes it, and whoever names no project is in it: ours would shut them all out. */
function reportSharedProject(context: Context): void {
  complain(
    context,
    'wrong-value',
    ['argocd', 'project'],
    (field) => `${field} must not be \`default\`, which is Argo CD's own and everybody's`,
    { help: 'remove it: the environment gets an AppProject of its own' },
  );
}

/** Flux puts the name of its Kustomization into a label, and Argo CD may do so too. */
function reportLongName(context: Context, name: string): void {
  const derived = `roster-${name}`;
  if (derived.length <= 63) return;
  const rule = `must be at most ${63 - 'roster-'.length} characters long, so that ${derived} is a label's value`;
  complainAt(
    context,
    'name-too-long',
    ['metadata', 'name'],
    `\`metadata.name\` ${rule}, got ${name.length}`,
  );
}

import { environmentDefaults, gitopsDefaults } from './defaults.ts';
import { choice, fields, flag, formatted, list, oneOf, optional, text } from './field.ts';

export const argocd = fields(
  'What Argo CD (2.14 or newer) needs to know, where `gitops` is `argocd`.',
  {
    namespace: optional(
      formatted('name', 'Namespace of Argo CD.', 'argocd', {
        default: environmentDefaults.argocdNamespace,
      }),
    ),
    project: optional(
      formatted(
        'name',
        'Name of the AppProject, which allows exactly the namespaces and kinds that are rendered.',
        'roster-prod',
        { absent: '`roster-` and the name of the environment' },
      ),
    ),
    repository: optional(
      fields(
        'The Git repository with `dist/`. With it, `dist/<environment>/_gitops/` holds an AppProject and an Application: apply them by hand or let a parent Application sync that folder, before a sync that adds namespaces, kinds or pools and after one that removes some, since Argo CD neither makes nor prunes what its project does not allow.',
        {
          url: text(
            'Its address: https://, ssh:// or git@host:path; oci:// from Argo CD 3.1 on.',
            'https://git.example.org/platform/roster-policies.git',
          ),
          revision: optional(
            text('Branch, tag or commit.', 'main', { default: gitopsDefaults.revision }),
          ),
          path: optional(
            text('Where the environment lies in the repository.', 'dist/prod', {
              absent: '`dist/` and the name of the environment',
            }),
          ),
        },
        { absent: 'no AppProject and no Application is rendered' },
      ),
    ),
    destination: optional(
      oneOf(
        'The cluster that Argo CD writes to.',
        {
          server: optional(
            formatted('url', 'Address of its API server.', gitopsDefaults.server, {
              absent: 'another form is used',
            }),
          ),
          name: optional(
            text('Its name in Argo CD.', 'prod-eu1', { absent: 'another form is used' }),
          ),
        },
        { default: { server: gitopsDefaults.server } },
      ),
    ),
    automated: optional(
      fields(
        'What Argo CD does unasked.',
        {
          enabled: optional(flag('Whether it syncs when Git changes.', false, { default: true })),
          prune: optional(
            flag(
              'Whether it deletes what Git no longer has. Namespaces, quotas, PriorityClasses and definitions wait for a confirmation all the same.',
              false,
              { default: true },
            ),
          ),
          selfHeal: optional(
            flag('Whether it takes back what others change in the cluster.', false, {
              default: true,
            }),
          ),
        },
        { default: {} },
      ),
    ),
  },
  { default: {} },
);

const secretName = optional(
  formatted('subdomain', 'Secret with the credentials, in the namespace of Flux.', 'roster-git', {
    absent: 'none are needed',
  }),
);

const another = { absent: 'another source is used' } as const;

const git = fields(
  'A Git repository: a GitRepository is rendered. Give one of `branch`, `tag`, `semver` and `commit`.',
  {
    url: text(
      'Its address: https:// or ssh://.',
      'ssh://git@git.example.org/platform/roster-policies.git',
    ),
    branch: optional(
      text('Branch to follow.', 'main', { absent: '`main`, unless one of the others is given' }),
    ),
    tag: optional(text('Tag to check out.', 'v1.4.0', { absent: 'see `branch`' })),
    semver: optional(
      text('Range of versions of which the newest tag is taken.', '>=1.0.0 <2.0.0', {
        absent: 'see `branch`',
      }),
    ),
    commit: optional(
      text('Commit to check out.', 'c5f1a7b0a6a1e0a1f0d1c2b3a495867564738291', {
        absent: 'see `branch`',
        pattern: '^([0-9a-f]{40}|[0-9a-f]{64})$',
        maxLength: 64,
      }),
    ),
    secretName,
  },
  another,
);

const oci = fields(
  'An OCI artifact: an OCIRepository is rendered (Flux 2.6 or newer). Give one of `tag`, `semver` and `digest`.',
  {
    url: text('Its address, without a tag.', 'oci://registry.example.org/platform/roster-dist'),
    tag: optional(
      text('Tag to follow.', 'prod', { absent: '`latest`, unless one of the others is given' }),
    ),
    semver: optional(
      text('Range of versions of which the newest tag is taken.', '>=1.0.0 <2.0.0', {
        absent: 'see `tag`',
      }),
    ),
    digest: optional(
      text(
        'Digest of the artifact.',
        'sha256:9b2a8c7c2f6d1e0f4a5b6c7d8e9f00112233445566778899aabbccddeeff0011',
        { absent: 'see `tag`', pattern: '^sha256:[0-9a-f]{64}$', maxLength: 71 },
      ),
    ),
    provider: optional(
      choice(
        ['generic', 'aws', 'azure', 'gcp'],
        'How Flux logs in: with a Secret or not at all, or as the cloud lets it.',
        'aws',
        { default: gitopsDefaults.provider },
      ),
    ),
    secretName,
  },
  another,
);

const existing = fields(
  'A source that is there already: only the Kustomization is rendered.',
  {
    kind: choice(['GitRepository', 'OCIRepository', 'Bucket'], 'Its kind.', 'GitRepository'),
    name: formatted('subdomain', 'Its name.', 'flux-system'),
    namespace: optional(
      formatted('name', 'Its namespace.', 'flux-system', { absent: 'the namespace of Flux' }),
    ),
  },
  another,
);

export const flux = fields(
  'What Flux (2.5 or newer) needs to know, where `gitops` is `flux`.',
  {
    namespace: optional(
      formatted('name', 'Namespace of Flux.', 'flux-system', {
        default: environmentDefaults.fluxNamespace,
      }),
    ),
    source: optional(
      oneOf(
        'Where Flux finds `dist/`. With it, `dist/<environment>/_gitops/` holds a Kustomization and its source, which are applied by hand, once. One Kustomization is enough: Flux applies definitions and namespaces before all else. Deleting it deletes nothing that it applied, and namespaces, quotas, PriorityClasses and definitions are never pruned.',
        { git: optional(git), oci: optional(oci), existing: optional(existing) },
        { absent: 'no Kustomization is rendered' },
      ),
    ),
    path: optional(
      text('Where the environment lies in the source.', 'dist/staging', {
        absent: '`dist/` and the name of the environment',
      }),
    ),
    interval: optional(
      formatted('duration', 'How often Flux looks at the source and the cluster.', '10m', {
        default: gitopsDefaults.interval,
      }),
    ),
    retryInterval: optional(
      formatted('duration', 'How soon it tries again after a failure.', '2m', {
        default: gitopsDefaults.retryInterval,
      }),
    ),
    timeout: optional(
      formatted('duration', 'How long it may take to apply, and to become ready.', '5m', {
        default: gitopsDefaults.timeout,
      }),
    ),
    wait: optional(
      flag('Whether Flux calls the environment ready only when its objects are.', false, {
        default: true,
      }),
    ),
    serviceAccountName: optional(
      formatted('subdomain', 'ServiceAccount that Flux acts as, in its namespace.', 'roster', {
        absent: 'Flux acts as itself',
      }),
    ),
    dependsOn: optional(
      list(
        formatted('subdomain', 'Name of a Kustomization in the namespace of Flux.', 'keda'),
        'Kustomizations that must be ready first, such as those that install KEDA and the Prometheus operator.',
        ['keda', 'monitoring'],
        { default: [] },
      ),
    ),
  },
  { default: {} },
);

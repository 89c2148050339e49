import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { podTemplatesOf } from '../../src/compile/gitops/pod-templates.ts';
import { securityLevel } from '../../src/compile/pod-security.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { SecurityLevel } from '../../src/model/namespace-objects.ts';
import { podSecurityCases } from '../compile/pod-security-cases.ts';
import { readManifests } from './apply/read-manifests.ts';
import { ApiRefusal, orRefusal } from './client/api-refusal.ts';
import { type ApiServer, withApiServer } from './client/api-server.ts';
import { inNamespace } from './in-namespace.ts';
import { testbed, withControlPlane } from './shared.ts';
import type { Testbed } from './start.ts';

// The level that a Namespace is labelled with: the API server lets the pods in, and with a stricter one it does not.
const test = suite('Pod Security on a control plane');
const stricter = { privileged: 'baseline', baseline: 'restricted', restricted: undefined } as const;
const newest = 35;

interface Subject {
  readonly name: string;
  readonly level: SecurityLevel;
  readonly template: JsonObject;
  readonly minor: number;
}

withControlPlane(test, 'every rule is read as the API server reads it', async () => {
  const subjects = podSecurityCases.map((one) => ({ minor: newest, ...one }));
  assert.equal(await disagreements(await testbed(), subjects), []);
});

withControlPlane(test, 'the pods of all goldens need the level that they are given', async () => {
  const folder = 'test/golden/compile';
  const subjects = readdirSync(folder).flatMap((golden) =>
    readManifests(join(folder, golden)).flatMap(({ file, object }) =>
      podTemplatesOf(object as unknown as JsonObject).map((template) => ({
        name: join(golden, file),
        level: securityLevel(template, [1, newest]),
        template,
        minor: newest,
      })),
    ),
  );
  assert.ok(subjects.length > 20);
  assert.equal(new Set(subjects.map(({ level }) => level)).size, 3);
  assert.equal(await disagreements(await testbed(), subjects), []);
});

/** Where the API server lets a pod in and should not, or the other way round. One namespace a level and version. */
async function disagreements(bed: Testbed, subjects: readonly Subject[]) {
  const found: string[] = [];
  await withApiServer(bed.admin, async (api) => {
    for (const [level, minor, some] of byPlace(subjects)) {
      const labels = {
        'pod-security.kubernetes.io/enforce': level,
        'pod-security.kubernetes.io/enforce-version': `v1.${minor}`,
      };
      await inNamespace(
        bed,
        async (namespace) => {
          const faults = some.map((one) => disagreement(api, namespace, one, level));
          found.push(...(await Promise.all(faults)).flat());
        },
        labels,
      );
    }
  });
  return found;
}

function byPlace(subjects: readonly Subject[]) {
  const places = new Map<string, [SecurityLevel, number, Subject[]]>();
  for (const subject of subjects) {
    for (const level of [subject.level, stricter[subject.level]]) {
      if (level === undefined) continue;
      const key = `${level} ${subject.minor}`;
      const place = places.get(key) ?? [level, subject.minor, []];
      places.set(key, place);
      place[2].push(subject);
    }
  }
  return [...places.values()];
}

async function disagreement(
  api: ApiServer,
  namespace: string,
  { name, level, template }: Subject,
  asked: SecurityLevel,
): Promise<readonly string[]> {
  const answer = await orRefusal(
    api.call({
      method: 'POST',
      path: `/api/v1/namespaces/${namespace}/pods?dryRun=All`,
      body: podOf(template),
    }),
  );
  const said = answer instanceof ApiRefusal ? answer.refusal.message : 'let in';
  const isMet = level === asked ? said === 'let in' : /violates PodSecurity/.test(said ?? '');
  return isMet ? [] : [`${name}, in ${asked}: ${said}`];
}

/** What other admission plug-ins would mind, and Pod Security does not look at, is left out. */
function podOf({ metadata, spec }: JsonObject): JsonObject {
  const { priorityClassName: _, serviceAccountName: __, ...rest } = spec as JsonObject;
  const { annotations } = (metadata ?? {}) as JsonObject;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { generateName: 'subject-', ...(annotations !== undefined && { annotations }) },
    spec: rest,
  };
}

test.run();

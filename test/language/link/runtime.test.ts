import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../src/compile/compile.ts';
import { check } from '../../../src/language/check.ts';

/** An estate of so many JobTemplates with sixty patterns of some length each. */
function checked(templates: number, patternLength: number) {
  const allow = Array.from(
    { length: 60 },
    (_, index) => `registry.example.org/${'a'.repeat(patternLength)}${index}/*`,
  );
  const documents = [
    {
      kind: 'Environment',
      metadata: { name: 'prod' },
      spec: { runtime: { image: 'registry.example.org/roster:1.0.0' } },
    },
    ...Array.from({ length: templates }, (_, index) => ({
      kind: 'JobTemplate',
      metadata: { name: `job-${index}`, namespace: 'flow' },
      spec: {
        worker: {
          image: 'registry.example.org/flow/a:1.0.0',
          resources: { requests: { cpu: 1, memory: '1Gi' } },
        },
        images: { allow: ['registry.example.org/flow/*', ...allow] },
        trigger: { http: {} },
        timeout: '1h',
      },
    })),
  ];
  return check(
    documents.map((document, index) => ({
      path: `${index}.yaml`,
      text: JSON.stringify({ apiVersion: 'roster.dev/v1alpha1', ...document }),
    })),
  );
}

test('images that fit into one admission policy are taken', () => {
  const { diagnostics, estates } = checked(60, 80);
  assert.equal(diagnostics, []);
  assert.ok(compile(estates[0]!, []).length > 60);
});

test('images that no admission policy can hold are an error of the environment', () => {
  const { diagnostics } = checked(80, 80);
  assert.equal(
    diagnostics.map(({ code }) => code),
    ['admission-too-large'],
  );
});

test('a policy that is too large all the same is never rendered', () => {
  const { estates } = checked(260, 80);
  let caught: unknown;
  try {
    compile(estates[0]!, []);
  } catch (error) {
    caught = error;
  }
  assert.match(String((caught as Error | undefined)?.message), /admission policy of jobs/);
});

test.run();

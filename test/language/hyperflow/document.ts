import { readHyperflow } from '../../../src/language/hyperflow/read.ts';
import { readSource } from '../../../src/language/yaml/read.ts';
import type { Json } from '../../../src/model/json.ts';

/** A WorkerPool that the operator takes; `changes` replaces whole lines by their field, `null` removes them. */
export function poolText(changes: Readonly<Record<string, string | null>> = {}): string {
  const lines = Object.entries({ ...fields, ...changes }).flatMap(([field, line]) =>
    line === null ? [] : [field in fields ? line : `  ${line}`],
  );
  return `${lines.join('\n')}\n`;
}

const fields = {
  apiVersion: 'apiVersion: hyperflow.agh.edu.pl/v1',
  kind: 'kind: WorkerPool',
  metadata: 'metadata:',
  name: '  name: resize',
  namespace: '  namespace: photos',
  spec: 'spec:',
  taskType: '  taskType: photo_Resize.py',
  image: '  image: registry.example.org/photo-worker:je-1.3.4',
  rabbitHostname: '  rabbitHostname: rabbitmq.photos',
  redisUrl: '  redisUrl: redis://redis:6379',
  prometheusUrl: '  prometheusUrl: http://monitoring-prometheus.photos:9090',
  min: '  minReplicaCount: 0',
  max: '  maxReplicaCount: 50',
  initialResources: '  initialResources:',
  requests: '    requests:',
  cpu: '      cpu: "0.5"',
  memory: '      memory: "524288000"',
} as const;

/** Reads the one document of a text in the dialect. */
export function readText(text: string) {
  const { documents } = readSource({ path: 'policies/resize.yaml', text });
  const [document] = documents;
  if (document === undefined) throw new Error('the text must hold one document');
  return readHyperflow(document);
}

/** The same document as data. */
export function poolValue(): Json {
  const { documents } = readSource({ path: 'policies/resize.yaml', text: poolText() });
  return documents[0]?.value ?? null;
}

/** Reads data as a document; it is written in JSON, which is YAML too, so that places can be found. */
export function readValue(value: Json) {
  const source = { path: 'policies/resize.json', text: JSON.stringify(value, null, 1) };
  return readHyperflow({ source, index: 0, line: 1, value });
}

import type { JsonObject } from '../../model/json.ts';
import { mapsIn, partOf } from '../import/part.ts';
import type { Model } from './model.ts';

/** The environment variables that the chart gives a worker, in its order: the model, the values' own, broker and results. */
export function chartVariables(
  values: JsonObject,
  worker: JsonObject,
  { supplier, model, version, api }: Model,
): readonly JsonObject[] {
  const { broker, celeryDb, engine } = databasesOf(values);
  const own = mapsIn(worker.env);
  const fixed = {
    OASIS_RUN_MODE: api,
    OASIS_MODEL_SUPPLIER_ID: supplier,
    OASIS_MODEL_ID: model,
    OASIS_MODEL_VERSION_ID: version,
    OASIS_MEDIA_ROOT: '/shared-fs',
    OASIS_DISABLE_WORKER_REG: 'True',
  };
  return [
    ...plain(fixed),
    ...own,
    fromConfig('OASIS_CELERY_BROKER_URL', broker, 'uri'),
    fromConfig('OASIS_RABBIT_HOST', broker, 'host'),
    fromConfig('OASIS_RABBIT_PORT', broker, 'port'),
    ...plain({ OASIS_RABBIT_USER: 'rabbit', OASIS_RABBIT_PASS: 'rabbit' }),
    fromConfig('OASIS_CELERY_DB_HOST', celeryDb, 'host'),
    fromConfig('OASIS_CELERY_DB_PORT', celeryDb, 'port'),
    fromConfig('OASIS_CELERY_DB_NAME', celeryDb, 'dbName'),
    fromSecret('OASIS_CELERY_DB_USER', celeryDb, 'user'),
    fromSecret('OASIS_CELERY_DB_PASS', celeryDb, 'password'),
    ...plain({ OASIS_CELERY_DB_ENGINE: engine }),
  ];
}

/** What waits for the broker and the results before the worker starts, as the chart's init container does. */
export function waitingContainer(values: JsonObject): JsonObject {
  const { broker, celeryDb } = databasesOf(values);
  const { image, version } = partOf(partOf(values, 'modelImages'), 'init');
  return {
    name: 'wait',
    image: `${String(image ?? 'alpine')}:${String(version ?? '3.13.5')}`,
    command: [
      'sh',
      '-c',
      'until nc -z "$BROKER_HOST" "$BROKER_PORT" && nc -z "$RESULTS_HOST" "$RESULTS_PORT"; do sleep 1; done',
    ],
    env: [
      fromConfig('BROKER_HOST', broker, 'host'),
      fromConfig('BROKER_PORT', broker, 'port'),
      fromConfig('RESULTS_HOST', celeryDb, 'host'),
      fromConfig('RESULTS_PORT', celeryDb, 'port'),
    ],
  };
}

function databasesOf(values: JsonObject) {
  const databases = partOf(values, 'databases');
  const results = partOf(databases, 'celery_db');
  return {
    broker: String(partOf(databases, 'broker').name ?? 'broker'),
    celeryDb: String(results.name ?? 'celery-db'),
    engine: results.type === 'mysql' ? 'db+mysql+pymysql' : 'db+postgresql+psycopg',
  };
}

function plain(values: Readonly<Record<string, string>>): readonly JsonObject[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

function fromConfig(name: string, configMap: string, key: string): JsonObject {
  return { name, valueFrom: { configMapKeyRef: { name: configMap, key } } };
}

function fromSecret(name: string, secret: string, key: string): JsonObject {
  return { name, valueFrom: { secretKeyRef: { name: secret, key } } };
}

import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { formatDuration, millis } from '../../model/units.ts';

/** Whole seconds as people write them; `undefined` for what is no such number. */
export function fromSeconds(value: Json | undefined): string | undefined {
  const isCount = typeof value === 'number' && Number.isSafeInteger(value * 1000) && value >= 0;
  return isCount && Number.isInteger(value) ? formatDuration(millis(value * 1000)) : undefined;
}

/** Tells whether a value is a map with no other fields than these. */
export function hasOnly(value: unknown, fields: readonly string[]): value is JsonObject {
  return isObject(value) && Object.keys(value).every((key) => fields.includes(key));
}

const handlers: Readonly<Record<string, readonly string[]>> = {
  exec: ['command'],
  httpGet: ['path', 'port', 'scheme', 'host', 'httpHeaders'],
  tcpSocket: ['port'],
  grpc: ['port', 'service'],
};

const durations: Readonly<Record<string, string>> = {
  initialDelaySeconds: 'initialDelay',
  periodSeconds: 'period',
  timeoutSeconds: 'timeout',
};

/** A probe in the words of a policy; `undefined` for one that a policy cannot say. */
export function readProbe(probe: Json | undefined): JsonObject | undefined {
  if (!isObject(probe)) return undefined;
  const entries = Object.entries(probe as JsonObject).map(([key, value]) => {
    const duration = durations[key];
    if (duration !== undefined) return [duration, fromSeconds(value)] as const;
    if (key === 'failureThreshold' || key === 'successThreshold') return [key, value] as const;
    const fields = handlers[key];
    return [key, fields !== undefined && hasOnly(value, fields) ? value : undefined] as const;
  });
  const isWhole = entries.every(([, value]) => value !== undefined);
  const count = entries.filter(([key]) => handlers[key] !== undefined).length;
  return isWhole && count === 1 ? (Object.fromEntries(entries) as JsonObject) : undefined;
}

/** What runs before a worker stops; `undefined` for what a policy cannot say. */
export function readPreStop(preStop: Json | undefined): JsonObject | undefined {
  if (!isObject(preStop) || Object.keys(preStop).length !== 1) return undefined;
  const { exec, httpGet, sleep } = preStop as JsonObject;
  if (hasOnly(exec, handlers.exec ?? [])) return { exec };
  if (hasOnly(httpGet, handlers.httpGet ?? [])) return { httpGet };
  const wait = isObject(sleep) ? fromSeconds((sleep as JsonObject).seconds) : undefined;
  return wait === undefined ? undefined : { sleep: wait };
}

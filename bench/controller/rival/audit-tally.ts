import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { AuditEvent } from '../../../test/testbed/audit.ts';
import { createTally, type Scaled, type Tally } from '../processes/tally.ts';

/** Counts what a real API server was asked by those that `isMeant` means, from its audit log; each call goes on where the last ended. */
export function createAuditTally(
  log: string,
  isMeant: (event: AuditEvent) => boolean,
): () => Tally {
  const read = createReader(log);
  read(); // what was before is not ours
  const watches = new Set<string>();
  return () => {
    const tally = createTally();
    const scaled: Scaled[] = [];
    for (const event of read().filter(isMeant)) {
      const { verb, requestURI, auditID } = event;
      const isWatch = verb === 'watch';
      // a watch is told when it begins, and again when it ends
      if (isWatch && watches.has(auditID)) continue;
      if (isWatch) watches.add(auditID);
      const { pathname } = new URL(requestURI, 'http://localhost');
      tally.count({
        method: methods[verb] ?? verb,
        path: pathname,
        query: { watch: String(isWatch) },
      });
      scaled.push(...scaleIn(event));
    }
    return { counts: tally.take().counts, scaled };
  };
}

const methods: Readonly<Record<string, string>> = {
  get: 'GET',
  list: 'GET',
  watch: 'GET',
  create: 'POST',
  update: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
};

/** The moment at which a scale reached the server, and not the one at which it was written down. */
function scaleIn({
  verb,
  objectRef,
  responseStatus,
  requestReceivedTimestamp,
}: AuditEvent): Scaled[] {
  const isScale = objectRef?.resource === 'deployments' && objectRef.subresource === 'scale';
  const isWrite = verb === 'update' || verb === 'patch';
  if (!isScale || !isWrite || responseStatus?.code !== 200) return [];
  const [, whole = '', micros = '0'] = /^(.*)\.(\d+)Z$/.exec(requestReceivedTimestamp) ?? [];
  const at = Date.parse(`${whole}Z`) + Number(`0.${micros}`) * 1_000;
  return [{ name: objectRef.name ?? '', at }];
}

function createReader(path: string): () => readonly AuditEvent[] {
  let offset = 0;
  let rest = '';
  return () => {
    const file = openSync(path, 'r');
    const { size } = fstatSync(file);
    const part = Buffer.alloc(size - offset);
    readSync(file, part, 0, part.length, offset);
    closeSync(file);
    offset = size;
    const lines = `${rest}${part.toString('utf8')}`.split('\n');
    rest = lines.pop() ?? '';
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
  };
}

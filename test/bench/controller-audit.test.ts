import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createAuditTally } from '../../bench/controller/rival/audit-tally.ts';
import { inFolder } from '../cli/folder.ts';

let ids = 0;

function line(verb: string, requestURI: string, more: object = {}): string {
  ids += 1;
  const event = {
    auditID: `id-${ids}`,
    stage: 'ResponseComplete',
    verb,
    requestURI,
    user: { username: 'admin', groups: [] },
    userAgent: 'ours/1',
    requestReceivedTimestamp: '2026-11-22T08:00:00.250500Z',
    ...more,
  };
  return `${JSON.stringify(event)}\n`;
}

const scale = '/apis/apps/v1/namespaces/a/deployments/b/scale';
const objectRef = { resource: 'deployments', subresource: 'scale', name: 'b' };
const isOurs = ({ userAgent }: { userAgent?: string }) => userAgent === 'ours/1';

test('of an audit log only what came since counts, each watch once, and lines that are half written wait', () =>
  inFolder((folder) => {
    const log = join(folder, 'audit.log');
    writeFileSync(log, line('list', '/api/v1/pods'));
    const tally = createAuditTally(log, isOurs);
    assert.equal(tally().counts, {});

    const half = line('create', '/apis/events.k8s.io/v1/namespaces/a/events');
    const watch = { auditID: 'watch-1' };
    appendFileSync(
      log,
      line('watch', '/api/v1/namespaces/a/pods?watch=true', {
        ...watch,
        stage: 'ResponseStarted',
      }) +
        line('list', '/api/v1/pods', { userAgent: 'another' }) +
        half.slice(0, 20),
    );
    assert.equal(tally().counts, { 'WATCH pods': 1 });
    appendFileSync(log, half.slice(20) + line('watch', '/api/v1/namespaces/a/pods', watch));
    assert.equal(tally().counts, { 'POST events': 1 });
  }));

test('a scale has the microsecond at which it reached the server, and one that was refused is none', () =>
  inFolder((folder) => {
    const log = join(folder, 'audit.log');
    writeFileSync(log, '');
    const tally = createAuditTally(log, isOurs);
    const answered = (code: number) => ({ objectRef, responseStatus: { code } });
    appendFileSync(log, line('patch', scale, answered(409)) + line('update', scale, answered(200)));
    const { scaled, counts } = tally();
    assert.equal(scaled, [{ name: 'b', at: Date.parse('2026-11-22T08:00:00Z') + 250.5 }]);
    assert.equal(counts, { 'PATCH deployments/scale': 1, 'PUT deployments/scale': 1 });
  }));

test('what the autoscaler asks for its metrics counts together, whatever they are called', () =>
  inFolder((folder) => {
    const log = join(folder, 'audit.log');
    writeFileSync(log, '');
    const tally = createAuditTally(log, isOurs);
    const all = '/apis/external.metrics.k8s.io/v1beta1/namespaces/a';
    appendFileSync(log, line('list', `${all}/one`) + line('list', `${all}/two`));
    assert.equal(tally().counts, { 'GET externalmetrics': 2 });
  }));

test.run();

import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/report.ts';
import type { Place } from '../import/place.ts';
import { show } from '../validation/validate.ts';
import { hasPassword, parseBroker, withoutPassword } from './broker.ts';
import type { WrittenWorkerPool } from './pool.ts';

/** Checks the three addresses of a pool, and warns of passwords in them: the document "as it is" must still compile. */
export function checkAddresses(
  { rabbitHostname, redisUrl, prometheusUrl }: WrittenWorkerPool['spec'],
  place: Place,
): readonly Diagnostic[] {
  return [
    ...checkBroker(rabbitHostname, place),
    ...checkUrl('redisUrl', redisUrl, redis, place),
    ...checkUrl('prometheusUrl', prometheusUrl, prometheus, place),
  ];
}

const redis = { form: /^rediss?:\/\/[^\s/]/, example: 'redis://redis:6379' };
const prometheus = {
  form: /^https?:\/\/[^\s/]\S*$/,
  example: 'http://monitoring-prometheus.default:9090',
};

function checkBroker(text: string, place: Place): readonly Diagnostic[] {
  const broker = parseBroker(text);
  if (broker?.credentials !== undefined) return [reportPassword('rabbitHostname', place)];
  if (broker !== undefined) return [];
  const message = `\`spec.rabbitHostname\` must be what follows amqp://, got ${show(withoutPassword(text))}`;
  const help = 'write a host such as rabbitmq.default, or user:password@host:port/vhost';
  const at = place(['spec', 'rabbitHostname'], 'value');
  return [diagnose('hyperflow-value', message, { ...at, help })];
}

function checkUrl(
  field: 'redisUrl' | 'prometheusUrl',
  url: string,
  { form, example }: { readonly form: RegExp; readonly example: string },
  place: Place,
): readonly Diagnostic[] {
  if (!form.test(url)) {
    const message = `\`spec.${field}\` must be a URL such as ${example}, got ${show(withoutPassword(url))}`;
    return [diagnose('invalid-url', message, place(['spec', field], 'value'))];
  }
  return hasPassword(url) ? [reportPassword(field, place)] : [];
}

/** In the words of the check that every pool goes through, so that the two findings are one, with this remedy. */
function reportPassword(field: string, place: Place): Diagnostic {
  const message = `\`spec.${field}\` must not hold a credential in plain text, got a password inside a URL`;
  const help =
    "as it is, dist/ carries the password as the operator's Deployment does; `roster import hyperflow` puts a Secret in its place";
  const at = place(['spec', field], 'value');
  return diagnose('plain-text-credentials', message, { ...at, help, severity: 'warning' });
}

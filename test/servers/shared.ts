import { needs } from '../skips.ts';
import { teardowns } from '../teardowns.ts';
import { findProgram } from './find-program.ts';
import { type PrometheusServer, startPrometheus } from './prometheus/prometheus-server.ts';
import { type Broker, startBroker } from './rabbitmq/broker.ts';
import { type RedisServer, startRedis } from './redis/redis-server.ts';

// The script in /usr/sbin changes the user; the one it calls lies here.
const rabbitmqServer = findProgram('rabbitmq-server', ['/usr/lib/rabbitmq/bin']);
const epmd = findProgram('epmd');
const prometheusServer = findProgram('prometheus');
const redisServer = findProgram('redis-server');

/** Registers a test that needs the broker, or skips it by name where RabbitMQ is missing; so do the next two. */
export const withRabbitmq = needs(
  'RabbitMQ',
  rabbitmqServer !== undefined && epmd !== undefined,
  'package rabbitmq-server',
);

export const withPrometheus = needs(
  'Prometheus',
  prometheusServer !== undefined,
  'package prometheus',
);

export const withRedis = needs('Redis', redisServer !== undefined, 'package redis-server');

/** The one broker of a test run, started when the first test asks and stopped after the last; so are the next two. */
export const rabbitmq: () => Promise<Broker> = once(() =>
  startBroker({ server: there(rabbitmqServer), epmd: there(epmd) }),
);

export const prometheus: () => Promise<PrometheusServer> = once(() =>
  startPrometheus(there(prometheusServer)),
);

export const redis: () => Promise<RedisServer> = once(() => startRedis(there(redisServer)));

function once<T extends { readonly close: () => Promise<void> }>(start: () => Promise<T>) {
  let started: Promise<T> | undefined;
  return () => {
    if (started === undefined) {
      const starting = start();
      started = starting;
      // Where it did not start, the test has said so.
      teardowns.push(() =>
        starting.then(
          ({ close }) => close(),
          () => undefined,
        ),
      );
    }
    return started;
  };
}

function there(program: string | undefined): string {
  if (program === undefined) throw new Error('the server is not installed');
  return program;
}

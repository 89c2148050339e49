import { conformsAsSource } from '../../../conformance/source.ts';
import { redis, withRedis } from '../../../servers/shared.ts';
import { makeRedisSubject } from './subject.ts';

for (const way of ['plain', 'TLS'] as const) {
  conformsAsSource(`Redis, ${way}`, async () => makeRedisSubject(await redis(), way), withRedis);
}

import { conformsAsSource } from '../../../conformance/source.ts';
import { prometheus, withPrometheus } from '../../../servers/shared.ts';
import { makePrometheusSubject } from './subject.ts';

conformsAsSource(
  'Prometheus',
  async () => makePrometheusSubject(await prometheus()),
  withPrometheus,
);

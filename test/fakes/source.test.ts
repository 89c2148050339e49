import { createRealClock } from '../../src/runtime/real-clock.ts';
import { keyOf, type RuntimeSignal } from '../../src/runtime/signals/wanted-signal.ts';
import { conformsAsSource } from '../conformance/source.ts';
import { createFakeSource } from './source.ts';

function signalOf(query: string): RuntimeSignal {
  return { source: 'prometheus', connection: 'main', query };
}

conformsAsSource('the fake', async () => {
  const clock = createRealClock();
  const source = createFakeSource('fake.main', clock);
  return {
    source,
    clock,
    put: async (name, units) => {
      source.set(keyOf(signalOf(name)), units);
      return signalOf(name);
    },
    absent: signalOf('absent'),
    cut: async () => source.cut('away'),
    hang: async () => source.cut('no answer'),
    mend: async () => source.mend(),
    open: () => 0,
    close: async () => undefined,
  };
});

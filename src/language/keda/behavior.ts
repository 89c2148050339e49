import type { Json, JsonObject } from '../../model/json.ts';
import { mapsIn, partOf } from '../import/part.ts';
import { fromSeconds } from '../import/pod-probe.ts';
import type { Problem } from './trigger.ts';

/** How fast the number may move, in the words of a policy. */
export interface ReadBehavior {
  readonly rates: JsonObject;
  /** Seconds that a wish for fewer must last. */
  readonly window: number;
  readonly notes: readonly string[];
}

const usualWindow = 300;

/** Reads the behavior of a HorizontalPodAutoscaler; where nothing is written the defaults of Kubernetes hold, which are rates too. */
export function readBehavior(behavior: Json | undefined, pool: string): ReadBehavior | Problem {
  const up = partOf(behavior, 'scaleUp');
  const down = partOf(behavior, 'scaleDown');
  if (up.selectPolicy === 'Disabled')
    return { problem: 'its autoscaler may not scale up (`selectPolicy: Disabled`)' };
  const isStill = down.selectPolicy === 'Disabled';
  const growth = Array.isArray(up.policies) ? rateOf(up) : usualGrowth;
  const shrinking = isStill ? slowest : rateOf(down);
  const window = down.stabilizationWindowSeconds;
  return {
    rates: { up: growth, ...(shrinking && !isAllAtOnce(shrinking) && { down: shrinking }) },
    window: isStill ? 3600 : typeof window === 'number' ? window : usualWindow,
    notes: isStill
      ? [
          `${pool}: its autoscaler never took a worker away (\`selectPolicy: Disabled\`); a policy can only be slow: one worker in 30 minutes, after an hour`,
        ]
      : [],
  };
}

const usualGrowth: JsonObject = { workers: 4, percent: 100, per: '15s' };
const slowest: JsonObject = { workers: 1, per: '30m' };

/** The first policy of each kind that has the period of the first; of the smaller of two the first is near enough to be shown as a difference. */
function rateOf(rules: Readonly<Record<string, Json>>): JsonObject | undefined {
  const policies = mapsIn(rules.policies);
  const [first] = policies;
  if (first === undefined) return undefined;
  const per = fromSeconds(first.periodSeconds);
  const usable = (rules.selectPolicy === 'Min' ? [first] : policies).filter(
    ({ periodSeconds }) => periodSeconds === first.periodSeconds,
  );
  const amountOf = (type: string) => usable.find((one) => one.type === type)?.value;
  const [workers, percent] = [amountOf('Pods'), amountOf('Percent')];
  return {
    ...(workers !== undefined && { workers }),
    ...(percent !== undefined && { percent }),
    ...(per !== undefined && { per }),
  };
}

function isAllAtOnce({ workers, percent, per }: JsonObject): boolean {
  return workers === undefined && percent === 100 && per === '15s';
}

import type { Rate, Scaling } from '../../model/scaling.ts';
import { seconds } from '../../model/units.ts';

/** How the HPA that KEDA makes may move. */
export interface ScaleBehavior {
  readonly scaleUp: ScalingRules;
  readonly scaleDown: ScalingRules;
}

export interface ScalingRules {
  readonly stabilizationWindowSeconds: number;
  readonly selectPolicy?: 'Max';
  readonly policies?: readonly ScalingPolicy[];
}

export interface ScalingPolicy {
  readonly type: 'Pods' | 'Percent';
  readonly value: number;
  readonly periodSeconds: number;
}

/** The longest window that the HPA accepts. */
const LONGEST_WINDOW = 3600;

/** Up at once, down after the hold, at the policy's rates. */
export function scaleBehavior({ hold, up, down, max }: Scaling): ScaleBehavior {
  return {
    scaleUp: { stabilizationWindowSeconds: 0, ...limits(up ?? unlimited(max)) },
    scaleDown: {
      stabilizationWindowSeconds: Math.min(seconds(hold), LONGEST_WINDOW),
      // Left out, the HPA may remove all at once, which is what no rate means.
      ...(down === undefined ? {} : limits(down)),
    },
  };
}

/** Left out, the HPA would grow by no more than four pods or 100 % in 15 s, which no policy said. */
function unlimited(max: number): Limits {
  return { workers: max, periodSeconds: 15 };
}

interface Limits {
  readonly workers?: number;
  readonly percent?: number;
  readonly periodSeconds: number;
}

function limits(rate: Rate | Limits): Pick<ScalingRules, 'selectPolicy' | 'policies'> {
  const { workers, percent } = rate;
  const periodSeconds = 'per' in rate ? seconds(rate.per) : rate.periodSeconds;
  const policies: ScalingPolicy[] = [];
  if (workers !== undefined) policies.push({ type: 'Pods', value: workers, periodSeconds });
  if (percent !== undefined) policies.push({ type: 'Percent', value: percent, periodSeconds });
  return policies.length === 0 ? {} : { selectPolicy: 'Max', policies };
}

import type * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import { hasNativeSidecars } from '../../model/native-sidecars.ts';
import type { Pod } from '../../model/pod.ts';
import { seconds } from '../../model/units.ts';
import { defined } from '../defined.ts';
import { container, sideContainer } from './container.ts';
import { placement } from './placement.ts';
import type { PodPlace } from './pod-place.ts';
import { automount, podSecurity } from './security.ts';
import { podVolumes } from './volumes.ts';

/** The pod, as far as the typed API can say it; `pod-template.ts` adds the rest. */
export function podSpec(pod: Pod, place: PodPlace): k8s.PodSpec {
  const isNative = hasNativeSidecars(place.kubernetes);
  const sidecars = pod.sidecars.map((one) => sideContainer(one, pod));
  const initContainers = [
    ...pod.initContainers.map((one) => sideContainer(one, pod)),
    ...(isNative ? sidecars : []),
  ];
  return defined<k8s.PodSpec>({
    restartPolicy: place.restartPolicy,
    serviceAccountName: place.serviceAccountName,
    automountServiceAccountToken: automount(pod.security),
    imagePullSecrets:
      pod.pullSecrets.length === 0 ? undefined : pod.pullSecrets.map((name) => ({ name })),
    priorityClassName: pod.priorityClass,
    terminationGracePeriodSeconds: seconds(pod.gracePeriod),
    securityContext: podSecurity(pod.security),
    ...placement(pod, place),
    initContainers: initContainers.length === 0 ? undefined : initContainers,
    containers: [container(pod, place.container), ...(isNative ? [] : sidecars)],
    volumes: pod.volumes.length === 0 ? undefined : podVolumes(pod.volumes),
  });
}

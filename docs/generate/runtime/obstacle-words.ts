import type { Obstacle } from '../../../src/runtime/controller/cell/obstacle.ts';
import type { Word } from './word.ts';

export type Obstacles = Readonly<Record<Obstacle['reason'], Word>>;

/** What keeps the controller from scaling a pool. In all of them the number of workers stays as it is. */
export const obstacleWords: Obstacles = {
  Invalid: {
    status: 'False',
    means: 'The WorkerPool cannot be read; the message names the fields.',
    remedy:
      'Correct the policy and sync; a resource of a newer compiler needs the newer controller.',
  },
  Unreadable: {
    status: 'False',
    means:
      'The controller may not list Deployments, pods or HorizontalPodAutoscalers of the namespace.',
    remedy: 'Sync the Role `roster-controller` of that namespace.',
  },
  DeploymentMissing: {
    status: 'False',
    means: 'The Deployment of the pool is not there.',
    remedy: 'Sync the policies.',
  },
  OwnedByAnother: {
    status: 'False',
    means:
      'A HorizontalPodAutoscaler or ScaledObject scales the same Deployment. The controller stays out of it.',
    remedy: 'Delete the other one, or give the pool another `engine`.',
  },
  GroupMissing: {
    status: 'False',
    means: 'The CapacityGroup that the pool names is not there.',
    remedy: 'Sync the policies.',
  },
  GroupInvalid: {
    status: 'False',
    means: 'The CapacityGroup that the pool names cannot be read; the message names the fields.',
    remedy: 'Correct the policy of the group and sync.',
  },
  DecisionFailed: {
    status: 'False',
    means: 'The program has an error. It tries again by itself.',
    remedy: 'Report it with the line `deciding about …` of the log.',
  },
  Forbidden: {
    status: 'False',
    means: 'The API server forbids to scale the Deployment: the Role is older than the policy.',
    remedy: 'Sync; `kubectl auth can-i` tells who may what.',
  },
  Refused: {
    status: 'False',
    means:
      'The API server takes the number for wrong, or an admission policy or webhook refuses it.',
    remedy: 'The message is that of the refusal.',
  },
};

/** What keeps us from scaling a pool: its number of workers stays, and the condition `Ready` says why. */
export interface Obstacle {
  /** CamelCase, for the condition. */
  readonly reason:
    | 'Invalid'
    | 'Unreadable'
    | 'DeploymentMissing'
    | 'OwnedByAnother'
    | 'GroupMissing'
    | 'GroupInvalid'
    | 'DecisionFailed'
    | 'Forbidden'
    | 'Refused';
  readonly message: string;
}

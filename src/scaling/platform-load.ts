/** The load of one model on an Oasis platform, by the newest snapshot of its queues. */
export interface PlatformLoad {
  /** Sub-tasks of the present phases of its analyses, whatever their state. */
  readonly tasks: number;
  readonly analyses: number;
  /** The highest priority of its analyses, 1 to 10; 1 while there are none. */
  readonly priority: number;
  /** The body of its scaling_configuration as the API gave it, last good one; `undefined` while none was read. */
  readonly settings: unknown;
}

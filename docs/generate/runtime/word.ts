/** What a reason of a condition means and what to do about it; nothing to do where all is well. */
export interface Word {
  readonly status: 'True' | 'False' | 'Unknown';
  readonly means: string;
  readonly remedy?: string;
}

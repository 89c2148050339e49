/** What benchmarks download, generate and build; git does not see it. Relative to the project, where npm runs scripts. */
export const cache = 'bench/.cache';

/** What benchmarks find out. */
export const results = 'bench/results';

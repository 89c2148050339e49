import type { Stage } from './model.ts';

/** Situations with several pools, made up to hold what algorithms.md calls hard: many short tasks beside few long ones. */
export const scenarios: Readonly<Record<string, readonly Stage[]>> = {
  manyShortFewLong: [
    { name: 'short', pool: 'short', tasks: 1242, seconds: 6, at: 0 },
    { name: 'long', pool: 'long', tasks: 40, seconds: 150, at: 0 },
    { name: 'middle', pool: 'middle', tasks: 100, seconds: 50, at: 60 },
    { name: 'late', pool: 'late', tasks: 60, seconds: 60, at: 120 },
  ],
  stages: [
    { name: 'project', pool: 'project', tasks: 300, seconds: 12, at: 0 },
    { name: 'diff', pool: 'diff', tasks: 1200, seconds: 4, after: 'project' },
    { name: 'background', pool: 'background', tasks: 300, seconds: 8, after: 'diff' },
    { name: 'add', pool: 'add', tasks: 4, seconds: 90, after: 'background' },
    { name: 'individuals', pool: 'individuals', tasks: 80, seconds: 100, at: 60 },
    { name: 'merge', pool: 'merge', tasks: 8, seconds: 60, after: 'individuals' },
    { name: 'map', pool: 'map', tasks: 400, seconds: 30, at: 120 },
    { name: 'sort', pool: 'sort', tasks: 40, seconds: 20, after: 'map' },
  ],
  waves: [
    ...Array.from({ length: 12 }, (_, wave) => ({
      name: `wave${wave}`,
      pool: 'waves',
      tasks: 60,
      seconds: 5,
      at: wave * 90,
    })),
    { name: 'long', pool: 'long', tasks: 90, seconds: 120, at: 0 },
    { name: 'longer', pool: 'longer', tasks: 30, seconds: 300, at: 30 },
  ],
  bursts: [
    { name: 'hog', pool: 'hog', tasks: 1500, seconds: 20, at: 0 },
    ...Array.from({ length: 6 }, (_, burst) => ({
      name: `burst${burst}`,
      pool: 'bursts',
      tasks: 12,
      seconds: 10,
      at: 60 + burst * 100,
    })),
  ],
  alike: ['a', 'b', 'c', 'd'].map((pool, index) => ({
    name: pool,
    pool,
    tasks: 200,
    seconds: 20,
    at: index * 60,
  })),
};

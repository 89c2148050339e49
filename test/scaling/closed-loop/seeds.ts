/** The seeds of the courses that are played: `COURSES=1000+2500` plays 2,500 of them from seed 1,000 on. */
export function seeds(usual: number): readonly number[] {
  const asked = /^(\d+)\+(\d+)$/.exec(process.env.COURSES ?? '');
  const [first, count] = asked === null ? [0, usual] : [Number(asked[1]), Number(asked[2])];
  return Array.from({ length: count }, (_, index) => first + index);
}

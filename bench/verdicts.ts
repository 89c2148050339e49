/** What was measured, held against a budget or an aim. */
export interface Verdict<Unit extends string = string> {
  readonly what: string;
  readonly limit: number;
  readonly measured: number;
  readonly unit: Unit;
  readonly isMet: boolean;
}

/** How verdicts of one benchmark are written; `shown` writes a number with its unit. */
export function verdictWriter<Unit extends string>(shown: (number: number, unit: Unit) => string) {
  const describe = ({ what, measured, limit, unit }: Verdict<Unit>) =>
    `${what}: ${shown(measured, unit)} of ${shown(limit, unit)}`;
  const row = ({ what, measured, limit, unit, isMet }: Verdict<Unit>): readonly string[] => [
    isMet ? 'PASS' : '**FAIL**',
    what,
    shown(measured, unit),
    shown(limit, unit),
  ];
  return {
    row,
    aimRow: (aim: Verdict<Unit>): readonly string[] => [
      aim.isMet ? 'met' : 'not met',
      ...row(aim).slice(1),
    ],
    /** PASS or FAIL for each budget, and whether each aim is reached, for a terminal. */
    lines: (budgets: readonly Verdict<Unit>[], aims: readonly Verdict<Unit>[]): string =>
      [
        ...budgets.map((one) => `${one.isMet ? 'PASS' : 'FAIL'}  ${describe(one)}`),
        ...aims.map((one) => `aim ${one.isMet ? 'met' : 'not met'}: ${describe(one)}`),
        '',
      ].join('\n'),
  };
}

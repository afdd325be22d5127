import { NOISES, type NoiseName } from '../../unit/core/statistics/noise';
import { claimed, claimedInReports, covered } from '../../unit/core/statistics/simulations';

/** What the statistics say of simulated series whose truth is known. */
export interface ClaimRow {
  readonly question: 'difference between equal targets' | '20 % difference' | 'interval holds the true median';
  readonly noise: NoiseName;
  readonly runs: number;
  readonly series: number;
  /** The statistics by themselves, or whole run and series reports made of simulated times. */
  readonly through: 'statistics' | 'reports';
  readonly inHundred: number;
}

const SERIES = 1000;
const COVERAGE_SERIES = 5000;
/** Where "10 % noise" has a meaning: not with a log-normal spread of 40 %. */
const TEN_PER_CENT: readonly NoiseName[] = ['normal', 'heavyTailed', 'withOutliers'];

export function claimRows(): ClaimRow[] {
  const equal = { question: 'difference between equal targets', runs: 10, series: SERIES } as const;
  const slower = { question: '20 % difference', runs: 20, series: SERIES } as const;
  const interval = {
    question: 'interval holds the true median',
    series: COVERAGE_SERIES,
    through: 'statistics',
  } as const;
  const pairs = (row: typeof equal | typeof slower, noise: NoiseName): ClaimRow[] => {
    const simulation = { ...row, noise, factor: row === equal ? 1 : 1.2 };
    return [
      { ...row, noise, through: 'reports', inHundred: claimedInReports(simulation) },
      { ...row, noise, through: 'statistics', inHundred: claimed(simulation) },
    ];
  };
  return [
    ...NOISES.flatMap((noise) => pairs(equal, noise)),
    ...TEN_PER_CENT.flatMap((noise) => pairs(slower, noise)),
    ...NOISES.flatMap((noise) =>
      [10, 20].map((runs) => ({
        ...interval,
        noise,
        runs,
        inHundred: covered({ noise, runs, series: COVERAGE_SERIES }),
      })),
    ),
  ];
}

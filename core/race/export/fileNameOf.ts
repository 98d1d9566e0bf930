import { fileName } from '../../experiment/describe.ts';
import type { Race } from '../race.ts';
import { exportedRuns } from './runFacts.ts';

/** Longer names are cut at a whole part. */
const longest = 60;

/**
 * `valley-sgd-momentum-adam.png`: problem and optimizers, in letters that every file system takes.
 * @param only Number of the run that is in it: `valley-adam-run-2.csv`. Default: all are.
 */
export function fileNameOf(race: Race, extension: string, only?: number): string {
  const { experiment } = race;
  const runs = exportedRuns(race, only).map(([, run]) => run);
  const { problem } = experiment;
  const subject =
    'surface' in problem
      ? problem.surface
      : 'formula' in problem
        ? problem.formula
        : 'data' in problem
          ? problem.data
          : fileName(problem.csv).replace(/\.csv$/i, '');
  const optimizers = [...new Set(runs.map(({ spec }) => spec.optimizer))];
  const begin =
    safe(subject)
      .slice(0, longest / 2)
      .replace(/-$/, '') || 'race';
  const all = [begin, ...optimizers.map(safe)].join('-');
  const name = all.length <= longest ? all : `${begin}-${optimizers.length}-optimizers`;
  return `${name}${only === undefined ? '' : `-run-${only}`}.${extension}`;
}

/** Small letters, digits and single hyphens. */
function safe(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

import { fileName } from '../../experiment/describe.ts';
import type { Race } from '../race.ts';

/** Longer names are cut at a whole part. */
const longest = 60;

/** `valley-sgd-momentum-adam.png`: problem and optimizers, in letters that every file system takes. */
export function fileNameOf({ experiment }: Pick<Race, 'experiment'>, extension: string): string {
  const { problem } = experiment;
  const subject =
    'surface' in problem
      ? problem.surface
      : 'formula' in problem
        ? problem.formula
        : 'data' in problem
          ? problem.data
          : fileName(problem.csv).replace(/\.csv$/i, '');
  const optimizers = [...new Set(experiment.optimizers.map(({ optimizer }) => optimizer))];
  const begin =
    safe(subject)
      .slice(0, longest / 2)
      .replace(/-$/, '') || 'race';
  const all = [begin, ...optimizers.map(safe)].join('-');
  const name = all.length <= longest ? all : `${begin}-${optimizers.length}-optimizers`;
  return `${name}.${extension}`;
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

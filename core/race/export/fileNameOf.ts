import { fileName } from '../../experiment/describe.ts';
import type { Race } from '../race.ts';
import type { Shown } from '../shown.ts';

/** Longer names are cut at a whole part. */
const longest = 60;

/**
 * `valley-sgd-momentum-adam.png`: problem and optimizers, in letters that every file system takes. Runs on several problems
 * are just runs.
 */
export function fileNameOf({ races, runs }: Pick<Shown, 'races' | 'runs'>, extension: string): string {
  const subjects = new Set(races.map(subjectOf));
  const [first = ''] = subjects;
  const subject = subjects.size > 1 ? 'runs' : first;
  const optimizers = [...new Set(runs.map(({ spec }) => spec.optimizer))];
  const begin =
    safe(subject)
      .slice(0, longest / 2)
      .replace(/-$/, '') || 'race';
  const all = [begin, ...optimizers.map(safe)].join('-');
  const name = all.length <= longest ? all : `${begin}-${optimizers.length}-optimizers`;
  return `${name}.${extension}`;
}

function subjectOf({ experiment: { problem } }: Race): string {
  if ('surface' in problem) return problem.surface;
  if ('formula' in problem) return problem.formula;
  return 'data' in problem ? problem.data : fileName(problem.csv).replace(/\.csv$/i, '');
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

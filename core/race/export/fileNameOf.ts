import { fileName } from '../../experiment/describe.ts';
import type { Experiment, Problem } from '../../experiment/schema.ts';
import type { RaceOrLog } from '../race.ts';
import type { Shown } from '../shown.ts';

/** Longer names are cut at a whole part. */
const longest = 60;

/**
 * `valley-sgd-momentum-adam.png`: problem and optimizers, in letters that every file system takes. Runs on several problems
 * are just runs; one of several of a race has its number: `valley-adam-run-1.csv`.
 */
export function fileNameOf({ races, runs }: Pick<Shown, 'races' | 'runs'>, extension: string): string {
  const [run, ...others] = runs;
  const isOne = run && others.length === 0 && run.race.runs.length > 1;
  return nameOf(
    races.map(subjectOfRace),
    runs.map(({ spec }) => spec.optimizer),
    isOne ? `-run-${run.number}.${extension}` : `.${extension}`,
  );
}

export function fileNameOfExperiment({ problem, optimizers }: Experiment, extension: string): string {
  return nameOf(
    [subjectOf(problem)],
    optimizers.map(({ optimizer }) => optimizer),
    `.${extension}`,
  );
}

function nameOf(named: readonly string[], ids: readonly string[], end: string): string {
  const subjects = new Set(named);
  const [first = ''] = subjects;
  const subject = subjects.size > 1 ? 'runs' : first;
  const optimizers = [...new Set(ids)];
  const begin =
    safeName(subject)
      .slice(0, longest / 2)
      .replace(/-$/, '') || 'race';
  const all = [begin, ...optimizers.map((id) => safeName(stem(id)))].join('-');
  const name = all.length <= longest ? all : `${begin}-${optimizers.length}-optimizers`;
  return `${name}${end}`;
}

function subjectOfRace({ experiment, log }: RaceOrLog): string {
  return experiment ? subjectOf(experiment.problem) : log.name.replace(/\.(csv|jsonl?|ndjson)$/i, '');
}

function subjectOf(problem: Problem): string {
  if ('surface' in problem) return problem.surface;
  if ('formula' in problem) return problem.formula;
  return 'data' in problem ? problem.data : fileName(problem.csv).replace(/\.csv$/i, '');
}

/** `mine` of `./rules/mine.optimizer`. */
function stem(id: string): string {
  return id.endsWith('.optimizer') ? fileName(id).replace(/\.optimizer$/, '') : id;
}

/** Small letters, digits and single hyphens. */
export function safeName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

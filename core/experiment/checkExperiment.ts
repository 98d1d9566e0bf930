/** What a schema can't say: names that must exist, and values that depend on the optimizer or the data. */
import { findOptimizer, optimizers } from '../optimizers/index.ts';
import { datasets, findDataset } from '../problems/data/index.ts';
import { findSurface, surfaces } from '../problems/surfaces/index.ts';
import { formatRange, inRange } from '../rule/range.ts';
import { type Fault, pathName, valueName } from './errors.ts';
import { countRuns, expandExperiment, largestRunCount, largestStepCount } from './expand.ts';
import type { Experiment } from './schema.ts';

/** Everything wrong with an experiment of the right shape; empty if it can run. */
export function checkExperiment(experiment: Experiment): Fault[] {
  const faults: Fault[] = [];
  const expect = (fine: boolean, path: readonly PropertyKey[], value: unknown, expected: string) => {
    if (!fine)
      faults.push({ path, message: `${pathName(path)} = ${valueName(value)} — expected ${expected}` });
  };

  const { problem } = experiment;
  if ('surface' in problem) {
    const known = findSurface(problem.surface) !== undefined;
    expect(known, ['problem', 'surface'], problem.surface, `one of ${ids(surfaces)}`);
    expect(
      experiment.epochs === undefined,
      ['epochs'],
      experiment.epochs,
      'steps in its place: a surface has no data',
    );
  } else {
    const dataset = findDataset(problem.data);
    expect(dataset !== undefined, ['problem', 'data'], problem.data, `one of ${ids(datasets)}`);
    expect(
      experiment.steps === undefined,
      ['steps'],
      experiment.steps,
      'epochs in its place: passes over the data',
    );
    experiment.batch_size.forEach((size, index) => {
      const fits = size === 'full' || dataset === undefined || size <= dataset.rows;
      const expected = `1 to ${dataset?.rows} (the rows of ${problem.data}) or "full"`;
      expect(fits, ['batch_size', index], size, expected);
    });
  }

  experiment.optimizers.forEach((contestant, index) => {
    const path = ['optimizers', index];
    const optimizer = findOptimizer(contestant.optimizer);
    expect(
      optimizer !== undefined,
      [...path, 'optimizer'],
      contestant.optimizer,
      `one of ${ids(optimizers)}`,
    );
    if (!optimizer) return;
    for (const [name, value] of Object.entries(contestant.hyperparameters ?? {})) {
      const known = optimizer.rule.hyperparameters.find((each) => each.name === name);
      const names = optimizer.rule.hyperparameters.map((each) => each.name).filter((each) => each !== 'lr');
      const at = [...path, 'hyperparameters', name];
      if (name === 'lr') expect(false, at, value, `${pathName([...path, 'lr'])} = [${value}] in its place`);
      else if (!known)
        expect(
          false,
          at,
          value,
          names.length > 0 ? `one of ${names.join(', ')}` : `none: ${contestant.optimizer} has only lr`,
        );
      else expect(inRange(value, known.range), at, value, formatRange(name, known.range));
    }
  });

  const runs = countRuns(experiment);
  if (runs > largestRunCount) faults.push(tooMany(runs, 'runs', largestRunCount));
  if (faults.length > 0) return faults;
  const steps = expandExperiment(experiment).reduce((sum, run) => sum + run.steps, 0);
  return steps > largestStepCount ? [tooMany(steps, 'steps over all runs', largestStepCount)] : [];
}

function tooMany(count: number, what: string, limit: number): Fault {
  const [is, most] = [count, limit].map((number) => number.toLocaleString('en'));
  return { path: [], message: `experiment = ${is} ${what} — expected at most ${most}` };
}

function ids(entries: readonly { readonly id: string }[]): string {
  return entries.map((entry) => entry.id).join(', ');
}

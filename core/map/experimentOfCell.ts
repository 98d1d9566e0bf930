import { problemName } from '../experiment/describe.ts';
import { experimentOfRun } from '../experiment/experimentOfRun.ts';
import type { Experiment } from '../experiment/schema.ts';
import { clipped } from '../format.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import type { MapSpec } from './mapSpec.ts';
import { runAt } from './runAt.ts';

/** A formula may be of any length. */
const longestProblem = 60;

/** The experiment that has the run of a cell, and no other. Its title has rounded numbers, its run those of the cell. */
export function experimentOfCell(experiment: Experiment, spec: MapSpec, x: number, y: number): Experiment {
  const run = runAt(spec, x, y);
  const { map: _, stop: __, ...rest } = experiment;
  const rounded = (value: number) => Number(value.toPrecision(4));
  const parts = [
    clipped(problemName(experiment.problem, undefined), longestProblem),
    ruleOf(run)?.name ?? run.optimizer,
    `${spec.x.setting} ${rounded(x)}`,
    `${spec.y.setting} ${rounded(y)}`,
  ];
  return {
    ...experimentOfRun({ ...rest, problem: run.problem }, { ...run, id: '' }),
    // A small part of a map may be computed in another precision than all of it.
    ...(run.engine === 'float64' && { engine: run.engine }),
    title: parts.join(' · '),
  };
}

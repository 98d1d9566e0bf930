import { experimentOfRun } from '../experiment/experimentOfRun.ts';
import type { Experiment } from '../experiment/schema.ts';
import type { MapSpec } from './mapSpec.ts';
import { runAt } from './runAt.ts';

/** The experiment that has the run of a cell, and no other. */
export function experimentOfCell(experiment: Experiment, spec: MapSpec, x: number, y: number): Experiment {
  const run = runAt(spec, x, y);
  const { map: _, stop: __, ...rest } = experiment;
  return experimentOfRun({ ...rest, problem: run.problem }, { ...run, id: '' });
}

import { variesSettingsAlone } from '../experiment/map/mapSettings.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import { type Fault, faultAt } from '../fault.ts';
import { readExperiment } from '../lesson/exercise/faultsOf.ts';
import { mapOfExperiment } from '../map/mapSpec.ts';
import type { BoundaryProtocol } from './claim.ts';

/** In all views together. */
const mostSteps = 10_000_000;

/** What is wrong with the protocol, as far as nothing has to be run for it. */
export function boundaryFaults({ map, cells, zoom }: BoundaryProtocol): readonly Fault[] {
  const path = ['protocol', 'map'];
  const read = readExperiment(map, path);
  if ('faults' in read) return read.faults;
  const { experiment } = read;
  if (!trainsOnData(experiment.problem) || 'csv' in experiment.problem)
    return [faultAt([...path, 'problem'], experiment.problem, 'a model on data that ships')];
  if (!experiment.map) return [faultAt([...path, 'map'], experiment.map, 'two settings for the axes')];
  if (zoom.last < zoom.first)
    return [faultAt(['protocol', 'zoom', 'last'], zoom.last, `a number from first, ${zoom.first}, on`)];
  const spec = mapOfExperiment(experiment, undefined);
  if (!variesSettingsAlone(spec.run, [spec.x, spec.y]))
    return [faultAt([...path, 'map'], experiment.map, 'learning rates or other hyperparameters as its axes')];
  const steps = cells * cells * (zoom.last + 1) * spec.run.steps;
  if (steps <= mostSteps) return [];
  const [all, most] = [steps, mostSteps].map((count) => count.toLocaleString('en'));
  return [{ path: ['protocol'], message: `protocol has ${all} steps in all — expected at most ${most}` }];
}

/** What is wrong with a training in stages, as far as nothing has to be run for it. */
import { expandExperiment } from '../experiment/expand.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import { type Fault, faultAt } from '../fault.ts';
import { readExperiment, tooLong } from '../lesson/exercise/faultsOf.ts';
import type { StagesProtocol } from './claim.ts';
import { experimentOfStage } from './stages.ts';

/** In the order of the stages; of a problem that none can be trained on, once. */
export function stageFaults(protocol: StagesProtocol): readonly Fault[] {
  const { ways, seeds, problem } = protocol;
  const specs: RunSpec[] = [];
  for (const [number, stages] of ways.entries())
    for (const [place, stage] of stages.entries()) {
      const read = readExperiment(experimentOfStage(protocol, stage), ['protocol', 'ways', number, place]);
      if ('faults' in read) return read.faults.map(({ message }) => ({ path: ['protocol'], message }));
      if (!trainsOnData(read.experiment.problem) || 'csv' in read.experiment.problem)
        return [faultAt(['protocol', 'problem'], problem, 'a model on data that ships')];
      specs.push(...expandExperiment(read.experiment));
    }
  const all = specs.map(({ steps }) => ({ steps: steps * seeds.length }));
  const fault = tooLong(all, 'protocol');
  return fault === null ? [] : [{ path: ['protocol'], message: fault }];
}

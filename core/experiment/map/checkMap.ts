/** What is wrong with the field `map` of an experiment that could run without it. */
import { type Fault, faultAt } from '../../fault.ts';
import type { DataShape } from '../dataShape.ts';
import { rowsOf } from '../dataShape.ts';
import { everyCombination } from '../expand.ts';
import { trainsOnData } from '../modelProblem.ts';
import type { Experiment } from '../schema.ts';
import { axisOfChoice, settingName } from './axisOfChoice.ts';
import { mapSettings } from './mapSettings.ts';

/** @param shape Of the data. Where it isn't known, as of a CSV file that wasn't read, the axes are looked at later. */
export function checkMap(experiment: Experiment, shape: DataShape | undefined): Fault[] {
  const { map, problem } = experiment;
  const ofPrecision = faultsOfPrecision(experiment);
  if (!map || ('csv' in problem && !shape)) return ofPrecision;
  const [run] = everyCombination(experiment, shape);
  if (!run) return ofPrecision;
  const settings = mapSettings(run, rowsOf(problem, shape));
  const ofAxes = (['x', 'y'] as const).flatMap((side) => {
    const made = axisOfChoice(map[side], settings, ['map', side]);
    return 'fault' in made ? [made.fault] : [];
  });
  const faults = [...ofPrecision, ...ofAxes];
  const [x, y] = [settingName(map.x), settingName(map.y)];
  if (x === y) faults.push(faultAt(['map', 'y'], map.y, `another setting than that of map.x, ${x}`));
  const scales = experiment.scale_lr && [x, y].includes('batch_size');
  if (scales) faults.push(faultAt(['scale_lr'], experiment.scale_lr, 'none beside a map of batch sizes'));
  return faults;
}

function faultsOfPrecision({ map, problem, engine }: Experiment): Fault[] {
  const precision = map?.precision;
  const fault = (expected: string) => [faultAt(['map', 'precision'], precision, expected)];
  if (precision === undefined) return [];
  if (trainsOnData(problem)) return fault('none beside data: networks have that of "engine"');
  return precision === 'float32' && engine === 'float64' ? fault('"float64" beside "engine": "float64"') : [];
}

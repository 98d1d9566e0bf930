/** What a map is made of: one run of an experiment, and the two settings that change over the plane. */

import type { DataShape } from '../experiment/dataShape.ts';
import { rowsOf } from '../experiment/dataShape.ts';
import { ExperimentError } from '../experiment/errors.ts';
import { everyCombination } from '../experiment/expand.ts';
import { axisOfChoice } from '../experiment/map/axisOfChoice.ts';
import { faultOfAxis, type MapAxis } from '../experiment/map/mapAxis.ts';
import type { AxisChoice, MapChoice } from '../experiment/map/mapSchema.ts';
import { expectedOf, type MappedRun, type MapSetting, mapSettings } from '../experiment/map/mapSettings.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import type { Experiment } from '../experiment/schema.ts';
import { cellsOf, type MapCells } from './mapCells.ts';

export interface MapSpec {
  /** Nothing ends it before its last step, so that all of a map are equally long. */
  readonly run: MappedRun;
  /** Loss that counts as solved; null where none is set. */
  readonly target: number | null;
  /** To train on; null on surfaces. */
  readonly rows: number | null;
  /** Where runs on a surface are to be computed in single precision. Default: in double precision. */
  readonly precision?: 'float32';
  readonly x: MapAxis;
  readonly y: MapAxis;
}

/**
 * The first run of an experiment, over the plane of its field `map` or, without that, of the settings that tell most.
 * @param shape Of its data; undefined on surfaces.
 * @throws {ExperimentError} if an axis is wrong.
 */
export function mapOfExperiment(
  experiment: Experiment,
  shape: DataShape | undefined,
  choice: MapChoice | undefined = experiment.map,
): MapSpec {
  const [first] = everyCombination(experiment, shape);
  if (!first) throw new RangeError('optimizers = none — expected at least one');
  const run = { ...first, stop: {} };
  const rows = rowsOf(experiment.problem, shape);
  const settings = mapSettings(run, rows);
  const [x, y] = choice ? [choice.x, choice.y] : usualAxes(settings);
  const made = [axisOfChoice(x, settings, ['map', 'x']), axisOfChoice(y, settings, ['map', 'y'])];
  const faults = made.flatMap((each) => ('fault' in each ? [each.fault] : []));
  const [across, up] = made.flatMap((each) => ('axis' in each ? [each.axis] : []));
  if (!across || !up || faults.length > 0) throw new ExperimentError(faults);
  const target = experiment.target ?? experiment.stop?.target ?? null;
  const precision = choice?.precision ?? experiment.map?.precision;
  const isSingle = precision === 'float32' && !trainsOnData(experiment.problem);
  return { run, target, rows: rows ?? null, x: across, y: up, ...(isSingle && { precision }) };
}

/** Whether an axis may become wider than it is: nobody has said where it ends. */
export function isOpen(choice: AxisChoice): boolean {
  return typeof choice === 'string' || (choice.from === undefined && choice.to === undefined);
}

/** Whether its runs can have what is along two axes: a message of a page may be of any. */
export function canHave(spec: MapSpec, ...axes: readonly MapAxis[]): boolean {
  const settings = settingsOfMap(spec);
  return axes.every((axis) => {
    const setting = settings.find(({ name }) => name === axis.setting);
    if (!setting || faultOfAxis(axis)) return false;
    return expectedOf(setting, axis.from) === null && expectedOf(setting, axis.to) === null;
  });
}

/** Its columns and its rows. */
export function cellsOfMap(spec: MapSpec): readonly [MapCells, MapCells] {
  const settings = settingsOfMap(spec);
  const isWhole = (name: string) => settings.find((each) => each.name === name)?.isWhole ?? false;
  return [cellsOf(spec.x, isWhole(spec.x.setting)), cellsOf(spec.y, isWhole(spec.y.setting))];
}

export function settingsOfMap({ run, rows }: Pick<MapSpec, 'run' | 'rows'>): readonly MapSetting[] {
  return mapSettings(run, rows ?? undefined);
}

const wantedFirst = ['momentum', 'beta2', 'beta1', 'alpha', 'weight_decay'];

/** The names of two settings: the rate, and what is usually tuned beside it. */
export function usualAxes(settings: readonly Pick<MapSetting, 'name'>[]): readonly [string, string] {
  const names = settings.map(({ name }) => name);
  const x = names.includes('lr') ? 'lr' : (names[0] ?? 'lr');
  const others = names.filter((name) => name !== x);
  const y = wantedFirst.find((name) => others.includes(name)) ?? others[0] ?? x;
  return [x, y];
}

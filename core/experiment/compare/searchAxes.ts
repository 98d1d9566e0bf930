/** Which hyperparameters of its optimizers a comparison tunes, and along which axes. */
import type { Fault } from '../../fault.ts';
import { faultAt } from '../../fault.ts';
import { didYouMean } from '../../rule/syntax/errors.ts';
import { type DataShape, rowsOf } from '../dataShape.ts';
import { everyCombination } from '../expand.ts';
import { axisOfChoice, settingName } from '../map/axisOfChoice.ts';
import type { MapAxis } from '../map/mapAxis.ts';
import { type MapSetting, mapSettings } from '../map/mapSettings.ts';
import type { Experiment } from '../schema.ts';

export interface SearchAxis {
  readonly axis: MapAxis;
  /** Its place in `compare.search`. */
  readonly place: number;
}

/** Of each optimizer of an experiment, in their order, those of `compare.search` that it has; lr among them where it is named. */
export function searchAxes(experiment: Experiment, shape: DataShape | undefined): SearchAxis[][] {
  return settingsOfEach(experiment, shape).map((settings) =>
    (experiment.compare?.search ?? []).flatMap((choice, place) => {
      const made = axisOfChoice(choice, settings, ['compare', 'search', place]);
      return 'axis' in made ? [{ axis: made.axis, place }] : [];
    }),
  );
}

/** Names that no optimizer has, that are there twice, and ranges that one of them can't have. */
export function faultsOfSearch(experiment: Experiment, shape: DataShape | undefined): Fault[] {
  const all = settingsOfEach(experiment, shape);
  const known = [...new Set(all.flatMap((settings) => settings.map(({ name }) => name)))];
  const search = experiment.compare?.search ?? [];
  return search.flatMap((choice, place): Fault[] => {
    const path = ['compare', 'search', place];
    const name = settingName(choice);
    if (!known.includes(name))
      return [faultAt(path, name, `one of ${known.join(', ')}${didYouMean(name, known)}`)];
    if (search.findIndex((other) => settingName(other) === name) < place)
      return [faultAt(path, name, 'each setting once')];
    return all
      .filter((settings) => settings.some((each) => each.name === name))
      .flatMap((settings) => {
        const made = axisOfChoice(choice, settings, path);
        return 'fault' in made ? [made.fault] : [];
      })
      .slice(0, 1);
  });
}

function settingsOfEach(experiment: Experiment, shape: DataShape | undefined): MapSetting[][] {
  return experiment.optimizers.map((choice) => {
    const [run] = everyCombination({ ...experiment, optimizers: [choice] }, shape);
    return run ? mapSettings(run, rowsOf(experiment.problem, shape)).filter(({ isOfRule }) => isOfRule) : [];
  });
}

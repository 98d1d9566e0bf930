/** What can be along an axis of a map: the numbers that determine a run, each with the axis that it has by default. */

import { epochsAfter, stepsAfter } from '../../epochs.ts';
import { ruleOf } from '../../optimizers/ruleOf.ts';
import { formatRange, inRange } from '../../rule/check/range.ts';
import { numbersIn } from '../../rule/check/settings.ts';
import { keptByRate } from '../../rule/plan/keptByRate.ts';
import { resolve } from '../../rule/plan/resolve.ts';
import type { Hyperparameter, Range } from '../../rule/syntax/rule.ts';
import { batchesOf } from '../batchSize.ts';
import { layersOf } from '../layerRates.ts';
import { largestSeed } from '../limits.ts';
import { trainsOnData } from '../modelProblem.ts';
import type { RunSpec } from '../runSpec.ts';
import { rateOfSchedule } from '../scheduleOf.ts';
import { surfaceOf } from '../surfaceOf.ts';
import type { MapAxis } from './mapAxis.ts';

/** A run without its name. */
export type MappedRun = Omit<RunSpec, 'id'>;

export interface MapSetting {
  /** As experiments name it. */
  readonly name: string;
  /** `Learning rate` */
  readonly label: string;
  readonly range: Range;
  /** Whether it is the optimizer's, so that the best value is looked for, and also beyond its axis. */
  readonly isOfRule: boolean;
  /** Whether it counts. */
  readonly isWhole: boolean;
  /** What it is in the run. */
  readonly value: number;
  /** By default. */
  readonly axis: MapAxis;
}

/** @param rows To train on; undefined on surfaces. */
export function mapSettings(run: MappedRun, rows?: number): readonly MapSetting[] {
  if (!trainsOnData(run.problem)) return [...ofRule(run), ...ofSurface(run)];
  return [...ofRule(run), ...ofLayers(run), ...ofData(run, rows ?? 1)];
}

const labels: Readonly<Record<string, string>> = {
  lr: 'Learning rate',
  momentum: 'Momentum',
  weight_decay: 'Weight decay',
};

function ofRule(run: MappedRun): MapSetting[] {
  const values = numbersIn(run.hyperparameters);
  const hasOwnRate = rateOfSchedule(run.schedule) !== null;
  return (ruleOf(run)?.hyperparameters ?? [])
    .filter(({ name }) => name !== 'lr' || !hasOwnRate)
    .map((each) => {
      const { name, range } = each;
      const value = values[name] ?? each.default;
      const label = labels[name] ?? name;
      return { name, label, range, isOfRule: true, isWhole: false, value, axis: axisOf(each, value) };
    });
}

/** Around the value that the run has: of a rate three decades, of a share of 1 those that come near to it. */
function axisOf({ name, range, default: byDefault }: Hyperparameter, value: number): MapAxis {
  const { min, max } = range;
  if (name === 'lr') {
    const rate = value > 0 ? value : byDefault > 0 ? byDefault : 0.01;
    return { setting: name, scale: 'log', from: tidy(rate / 100), to: tidy(rate * 10) };
  }
  // A momentum above 1 grows from step to step, also where the rule has no limit for it.
  if ((min === 0 && max === 1 && !range.maxIncluded) || (name === 'momentum' && min === 0 && value < 1)) {
    const last = value > 0 ? value : 0.9;
    const from = range.minIncluded ? 0 : tidy(last / 100);
    return { setting: name, scale: 'one minus log', from, to: tidy(1 - (1 - last) / 100) };
  }
  if (Number.isFinite(max) && Number.isFinite(min)) {
    const margin = (max - min) / 1000;
    const from = range.minIncluded ? min : min + margin;
    return { setting: name, scale: 'linear', from, to: range.maxIncluded ? max : max - margin };
  }
  if (min >= 0) {
    const middle = value > 0 ? value : byDefault > 0 ? byDefault : 1e-3;
    const low = middle / 100 > min ? middle / 100 : min + (middle - min) / 100;
    return { setting: name, scale: 'log', from: tidy(low), to: tidy(middle * 1000) };
  }
  const reach = Math.abs(value) || 1;
  return { setting: name, scale: 'linear', from: value - reach, to: value + reach };
}

/** Rates of the first and the last layer, where a rule can have several. */
function ofLayers(run: MappedRun): MapSetting[] {
  const layers = layersOf(run.problem);
  const rule = ruleOf(run);
  const lr = rule?.hyperparameters.find(({ name }) => name === 'lr');
  if (layers < 2 || !rule || !lr || rateOfSchedule(run.schedule) !== null) return [];
  if (keptByRate(resolve(rule, run.hyperparameters, ['lr'])) !== null) return [];
  return Object.entries(layerSettings).map(([name, { label, layerOf }]) => {
    const value = run.layerRates?.[layerOf(layers)] ?? numbersIn(run.hyperparameters)['lr'] ?? lr.default;
    const axis = { ...axisOf(lr, value), setting: name };
    return { name, label, range: lr.range, isOfRule: false, isWhole: false, value, axis };
  });
}

const layerSettings: Readonly<Record<string, { label: string; layerOf: (layers: number) => number }>> = {
  lr_first: { label: 'Rate of the first layer', layerOf: () => 0 },
  lr_last: { label: 'Rate of the last layer', layerOf: (layers) => layers - 1 },
};

function isLayerSetting(name: string): boolean {
  return Object.hasOwn(layerSettings, name);
}

/** Whether the runs of a map differ in learning rates and other hyperparameters of the rule alone. */
export function variesSettingsAlone(run: MappedRun, axes: readonly Pick<MapAxis, 'setting'>[]): boolean {
  const numbers = numbersIn(run.hyperparameters);
  return axes.every(({ setting }) => Object.hasOwn(numbers, setting) || isLayerSetting(setting));
}

const between = (min: number, max: number): Range => ({ min, max, minIncluded: true, maxIncluded: true });
const anyNumber: Range = {
  ...{ min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY },
  ...{ minIncluded: false, maxIncluded: false },
};

function ofSurface({ problem }: MappedRun): MapSetting[] {
  const surface = surfaceOf(problem);
  if (!surface || trainsOnData(problem)) return [];
  const { window, axes } = surface;
  const start = problem.start ?? surface.start;
  const places = (['x', 'y'] as const).map((side, index): MapSetting => {
    const [from, to] = window[side];
    return {
      ...{ name: `start_${side}`, label: `Start ${axes[index] ?? side}`, range: anyNumber },
      ...{ isOfRule: false, isWhole: false },
      value: start[index] ?? 0,
      axis: { setting: `start_${side}`, scale: 'linear', from, to },
    };
  });
  if (!('surface' in problem) || problem.surface !== 'valley') return places;
  return [
    ...places,
    {
      ...{
        name: 'condition',
        label: 'Condition',
        isOfRule: false,
        isWhole: false,
        value: problem.condition ?? 100,
      },
      range: between(1, 1e12),
      axis: { setting: 'condition', scale: 'log', from: 1, to: 10_000 },
    },
  ];
}

function ofData({ seed, batchSize }: MappedRun, rows: number): MapSetting[] {
  const first = seed ?? 0;
  const size = typeof batchSize === 'number' ? batchSize : rows;
  const ofBatch: MapSetting = {
    ...{ name: 'batch_size', label: 'Batch size', isOfRule: false, isWhole: true, value: size },
    range: between(1, Math.max(1, rows)),
    axis: { setting: 'batch_size', scale: 'log', from: 1, to: Math.max(2, Math.min(rows, 1024)) },
  };
  return [
    // Stages are no number that could be along an axis.
    ...(typeof batchSize === 'object' ? [] : [ofBatch]),
    {
      ...{ name: 'seed', label: 'Seed', isOfRule: false, isWhole: true, value: first },
      range: between(0, largestSeed),
      axis: { setting: 'seed', scale: 'linear', from: first, to: Math.min(largestSeed, first + 31) },
    },
  ];
}

/** `0 <= momentum < 1`; null where the setting can be that. */
export function expectedOf({ name, range, isWhole }: MapSetting, value: number): string | null {
  if (inRange(value, range) && (!isWhole || Number.isInteger(value))) return null;
  const expected = range.min === Number.NEGATIVE_INFINITY ? 'a finite number' : formatRange(name, range);
  return isWhole ? `a whole number, ${expected}` : expected;
}

/** The run with another value of a setting; of whole numbers the nearest one. */
export function withSetting(run: MappedRun, name: string, value: number, rows?: number): MappedRun {
  if (Object.hasOwn(run.hyperparameters, name))
    return { ...run, hyperparameters: { ...run.hyperparameters, [name]: value } };
  const { problem } = run;
  const layer = isLayerSetting(name) ? layerSettings[name] : undefined;
  if (layer && trainsOnData(problem)) return withLayerRate(run, layer.layerOf(layersOf(problem)), value);
  if (name === 'seed') return { ...run, seed: Math.round(value) };
  if (name === 'batch_size') return withBatchSize(run, Math.round(value), rows);
  if (trainsOnData(problem)) throw unknown(name);
  if (name === 'condition' && 'surface' in problem)
    return { ...run, problem: { ...problem, condition: value } };
  const surface = surfaceOf(problem);
  if (!surface || (name !== 'start_x' && name !== 'start_y')) throw unknown(name);
  const [x, y] = problem.start ?? surface.start;
  // Where the map says where a run starts, its seed doesn't.
  const { start_range: _, ...others } = problem;
  return { ...run, problem: { ...others, start: name === 'start_x' ? [value, y] : [x, value] } };
}

function withLayerRate(run: MappedRun, layer: number, rate: number): MappedRun {
  const lr = Number(run.hyperparameters['lr']);
  const rates = run.layerRates ?? Array.from({ length: layersOf(run.problem) }, () => lr);
  return { ...run, layerRates: rates.with(layer, rate) };
}

/** As many epochs as before, of another number of steps. */
function withBatchSize(run: MappedRun, size: number, rows: number | undefined): MappedRun {
  const epochs = epochsAfter(run.stepsPerEpoch, run.steps);
  const batches = batchesOf(size, rows, epochs);
  return { ...run, ...batches, steps: Math.round(stepsAfter(batches.stepsPerEpoch, epochs)) };
}

function unknown(name: string): RangeError {
  return new RangeError(`setting = ${name} — expected one that the run has`);
}

function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

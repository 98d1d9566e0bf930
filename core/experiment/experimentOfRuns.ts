/** Whether runs can be those of one experiment, and which. */

import { epochsAfter } from '../epochs.ts';
import { stableText } from '../stableText.ts';
import { withoutDrawnStart } from './drawnStart.ts';
import { choiceOfRates } from './layerRates.ts';
import { mostOptimizers } from './limits.ts';
import type { RunSpec } from './runSpec.ts';
import type { Experiment } from './schema.ts';

/** Runs of an optimizer that differ in their rates alone. */
interface Method {
  readonly spec: RunSpec;
  readonly rates: ReadonlySet<number>;
}

interface Grid {
  readonly methods: readonly Method[];
  readonly batchSizes: readonly NonNullable<RunSpec['batchSize']>[];
  readonly seeds: readonly number[];
}

/** Whether there is an experiment that has these runs, and no others. */
export function areOneExperiment(specs: readonly RunSpec[]): boolean {
  return gridOf(specs) !== null;
}

/**
 * The experiment that has these runs, and no others; null where there is none: where they are on several problems, of
 * several lengths, or don't have every batch size with every seed. It has no title.
 * @param experiment That of the first run.
 */
export function experimentOfRuns(experiment: Experiment, specs: readonly RunSpec[]): Experiment | null {
  const grid = gridOf(specs);
  const [first] = grid?.methods ?? [];
  if (!grid || !first) return null;
  // Rates of runs are scaled already, and their schedules are their own.
  const { title: _, schedule, scale_lr, ...rest } = experiment;
  const rates = [...first.rates];
  const isAlike = grid.methods.every((method) => stableText([...method.rates]) === stableText(rates));
  return {
    ...rest,
    optimizers: grid.methods.map((method) => choiceOf(method, isAlike)),
    lr: rates,
    ...(grid.batchSizes.length > 0 && { batch_size: [...grid.batchSizes] }),
    ...(grid.seeds.length > 0 && { seed: [...grid.seeds] }),
  };
}

function choiceOf({ spec, rates }: Method, isAlike: boolean): Experiment['optimizers'][number] {
  const { lr: _, ...hyperparameters } = spec.hyperparameters;
  return {
    optimizer: spec.optimizer,
    ...(spec.rule && { rule: spec.rule }),
    ...(!isAlike && { lr: [...rates] }),
    ...(spec.layerRates && { layer_lr: choiceOfRates(spec.layerRates) }),
    ...(Object.keys(hyperparameters).length > 0 && { hyperparameters }),
    ...(spec.schedule && { schedule: spec.schedule }),
  };
}

function gridOf(specs: readonly RunSpec[]): Grid | null {
  if (new Set(specs.map(commonOf)).size !== 1) return null;
  const batchSizes = distinct(specs.map(({ batchSize }) => batchSize));
  const seeds = distinct(specs.map(({ seed }) => seed));
  const samples = Math.max(1, batchSizes.length) * Math.max(1, seeds.length);
  const methods = new Map<string, { spec: RunSpec; rates: Set<number> }>();
  const runs = new Map<string, Set<string>>();
  for (const spec of specs) {
    const { lr, ...others } = spec.hyperparameters;
    const key = stableText([
      spec.optimizer,
      spec.rule?.version,
      others,
      spec.schedule,
      spec.layerRates ?? null,
    ]);
    const method = methods.get(key) ?? { spec, rates: new Set() };
    methods.set(key, method);
    method.rates.add(Number(lr));
    const point = `${key} ${lr}`;
    runs.set(point, (runs.get(point) ?? new Set()).add(stableText([spec.batchSize, spec.seed])));
  }
  if (methods.size > mostOptimizers || [...runs.values()].some(({ size }) => size !== samples)) return null;
  return { methods: [...methods.values()], batchSizes, seeds };
}

/** What all runs of an experiment have alike. */
function commonOf({ problem, steps, stepsPerEpoch, evaluateEvery, stop, engine }: RunSpec): string {
  return stableText([
    withoutDrawnStart(problem),
    epochsAfter(stepsPerEpoch, steps),
    evaluateEvery,
    stop,
    engine,
  ]);
}

function distinct<T>(values: readonly (T | null)[]): T[] {
  const known = new Map(values.map((value) => [stableText(value), value]));
  return [...known.values()].filter((value) => value !== null);
}

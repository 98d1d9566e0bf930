/** The learning rates of a run, step by step: one of all parameters or, of a network, one of each layer. */
import type { RunSpec } from '../experiment/runSpec.ts';
import type { ParameterGroups } from '../rule/run/parameterGroups.ts';
import { createHyperparametersAt, type HyperparametersAt, scheduledNames } from './hyperparameters.ts';
import { createRunSchedule, type LossesSeen, type RunSchedule } from './runSchedule.ts';

/** The rate of each layer in the step that follows so many. Valid until the next call. */
export type LayerRatesAt = ParameterGroups['ratesAt'];

export interface RunRates {
  readonly hyperparametersAt: HyperparametersAt;
  /** Null where all layers have lr. */
  readonly layerRatesAt: LayerRatesAt | null;
  /** Names of hyperparameters that aren't the same in all steps, or for all parameters. */
  readonly changing: readonly string[];
  /** Null where rates don't depend on losses. */
  readonly watch: LossWatch | null;
}

export interface LossWatch {
  /** Takes the loss after each step, in order, before the rates of the next step are asked for. */
  readonly observe: (stepsDone: number, loss: number) => void;
  /** What it has observed, for a run that goes on. */
  readonly seen: () => LossesSeen;
}

/** @param from What the run has observed that goes on. Default: it begins. */
export function createRunRates(spec: RunSpec, from?: LossesSeen | null): RunRates {
  const { hyperparameters, layerRates } = spec;
  const ofAll = createRunSchedule(spec, from);
  const schedule = ofAll?.schedule ?? null;
  // As PyTorch's schedulers do: each group's rate goes on from its own first one.
  const ofLayers = layerRates?.map((lr) =>
    createRunSchedule({ ...spec, hyperparameters: { ...hyperparameters, lr } }, from),
  );
  const rates = Float64Array.from(layerRates ?? []);
  return {
    hyperparametersAt: createHyperparametersAt(hyperparameters, schedule),
    layerRatesAt: ofLayers
      ? (stepsDone) => {
          for (const [layer, own] of ofLayers.entries()) if (own) rates[layer] = own.schedule(stepsDone);
          return rates;
        }
      : null,
    changing: [...new Set([...scheduledNames(schedule, hyperparameters), ...(layerRates ? ['lr'] : [])])],
    watch: ofAll?.readsLosses ? watchOf(ofAll, ofLayers ?? []) : null,
  };
}

function watchOf(ofAll: RunSchedule, ofLayers: readonly (RunSchedule | null)[]): LossWatch {
  return {
    observe(stepsDone, loss) {
      ofAll.observe(stepsDone, loss);
      for (const own of ofLayers) own?.observe(stepsDone, loss);
    },
    seen: () => ofAll.seen,
  };
}

/** Layer after layer the tensors W and b of a network. */
export function groupsOfLayers(tensors: readonly number[], ratesAt: LayerRatesAt): ParameterGroups {
  return { groupOf: tensors.map((_, tensor) => Math.floor(tensor / 2)), ratesAt };
}

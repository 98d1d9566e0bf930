/** What is compared, on what, and within which budget: made of an experiment, and the same whatever its runs come to. */

import { checkCompare } from '../experiment/compare/checkCompare.ts';
import type { JudgeKind } from '../experiment/compare/compareSchema.ts';
import { searchAxes } from '../experiment/compare/searchAxes.ts';
import { type DataShape, knownShape } from '../experiment/dataShape.ts';
import { lengthOf } from '../experiment/defaults.ts';
import { optimizerNames } from '../experiment/describe.ts';
import { ExperimentError } from '../experiment/errors.ts';
import { ratesOf } from '../experiment/rates.ts';
import type { Experiment } from '../experiment/schema.ts';
import { settingValues } from '../experiment/settingsGrid.ts';
import { aboutTextColumns } from '../experiment/textColumns.ts';
import { formatSetting } from '../format.ts';
import { gradientsPerStep } from '../optimizers/gradientsPerStep.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import { looksOf } from '../race/colors.ts';
import { type ComparedProblem, comparedProblem } from './comparedProblem.ts';
import { notUsed } from './notUsed.ts';
import type { SearchSpace } from './trials.ts';

type Choice = Experiment['optimizers'][number];

/** One that is compared. */
export interface Entrant {
  readonly name: string;
  /** Without a learning rate, each hyperparameter with one value. */
  readonly choice: Omit<Choice, 'lr'>;
  readonly space: SearchSpace;
  readonly gradientsPerStep: 1 | 2;
  /** Epochs or, on a surface, steps, so that all take as many gradients. */
  readonly length: number;
  readonly color: number;
  readonly variant: number;
}

export interface ComparisonSpec {
  readonly experiment: Experiment;
  readonly entrants: readonly Entrant[];
  readonly problems: readonly ComparedProblem[];
  /** Of each optimizer, before any are added. */
  readonly trials: number;
  readonly tuningSeeds: readonly number[];
  /** Those to judge on begin with this one. */
  readonly firstFreshSeed: number;
  /** To judge on, before the person asks for more. */
  readonly seeds: number;
  readonly judge: JudgeKind;
  readonly target: number | null;
  /** Of those that take one gradient a step: epochs or, on a surface, steps. */
  readonly length: number;
  readonly lengthUnit: 'epoch' | 'step';
  /** What of the experiment counts for nothing here, a sentence each. */
  readonly notes: readonly string[];
}

const usualTrials = 7;
/** Fresh seeds are so far from those of tuning. */
const seedsApart = 1000;

/**
 * Expects an experiment that `parseExperiment` gave, with or without the field `compare`.
 * @param shape Of its data. Default: that of a data set that ships.
 * @throws {ExperimentError} if its optimizers can't be compared.
 */
export function comparisonSpecOf(
  experiment: Experiment,
  shape: DataShape | undefined = knownShape(experiment.problem),
): ComparisonSpec {
  const faults = checkCompare(experiment, shape);
  if (faults.length > 0) throw new ExperimentError(faults);
  const { problem, compare } = experiment;
  const { epochs, steps } = lengthOf(experiment, shape);
  const length = epochs ?? steps ?? 1;
  const firstSeed = experiment.seed[0] ?? 0;
  const tuningSeeds = compare?.tuning_seeds ?? 3;
  const searched = (compare?.search ?? []).length > 0;
  const listed = experiment.optimizers
    .map((choice) => new Set(ratesOf(choice, experiment)).size)
    .find((size) => size > 1);
  return {
    experiment,
    entrants: entrantsOf(experiment, shape, length),
    problems: [
      comparedProblem(problem, shape),
      ...(compare?.problems ?? []).map((other) => comparedProblem(other)),
    ],
    trials: compare?.trials ?? (searched ? undefined : listed) ?? usualTrials,
    tuningSeeds: Array.from({ length: tuningSeeds }, (_, index) => firstSeed + index),
    firstFreshSeed: firstSeed + seedsApart,
    seeds: compare?.seeds ?? 10,
    judge: compare?.judge ?? 'final loss',
    target: experiment.target ?? null,
    length,
    lengthUnit: epochs === undefined ? 'step' : 'epoch',
    notes: [...notUsed(experiment), ...aboutTextColumns(shape)],
  };
}

function entrantsOf(experiment: Experiment, shape: DataShape | undefined, length: number): Entrant[] {
  const { optimizers } = experiment;
  const axes = searchAxes(experiment, shape);
  const looks = looksOf(optimizers.map(({ optimizer }) => optimizer));
  const names = namesOf(optimizers);
  return optimizers.map((given, index) => {
    const { lr: _, hyperparameters, ...choice } = given;
    const rate = ruleOf(given)?.hyperparameters.find(({ name }) => name === 'lr');
    const rates = [...new Set(ratesOf(given, experiment))].sort((a, b) => a - b);
    const searched = axes[index] ?? [];
    const searchedNames = new Set(searched.map(({ axis }) => axis.setting));
    const fixed = Object.entries(hyperparameters ?? {}).flatMap(([name, values]) => {
      const [first] = settingValues(values);
      return searchedNames.has(name) || first === undefined ? [] : [[name, first] as const];
    });
    const gradients = gradientsPerStep(given);
    return {
      name: names[index] ?? given.optimizer,
      choice: { ...choice, ...(fixed.length > 0 && { hyperparameters: Object.fromEntries(fixed) }) },
      space: {
        rates: rates.length > 1 ? rates : null,
        usualRate: rate?.default || 0.01,
        rateAxis: searched.find(({ axis }) => axis.setting === 'lr')?.axis ?? null,
        rateRange: rate?.range ?? {
          min: 0,
          max: Number.POSITIVE_INFINITY,
          minIncluded: false,
          maxIncluded: false,
        },
        others: searched
          .filter(({ axis }) => axis.setting !== 'lr')
          .map(({ axis, place }) => ({ axis, dimension: place })),
      },
      gradientsPerStep: gradients,
      length: Math.max(1, Math.floor(length / gradients)),
      color: looks[index]?.color ?? 0,
      variant: looks[index]?.variant ?? 0,
    };
  });
}

/** `Momentum`, or `Momentum (momentum 0.99)` where it is there with other settings, too. */
function namesOf(optimizers: Experiment['optimizers']): string[] {
  const nameOf = optimizerNames(optimizers);
  const names = optimizers.map(nameOf);
  return optimizers.map((choice, index) => {
    const name = names[index] ?? choice.optimizer;
    if (names.filter((other) => other === name).length === 1) return name;
    const settings = Object.entries(choice.hyperparameters ?? {}).map(([key, values]) => {
      const [first] = settingValues(values);
      return `${key} ${typeof first === 'number' ? formatSetting(first) : first}`;
    });
    const parts = [...settings, ...(choice.schedule ? [choice.schedule.name] : [])];
    return parts.length > 0 ? `${name} (${parts.join(', ')})` : name;
  });
}

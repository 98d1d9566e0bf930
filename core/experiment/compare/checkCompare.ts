/** What keeps the optimizers of an experiment that could run without it from being compared fairly. */
import { type Fault, faultAt } from '../../fault.ts';
import { findDataset } from '../../problems/data/index.ts';
import { stableText } from '../../stableText.ts';
import type { DataShape } from '../dataShape.ts';
import { trainsOnData } from '../modelProblem.ts';
import { ratesOf } from '../rates.ts';
import { rateOfSchedule } from '../scheduleOf.ts';
import type { Experiment } from '../schema.ts';
import { checkProblems } from './checkProblems.ts';
import { type JudgeKind, mostTrials } from './compareSchema.ts';
import { faultsOfSearch } from './searchAxes.ts';

/** Judged by the first step at which the evaluated loss is at or below the target. */
function needsTarget(judge: JudgeKind): boolean {
  return judge === 'steps' || judge === 'samples' || judge === 'seconds';
}

/** @param shape Of the data. Where it isn't known, as of a CSV file that wasn't read, what depends on it is looked at later. */
export function checkCompare(experiment: Experiment, shape: DataShape | undefined): Fault[] {
  const { problem, optimizers, compare, target } = experiment;
  if ('csv' in problem && !shape) return [];
  const faults: Fault[] = trainsOnData(problem) ? [] : onSurface(compare);
  const judge = compare?.judge ?? 'final loss';
  const isJudged = faults.length === 0;
  if (optimizers.length < 2)
    faults.push(faultAt(['optimizers', 'length'], optimizers.length, 'at least 2 optimizers to compare'));
  faults.push(...twins(experiment), ...ownRates(experiment), ...gridLengths(experiment));
  if (isJudged && needsTarget(judge) && target === undefined)
    faults.push(faultAt(['target'], target, `a loss, since compare.judge is "${judge}" to the target`));
  if (judge === 'accuracy' && trainsOnData(problem)) faults.push(...withoutClasses(experiment, shape));
  faults.push(...checkProblems(experiment));
  return faults.length > 0 ? faults : faultsOfSearch(experiment, shape);
}

/** What a surface has none of. */
function onSurface(compare: Experiment['compare']): Fault[] {
  const { judge } = compare ?? {};
  if (judge === 'accuracy' || judge === 'samples' || judge === 'seconds') {
    const expected =
      '"final loss", "best loss" or "steps": a surface has no rows to count, and its runs take no time to speak of';
    return [faultAt(['compare', 'judge'], judge, expected)];
  }
  return [];
}

function twins({ optimizers }: Experiment): Fault[] {
  const texts = optimizers.map(({ lr, ...others }) => stableText(others));
  return texts.flatMap((text, index) =>
    texts.indexOf(text) < index
      ? [
          faultAt(
            ['optimizers', index],
            optimizers[index]?.optimizer,
            'each optimizer once: this one is there twice',
          ),
        ]
      : [],
  );
}

/** Schedules that have the rate themselves leave none to be tuned. */
function ownRates({ optimizers, schedule }: Experiment): Fault[] {
  const expected = 'a schedule that changes lr: this one has its own rate, and none is left to tune';
  const own = optimizers.flatMap(({ schedule: used }, index) =>
    used && rateOfSchedule(used) !== null
      ? [faultAt(['optimizers', index, 'schedule'], used.name, expected)]
      : [],
  );
  const isUsed = optimizers.some((choice) => !choice.schedule);
  const isWrong = schedule && isUsed && rateOfSchedule(schedule) !== null;
  return isWrong ? [faultAt(['schedule'], schedule.name, expected), ...own] : own;
}

/** Rates that the person lists are the trials: as many for each. */
function gridLengths(experiment: Experiment): Fault[] {
  const { optimizers, compare } = experiment;
  if (compare?.search && compare.search.length > 0) return [];
  const grids = optimizers.map((choice, index) => ({
    path: choice.lr ? ['optimizers', index, 'lr'] : ['lr'],
    rates: new Set(ratesOf(choice, experiment)).size,
  }));
  const listed = grids.filter(({ rates }) => rates > 1);
  const count = compare?.trials ?? listed[0]?.rates;
  const wrong = listed.find(({ rates }) => rates !== count);
  if (wrong)
    return [
      faultAt(
        wrong.path,
        `${wrong.rates} rates`,
        `${count}, as many trials as the others have; one rate stands for the rule’s own space`,
      ),
    ];
  return count !== undefined && count > mostTrials
    ? [faultAt(grids[0]?.path ?? ['lr'], `${count} rates`, `at most ${mostTrials}`)]
    : [];
}

function withoutClasses({ problem, compare }: Experiment, shape: DataShape | undefined): Fault[] {
  const expected = 'a loss: a number is predicted, and there is no accuracy';
  if (shape?.classes === 0 && trainsOnData(problem))
    return [faultAt(['compare', 'judge'], 'accuracy', expected)];
  return (compare?.problems ?? []).flatMap((other, index) =>
    'data' in other && findDataset(other.data)?.classes === 0
      ? [
          faultAt(
            ['compare', 'problems', index],
            other.data,
            'data with classes, since compare.judge is "accuracy"',
          ),
        ]
      : [],
  );
}

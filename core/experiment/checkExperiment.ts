/** What a schema can't say: names that must exist, and values that depend on the optimizer or the data. */

import { type Fault, faultAt, pathName, valueName } from '../fault.ts';
import { optimizers } from '../optimizers/index.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import { datasets, findDataset } from '../problems/data/index.ts';
import { surfaces } from '../problems/surfaces/index.ts';
import { expectedSetting } from '../rule/check/settings.ts';
import { didYouMean } from '../rule/syntax/errors.ts';
import { limits } from '../rule/syntax/limits.ts';
import type { Rule } from '../rule/syntax/rule.ts';
import { checkBatchSizes, stepsOf } from './checkData.ts';
import { checkLayerRates } from './checkLayerRates.ts';
import { checkNesterov } from './checkMomentum.ts';
import { checkOwnRates } from './checkOwnRates.ts';
import { checkRates } from './checkRates.ts';
import { checkSchedules } from './checkSchedules.ts';
import { checkSplit } from './checkSplit.ts';
import { checkStart } from './checkStart.ts';
import { checkCompare } from './compare/checkCompare.ts';
import { knownShape } from './dataShape.ts';
import { tooMany } from './errors.ts';
import { countEveryCombination, countRuns } from './expand.ts';
import { describeFormulaFault } from './formulaFault.ts';
import { largestRunCount, mostCombinations } from './limits.ts';
import { checkMap } from './map/checkMap.ts';
import { trainsOnData } from './modelProblem.ts';
import { didYouMeanField } from './otherField.ts';
import { checkRecording } from './recording.ts';
import { isRulePath } from './ruleFiles.ts';
import type { Experiment } from './schema.ts';
import { settingValues } from './settingsGrid.ts';
import { pairOf } from './suggest.ts';
import { surfaceOf } from './surfaceOf.ts';

/** Everything wrong with an experiment of the right shape; empty if it can run or, on a CSV file, if the data allows. */
export function checkExperiment(experiment: Experiment): Fault[] {
  const faults: Fault[] = [];
  const expect = (fine: boolean, path: readonly PropertyKey[], value: unknown, expected: string) => {
    if (!fine) faults.push(faultAt(path, value, expected));
  };

  const { problem } = experiment;
  const shape = knownShape(problem);
  if (!trainsOnData(problem)) {
    if ('surface' in problem) {
      const known = surfaceOf(problem) !== undefined;
      const expected = `${oneOf(surfaces, problem.surface)}${didYouMeanField('surface', problem.surface)}`;
      expect(known, ['problem', 'surface'], problem.surface, expected);
      const { surface, condition } = problem;
      const fits = surface === 'valley' || condition === undefined;
      expect(fits, ['problem', 'condition'], condition, 'none: only the valley has one');
    }
    const fault = 'formula' in problem ? describeFormulaFault(problem) : null;
    if (fault) faults.push(fault);
    else faults.push(...checkStart(problem));
    expect(
      experiment.epochs === undefined,
      ['epochs'],
      experiment.epochs,
      'steps in its place: a surface has no data',
    );
    const { evaluate_every, stop, scale_lr } = experiment;
    expect(scale_lr === undefined, ['scale_lr'], scale_lr, 'none: a surface has no batches');
    const evaluations = 'none: a surface is not evaluated';
    expect(evaluate_every === undefined, ['evaluate_every'], evaluate_every, evaluations);
    expect(stop?.patience === undefined, ['stop', 'patience'], stop?.patience, evaluations);
    const { record, step_along } = experiment;
    const keepsSteps = record === undefined || record === 'steps' || step_along === undefined;
    expect(
      keepsSteps,
      ['step_along'],
      step_along,
      `none: with record = ${valueName(record)} not every step is kept`,
    );
    expect(
      record !== 'evaluations',
      ['record'],
      record,
      '"steps", "thinned" or "score": a surface is not evaluated',
    );
  } else {
    if ('data' in problem)
      expect(
        findDataset(problem.data) !== undefined,
        ['problem', 'data'],
        problem.data,
        `${oneOf(datasets, problem.data)}${didYouMeanField('data', problem.data)}`,
      );
    expect(
      experiment.steps === undefined,
      ['steps'],
      experiment.steps,
      'epochs in its place: passes over the data',
    );
    const { step_along } = experiment;
    const onSurfaces = 'none: only on surfaces each step is followed along a parameter';
    expect(step_along === undefined, ['step_along'], step_along, onSurfaces);
    const ofSplit = checkSplit(problem);
    faults.push(...ofSplit);
    if (shape && ofSplit.length === 0)
      faults.push(...checkBatchSizes(experiment, shape), ...checkRates(experiment, shape));
  }

  experiment.optimizers.forEach((choice, index) => {
    const path = ['optimizers', index];
    const rule = ruleOf(choice);
    // What is wrong with a file is told elsewhere.
    const isKnown = rule !== undefined || isRulePath(choice.optimizer);
    expect(isKnown, [...path, 'optimizer'], choice.optimizer, oneOf(optimizers, choice.optimizer));
    if (!rule) return;
    const others = { ...rule, hyperparameters: rule.hyperparameters.filter((each) => each.name !== 'lr') };
    const settings = Object.entries(choice.hyperparameters ?? {});
    if (settings.length > limits.names) {
      const at = [...path, 'hyperparameters'];
      expect(
        false,
        at,
        choice.hyperparameters,
        `at most ${limits.names} fields; there are ${settings.length}`,
      );
      return;
    }
    for (const [name, given] of settings) {
      const at = [...path, 'hyperparameters', name];
      const values = settingValues(given);
      const pair = pairOf(name, given, namesOf(others));
      if (pair !== null) {
        expect(false, at, given, `${pair} in its place`);
        continue;
      }
      if (name === 'lr') {
        const own = `${pathName([...path, 'lr'])} = ${valueName(values)}`;
        expect(false, at, given, `${own} in its place`);
        continue;
      }
      const wrong = values.findIndex((value) => expectedSetting(others, name, value) !== null);
      if (wrong < 0) continue;
      const isKnown = namesOf(others).includes(name);
      const place = isKnown && Array.isArray(given) ? [...at, wrong] : at;
      expect(false, place, values[wrong], expectedSetting(others, name, values[wrong]) ?? '');
    }
  });

  faults.push(
    ...checkNesterov(experiment),
    ...checkSchedules(experiment).faults,
    ...checkOwnRates(experiment),
    ...checkLayerRates(experiment),
  );
  const runs = countRuns(experiment);
  const combinations = countEveryCombination(experiment);
  if (runs > largestRunCount) faults.push(tooMany(runs, 'runs', largestRunCount));
  else if (combinations > mostCombinations)
    faults.push(tooMany(combinations, 'runs, most of them the same', mostCombinations));
  if (faults.length > 0 || 'csv' in problem) return faults;
  const { compare } = experiment;
  const ofCompare = compare ? checkCompare(experiment, shape) : [];
  return [
    ...checkMap(experiment, shape),
    ...ofCompare,
    ...checkRecording(experiment, () => stepsOf(experiment)),
  ];
}

function namesOf({ hyperparameters, options }: Pick<Rule, 'hyperparameters' | 'options'>): string[] {
  return [...hyperparameters, ...options].map(({ name }) => name);
}

function oneOf(entries: readonly { readonly id: string }[], value: string): string {
  const ids = entries.map((entry) => entry.id);
  return `one of ${ids.join(', ')}${didYouMean(value, ids)}`;
}

/** What is wrong with an exercise beyond its shape, as far as nothing has to be run for it. */
import { ExperimentError } from '../../experiment/errors.ts';
import { countRuns, expandExperiment } from '../../experiment/expand.ts';
import { trainsOnData } from '../../experiment/modelProblem.ts';
import { parseExperiment } from '../../experiment/parseExperiment.ts';
import type { RuleFiles } from '../../experiment/ruleFiles.ts';
import type { RunSpec } from '../../experiment/runSpec.ts';
import type { Experiment } from '../../experiment/schema.ts';
import { type Fault, faultAt, type Path, valueAt } from '../../fault.ts';
import { findOptimizer, optimizers } from '../../optimizers/index.ts';
import { findSurface, surfaces } from '../../problems/surfaces/index.ts';
import { analyze } from '../../rule/analyze.ts';
import { expectedSetting } from '../../rule/check/settings.ts';
import { didYouMean } from '../../rule/syntax/errors.ts';
import type { Rule } from '../../rule/syntax/rule.ts';
import { defendedExperiments } from './defendedExperiments.ts';
import type { Exercise, ExerciseOf, ExpectedQuantity } from './exercise.ts';
import { experimentWith } from './experimentWith.ts';
import { valueOfFormula } from './formula.ts';
import { isRuleText } from './rule/referenceRule.ts';

/** Steps of all runs of an exercise together: a check takes seconds at most. */
const mostSteps = 1_000_000;

/** In no order. */
export function faultsOf(exercise: Exercise): readonly Fault[] {
  switch (exercise.kind) {
    case 'rule':
      return ofRule(exercise);
    case 'choose':
      return ofExperiment(exercise, ['experiment'], (experiment) => ofChoice(exercise, experiment));
    case 'defend':
      return ofExperiment(exercise, ['experiment'], (experiment) => ofDefence(exercise, experiment));
    case 'number':
      return [
        ...quantityFaults(exercise.expected, ['expected']),
        ...exercise.mistakes.flatMap(({ number }, i) => quantityFaults(number, ['mistakes', i, 'number'])),
      ];
  }
}

function ofRule(exercise: ExerciseOf<'rule'>): readonly Fault[] {
  const { reference, gradients, settings, solution } = exercise;
  const rule = isRuleText(reference) ? analyze(reference).rule : findOptimizer(reference)?.rule;
  const sources = gradients.flatMap((each, i): Fault[] => {
    if ('surface' in each && !findSurface(each.surface)) {
      const ids = surfaces.map(({ id }) => id);
      const expected = `one of ${ids.join(', ')}${didYouMean(each.surface, ids)}`;
      return [faultAt(['gradients', i, 'surface'], each.surface, expected)];
    }
    if (!('sequence' in each)) return [];
    const size = each.sequence[0]?.length;
    const uneven = each.sequence.findIndex(({ length }) => length !== size);
    if (uneven >= 0)
      return [
        faultAt(['gradients', i, 'sequence', uneven], each.sequence[uneven], `${size} numbers, as before`),
      ];
    if (each.start && each.start.length !== size)
      return [faultAt(['gradients', i, 'start'], each.start, `${size} numbers, one for each parameter`)];
    return [];
  });
  return [
    ...(rule ? ofSettings(rule, settings) : [ofReference(reference)]),
    ...sources,
    ...(solution === undefined ? [] : ofText(solution, 'solution')),
  ];
}

function ofReference(reference: string): Fault {
  if (isRuleText(reference))
    return ofText(reference, 'reference')[0] ?? faultAt(['reference'], '…', 'a rule');
  const ids = optimizers.map(({ id }) => id);
  const expected = `one of ${ids.join(', ')}, or the lines of a rule${didYouMean(reference, ids)}`;
  return faultAt(['reference'], reference, expected);
}

function ofText(text: string, field: string): readonly Fault[] {
  const [first] = analyze(text).diagnostics;
  if (!first) return [];
  const { line, column } = first.at;
  return [
    { path: [field, line - 1], message: `${field}, line ${line}, column ${column} — ${first.message}` },
  ];
}

function ofSettings(rule: Rule, settings: ExerciseOf<'rule'>['settings']): readonly Fault[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    const expected = expectedSetting(rule, name, value);
    return expected === null ? [] : [faultAt(['settings', name], value, expected)];
  });
}

/** Faults of the experiment at `path`, or else what `check` finds. */
function ofExperiment(
  exercise: Exercise,
  path: Path,
  check: (experiment: Experiment) => readonly Fault[],
): readonly Fault[] {
  const read = readWithoutFiles(valueAt(exercise, path), path);
  return 'faults' in read ? read.faults : check(read.experiment);
}

/** Answers of learners are checked wherever they are: with no file of theirs. */
function readWithoutFiles(value: unknown, path: Path): ReadExperiment {
  const read = readExperiment(value, path);
  if ('faults' in read || !('csv' in read.experiment.problem)) return read;
  const { problem } = read.experiment;
  return { faults: [faultAt([...path, 'problem'], problem, 'no file: a surface, or data that ships')] };
}

type ReadExperiment = { readonly experiment: Experiment } | { readonly faults: readonly Fault[] };

/**
 * An experiment that an exercise or a claim runs, or what is wrong with it.
 * @param path Where it stands in the whole.
 * @param rules Texts of rules that it names by paths. Default: none.
 */
export function readExperiment(value: unknown, path: Path, rules?: RuleFiles): ReadExperiment {
  const place = path.map(String).join('.');
  try {
    const experiment = parseExperiment(value, rules);
    const { problem } = experiment;
    // How many steps that makes is known when the file has been read.
    if ('csv' in problem) return { experiment };
    const fault = tooLong(expandExperiment(experiment), place);
    return fault === null ? { experiment } : { faults: [{ path, message: fault }] };
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    const faults = error.faults.map((fault) => ({
      path: [...path, ...fault.path],
      message: `${place}: ${fault.message}`,
    }));
    return { faults };
  }
}

/** What is wrong with the length of runs; null where that can be. @param place What they are called. */
export function tooLong(specs: readonly Pick<RunSpec, 'steps'>[], place: string): string | null {
  const steps = specs.reduce((sum, run) => sum + run.steps, 0);
  if (steps <= mostSteps) return null;
  const [all, most] = [steps, mostSteps].map((count) => count.toLocaleString('en'));
  return `${place} has ${all} steps in all — expected at most ${most}`;
}

function ofChoice(exercise: ExerciseOf<'choose'>, experiment: Experiment): readonly Fault[] {
  const single = ofOneRun(experiment, ['experiment']);
  if (single.length > 0) return single;
  try {
    experimentWith(exercise, exercise.solution);
    return [];
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    return [{ path: ['solution'], message: `solution: ${error.message}` }];
  }
}

function ofDefence(exercise: ExerciseOf<'defend'>, experiment: Experiment): readonly Fault[] {
  const single = ofOneRun(experiment, ['experiment']);
  if (single.length > 0) return single;
  const { seeds, starts, solution } = exercise;
  const [wanted, other] = trainsOnData(experiment.problem)
    ? (['seeds', 'starts'] as const)
    : (['starts', 'seeds'] as const);
  if ((wanted === 'seeds' ? seeds : starts) === undefined)
    return [{ path: [], message: `exercise has no ${wanted} — expected some that no map has shown` }];
  if (exercise[other] !== undefined)
    return [faultAt([other], exercise[other], `no ${other}: what differs are the ${wanted}`)];
  try {
    const runs = defendedExperiments(exercise, solution);
    const steps = runs.reduce((sum, each) => sum + stepsOf(each), 0);
    if (steps <= mostSteps) return [];
    const [all, most] = [steps, mostSteps].map((count) => count.toLocaleString('en'));
    return [
      { path: ['experiment'], message: `its runs have ${all} steps in all — expected at most ${most}` },
    ];
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    return [{ path: ['solution'], message: `solution: ${error.message}` }];
  }
}

function stepsOf(experiment: Experiment): number {
  return expandExperiment(experiment).reduce((sum, { steps }) => sum + steps, 0);
}

function ofOneRun(experiment: Experiment, path: Path): readonly Fault[] {
  const runs = countRuns(experiment);
  return runs === 1 ? [] : [{ path, message: `${path.join('.')} has ${runsWords(runs)} — expected one` }];
}

/** @param path Where the quantity stands. */
export function quantityFaults(quantity: ExpectedQuantity, path: Path): readonly Fault[] {
  if ('formula' in quantity) {
    const found = valueOfFormula(quantity.formula, quantity.values);
    if ('fault' in found) return [faultAt([...path, 'formula'], quantity.formula, found.fault)];
    return Number.isFinite(found.value)
      ? []
      : [faultAt([...path, 'formula'], quantity.formula, `a finite number; it is ${found.value}`)];
  }
  const place = [...path, 'experiment'];
  const read = readWithoutFiles(quantity.experiment, place);
  return 'faults' in read ? read.faults : ofOneRun(read.experiment, place);
}

function runsWords(runs: number): string {
  return `${runs} ${runs === 1 ? 'run' : 'runs'}`;
}

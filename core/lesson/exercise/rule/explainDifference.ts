/**
 * Which lines of a learner's rule do something else than those of the model answer. Each line gets the model answer's values for
 * the names that both have, so that it is judged by what it does itself, not by what went wrong above it.
 */

import { analyze } from '../../../rule/analyze.ts';
import { fillSettings } from '../../../rule/check/settings.ts';
import { parseRule } from '../../../rule/parseRule.ts';
import { flatten } from '../../../rule/plan/flatten.ts';
import { resolve } from '../../../rule/plan/resolve.ts';
import type { Value } from '../../../rule/run/frame.ts';
import { createFrames } from '../../../rule/run/interpreter.ts';
import { createState } from '../../../rule/run/kernel.ts';
import type { Rule } from '../../../rule/syntax/rule.ts';
import { Closeness } from '../../../ruleTests/sideBySide/closeness.ts';
import {
  allPlacesOf,
  placesOf,
  pointAhead,
  type StepValues,
  stepValues,
} from '../../../ruleTests/sideBySide/stepValues.ts';
import { enter, type Trial } from '../../../ruleTests/sideBySide/trial.ts';
import type { ExerciseOf } from '../exercise.ts';
import { modelAnswer } from './referenceRule.ts';
import { trialsOf } from './trials.ts';

export interface WrittenLine {
  /** Counted from 1. */
  readonly line: number;
  /** Without the space around it. */
  readonly text: string;
}

export interface LineDifference {
  /** What the lines assign; `gradient at` for the point where the gradient is taken. */
  readonly name: string;
  /** `missing`: the learner has no such line. `extra`: the model answer has none. */
  readonly kind: 'same' | 'differs' | 'missing' | 'extra';
  readonly yours: WrittenLine | null;
  readonly expected: WrittenLine | null;
}

const steps = 20;

/**
 * In the order of the model answer, the learner's further lines behind. Null where the learner's text is no rule.
 * @throws {RuleError} if the model answer is none.
 */
export function explainDifference(
  exercise: ExerciseOf<'rule'>,
  text: string,
): readonly LineDifference[] | null {
  const { rule } = analyze(text);
  if (!rule) return null;
  const answer = parseRule(modelAnswer(exercise), 'solution');
  const shared = Object.entries(exercise.settings).filter(([name]) =>
    [...answer.hyperparameters, ...answer.options].some((each) => each.name === name),
  );
  const settings = fillSettings(answer, Object.fromEntries(shared));
  const options = Object.entries(settings).filter(([, value]) => typeof value !== 'number');
  const model = resolve(answer, Object.fromEntries(options));
  const own = resolve(rule);
  const trials = trialsOf({ ...exercise, steps }, model, settings, own);
  const judged = trials.map((trial) => judgeLines(model, own, trial));
  const [first] = trials;
  if (!first) return [];
  const [theirs, mine] = [placesOf(model, first), placesOf(own, first)];
  const [allTheirs, allMine] = [linesOf(model, first), linesOf(own, first)];
  const lineOf = (places: typeof mine, of: Rule, name: string | undefined): WrittenLine | null => {
    const line = places.get(name ?? '')?.line;
    return line === undefined ? null : { line, text: (of.lines[line - 1] ?? '').trim() };
  };
  const partners = new Map(
    [...theirs.keys()].map((name) => [name, mine.has(name) ? name : partnerOf(name, judged)]),
  );
  const taken = new Set(partners.values());
  return [
    ...[...theirs.keys()].flatMap((name): LineDifference[] => {
      const partner = partners.get(name);
      const isWrong = judged.some(({ wrong }) => wrong.has(name));
      const kind = partner === undefined ? 'missing' : isWrong ? 'differs' : 'same';
      const line: LineDifference = {
        ...{ name, kind },
        yours: lineOf(mine, own, partner),
        expected: lineOf(theirs, model, name),
      };
      if (kind !== 'differs' || !isSameText(line.yours, line.expected)) return [line];
      return [...besides(name, allTheirs.get(name), allMine.get(name)), { ...line, kind: 'same' }];
    }),
    ...[...mine.keys()]
      .filter((name) => !taken.has(name))
      .map((name) => ({ name, kind: 'extra' as const, yours: lineOf(mine, own, name), expected: null })),
  ];
}

/** The lines in which each name gets a value. */
function linesOf(rule: Rule, trial: Trial): ReadonlyMap<string, readonly WrittenLine[]> {
  const written = ({ line }: { readonly line: number }): WrittenLine => ({
    ...{ line, text: (rule.lines[line - 1] ?? '').trim() },
  });
  return new Map([...allPlacesOf(rule, trial)].map(([name, places]) => [name, places.map(written)]));
}

function isSameText(one: WrittenLine | null, other: WrittenLine | null): boolean {
  const tight = (line: WrittenLine | null) => line?.text.replace(/#.*|\s+/g, '');
  return tight(one) === tight(other);
}

/** Of a name whose last lines read alike and yet come to different values: the lines above them that only one of the rules has. */
function besides(
  name: string,
  theirs: readonly WrittenLine[] = [],
  mine: readonly WrittenLine[] = [],
): LineDifference[] {
  const without = (lines: readonly WrittenLine[], others: readonly WrittenLine[]) =>
    lines.filter((line) => !others.some((other) => isSameText(line, other)));
  return [
    ...without(theirs, mine).map((expected) => ({ name, kind: 'missing' as const, yours: null, expected })),
    ...without(mine, theirs).map((yours) => ({ name, kind: 'extra' as const, yours, expected: null })),
  ];
}

interface JudgedLines {
  /** Names that both assign, and to which the learner's line gives another value. */
  readonly wrong: ReadonlySet<string>;
  /** By names of the model answer's that the learner hasn't: the learner's names with the same values. */
  readonly alike: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The learner's name that has a name's values in all trials. */
function partnerOf(name: string, judged: readonly JudgedLines[]): string | undefined {
  const [first, ...others] = judged.map(({ alike }) => alike.get(name) ?? new Set<string>());
  return [...(first ?? [])].find((each) => others.every((set) => set.has(each)));
}

function judgeLines(model: Rule, learner: Rule, trial: Trial): JudgedLines {
  const wrong = new Set<string>();
  const alike = new Map<string, ReadonlySet<string>>();
  const kept = ownStates(learner, trial);
  for (const expected of stepValues(model, trial)) {
    const computed = forcedValues(learner, trial, expected, kept);
    for (const [name, values] of expected.values) {
      const measure = () => new Closeness(values.length, null);
      const own = computed.get(name);
      if (own && measure().differs(values, own) !== null) wrong.add(name);
      if (own) continue;
      const known = alike.get(name);
      const same = [...computed].flatMap(([other, vector]) =>
        !expected.values.has(other) && measure().differs(values, vector) === null ? [other] : [],
      );
      alike.set(name, new Set(known ? same.filter((other) => known.has(other)) : same));
    }
  }
  return { wrong, alike };
}

/** What a rule's states and scalars are before the first step. */
function ownStates(rule: Rule, trial: Trial): Map<string, Value> {
  const { resolved, valuesAt } = enter(rule, trial);
  const { start } = trial.objective();
  const create = (size: number): Float64Array => new Float64Array(size);
  const { tensors, scalars } = createState(resolved, start, valuesAt(0), create);
  return new Map<string, Value>([
    ...resolved.state.map(({ name }, i): [string, Value] => [name, tensors[i] ?? Number.NaN]),
    ...resolved.scalars.map(({ name }, i): [string, Value] => [name, scalars[i] ?? Number.NaN]),
  ]);
}

/**
 * What the learner's lines compute in a step of the model answer.
 * @param kept What the learner's further states are, from step to step.
 */
function forcedValues(
  learner: Rule,
  trial: Trial,
  { step, gradient, before, values: expected }: StepValues,
  kept: Map<string, Value>,
): ReadonlyMap<string, Float64Array> {
  const { resolved, valuesAt } = enter(learner, trial);
  const { assignments, bases, results } = flatten(resolved);
  const size = gradient.length;
  const full = (value: Value | undefined) =>
    typeof value === 'object' ? value.slice() : new Float64Array(size).fill(value ?? 0);
  const parameters = full(before.get('p'));
  const start = (name: string) => before.get(name) ?? kept.get(name);
  const state = {
    tensors: resolved.state.map(({ name }) => full(start(name))),
    scalars: Float64Array.from(resolved.scalars, ({ name }) => {
      const value = start(name);
      return typeof value === 'number' ? value : Number.NaN;
    }),
  };
  const inputs = {
    parameters,
    gradient,
    state,
    hyperparameters: valuesAt(step - 1),
    step,
    tensors: trial.tensors,
  };
  const last = new Map(assignments.map(({ target }) => [bases.get(target) ?? target, target]));
  const values = new Map<string, Float64Array>();
  const { lookAhead } = resolved.program;
  for (const frame of createFrames(resolved, inputs)) {
    const take = (name: string, value: Value) => {
      const vector = values.get(name) ?? new Float64Array(size);
      frame.write(value, vector);
      values.set(name, vector);
    };
    if (lookAhead) take(pointAhead, frame.compute(lookAhead.value));
    for (const { target, value } of assignments) {
      const name = bases.get(target) ?? target;
      const computed = frame.compute(value);
      const right = last.get(name) === target ? expected.get(name) : undefined;
      take(name, computed);
      frame.set(target, right?.slice(frame.range.start, frame.range.end) ?? computed);
    }
    for (const { name } of [...resolved.state, ...resolved.scalars]) {
      const result = frame.get(results.get(name) ?? name);
      if (result === undefined || before.has(name)) continue;
      if (typeof result === 'number') kept.set(name, result);
      else {
        const vector = full(kept.get(name));
        frame.write(result, vector);
        kept.set(name, vector);
      }
    }
  }
  return values;
}

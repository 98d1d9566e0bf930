/** What each name of a rule was before a step and is after it. */
import { digitsOf } from '../../rule/inspect/digits.ts';
import { at, type Frame } from '../../rule/run/frame.ts';
import type { ResolvedRule } from '../../rule/syntax/rule.ts';
import { assignmentsIn } from '../../rule/syntax/walk.ts';
import { type RecordedStep, tensorOf } from '../recordStep.ts';

/** A parameter by its place in the vector of all, and what it is called. */
export interface ChosenParameter {
  readonly index: number;
  /** `w0` */
  readonly name: string;
}

/** How one parameter moves in a step. */
export interface Movement {
  readonly name: string;
  /** That the step uses: at the parameters, or ahead of them. */
  readonly gradient: number;
  readonly before: number;
  readonly after: number;
}

export function movementOf(recorded: RecordedStep, { index, name }: ChosenParameter): Movement {
  const { begin, end } = tensorOf(recorded.tensors, index);
  const element = begin.elementAt(index);
  const valueIn = (frame: Frame) => at(frame.get('p') ?? Number.NaN, element);
  const gradient = recorded.gradient[index] ?? Number.NaN;
  return { name, gradient, before: valueIn(begin), after: valueIn(end) };
}

/** Digits; null where there is no value. */
export interface ShownValue {
  readonly before: string | null;
  readonly after: string | null;
  /** null where one of both is missing. */
  readonly change: string | null;
}

export interface ValueRow {
  readonly name: string;
  readonly kind: 'gradient' | 'state' | 'local' | 'parameter';
  /** One for each chosen parameter. */
  readonly values: readonly ShownValue[];
}

/** In the order in which a reader meets them: the gradient, what is kept, what is computed besides, the parameter. */
export function valueRows(
  { state, scalars, program }: ResolvedRule,
  recorded: RecordedStep,
  chosen: readonly ChosenParameter[],
): readonly ValueRow[] {
  const kept = [...state, ...scalars].map(({ name }) => name);
  const known = new Set(['g', 'p', ...kept]);
  const targets = assignmentsIn(program.statements).map(({ target }) => target);
  const locals = [...new Set(targets)].filter((name) => !known.has(name));
  const row = (name: string, kind: ValueRow['kind']): ValueRow => ({
    ...{ name, kind },
    values: chosen.map((parameter) => shownValue(name, recorded, parameter)),
  });
  return [
    row('g', 'gradient'),
    ...kept.map((name) => row(name, 'state')),
    ...locals.map((name) => row(name, 'local')),
    row('p', 'parameter'),
  ];
}

function shownValue(name: string, recorded: RecordedStep, { index }: ChosenParameter): ShownValue {
  const { begin, end } = tensorOf(recorded.tensors, index);
  const element = begin.elementAt(index);
  const valueIn = (frame: Frame) => {
    const value = frame.get(name);
    return value === undefined ? null : at(value, element);
  };
  // Before a look-ahead `g` is not the gradient that the step uses.
  const before = name === 'g' ? (recorded.gradient[index] ?? null) : valueIn(begin);
  const after = valueIn(end);
  const isBoth = before !== null && after !== null;
  return {
    before: before === null ? null : digitsOf(before),
    after: after === null ? null : digitsOf(after),
    change: isBoth ? digitsOf(after - before) : null,
  };
}

/** Where a step makes a value that isn't finite of values that are. */
import { digitsOf, readDigits, shortDigitsOf } from '../rule/inspect/digits.ts';
import { whyNotFinite } from '../rule/inspect/whyNotFinite.ts';
import { at } from '../rule/run/frame.ts';
import type { Assignment } from '../rule/syntax/tree.ts';
import { namesIn } from '../rule/syntax/walk.ts';
import type { ParameterNames } from './parameterNames.ts';
import type { RecordedLine, RecordedTensor } from './recordStep.ts';
import type { Replay } from './replay.ts';

/** The first line that makes such a value, of any parameter, or the gradient that is one. */
export interface BadValue {
  /** Among the lines of the update; null where it is the gradient. */
  readonly line: number | null;
  /** null where it is the gradient. */
  readonly assignment: Assignment | null;
  /** The parameter, by its index. */
  readonly index: number;
  readonly value: number;
  /** `√(v − m²): −0.02 has no root`; null where nothing more is known than the value. */
  readonly why: string | null;
}

/** Where a run stops being finite. */
export interface FirstFault {
  /** Counted from 1. */
  readonly step: number;
  /** Of the rule's text, counted from 1; null where the gradient is the first. */
  readonly line: number | null;
  /** The parameter, by its index. */
  readonly index: number;
  /** `v_hat of w0 is ∞` */
  readonly what: string;
  readonly why: string | null;
}

/** In the step that the run is in; null where nothing of the kind is made there. */
export function badValueIn({
  parameters,
  recorded,
  lines,
  rule,
}: Pick<Replay, 'parameters' | 'recorded' | 'lines' | 'rule'>): BadValue | null {
  // A gradient that is taken ahead is a line of the update.
  if (!rule.program.lookAhead && parameters.every(Number.isFinite)) {
    const index = recorded.gradient.findIndex((value) => !Number.isFinite(value));
    const value = recorded.gradient[index] ?? Number.NaN;
    if (index >= 0) return { line: null, assignment: null, index, value, why: null };
  }
  let first: BadValue | null = null;
  for (const tensor of recorded.tensors) {
    for (const line of tensor.lines) {
      if (first?.line != null && line.line >= first.line) break;
      const { statement, looksAhead } = lines.all[line.line] ?? {};
      if (statement?.kind !== 'assignment') continue;
      const element = firstBad(line, tensor, statement);
      if (element < 0) continue;
      first = {
        ...{ line: line.line, assignment: statement, index: tensor.begin.range.start + element },
        value: at(line.value, element),
        why: looksAhead ? null : whyNotFinite(statement.value, line.before, element, shortDigitsOf),
      };
    }
  }
  return first;
}

/** The same in words. */
export function faultIn(replay: Replay, names: ParameterNames): FirstFault | null {
  const bad = badValueIn(replay);
  if (!bad) return null;
  const { assignment, index, value, why } = bad;
  const digits = readDigits(digitsOf(value));
  const what = `${assignment?.target ?? 'the gradient'} of ${names.nameOf(index)} is ${digits}`;
  return { step: replay.stepsDone + 1, line: assignment?.at.line ?? null, index, what, why };
}

/** The first element that comes to the line and gets such a value; -1 where none does. */
function firstBad(
  { value, before, reached }: RecordedLine,
  { begin: { range } }: RecordedTensor,
  { value: expression }: Assignment,
): number {
  if (typeof value === 'number' && Number.isFinite(value)) return -1;
  const names = namesIn(expression).map(({ name }) => before.get(name) ?? Number.NaN);
  for (let element = 0; element < range.end - range.start; element++) {
    if (Number.isFinite(at(value, element)) || at(reached, element) !== 1) continue;
    if (names.every((each) => Number.isFinite(at(each, element)))) return element;
  }
  return -1;
}

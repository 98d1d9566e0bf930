/** A rule as straight lines without any `if`, under names that are as close to the rule's as can be. */

import { type Level, levelOf, levelsOfTensors } from '../../check/levels.ts';
import { flatten } from '../../plan/flatten.ts';
import type { ResolvedRule } from '../../syntax/rule.ts';
import type { Assignment, Expression } from '../../syntax/tree.ts';
import { mapOperands } from '../../syntax/walk.ts';
import { nameLines } from './lineNames.ts';
import { readsOf } from './program.ts';

export interface StraightLines {
  /** The same for all tensors. */
  readonly perStep: readonly Assignment[];
  readonly perTensor: readonly Assignment[];
  /** What is added to `p`. */
  readonly change: Expression;
  /** For `p`, each state and each scalar that is assigned: the name of its value after the step. */
  readonly results: ReadonlyMap<string, string>;
  readonly levels: ReadonlyMap<string, Level>;
  /** Under which name each name of the lines is written: `m` for `m2`, once nothing reads the old `m` any more. */
  readonly written: ReadonlyMap<string, string>;
}

/**
 * The lines of a rule, each name of which is assigned once.
 * @param asChange Whether `change` stands in place of a new `p`; otherwise, it is of no use.
 */
export function straighten(rule: ResolvedRule, asChange: boolean): StraightLines {
  const { assignments, results, bases } = flatten(rule);
  const zero = { kind: 'number', value: 0, at: rule.program.at } as const;
  const tensors = new Set(['p', 'g', ...rule.state.map(({ name }) => name)]);
  const whole = withoutCopies(assignments, bases, new Set(results.values()));
  const change = (asChange && changeOf(whole, results.get('p'))) || zero;
  const kept = [...results].flatMap(([name, result]) => (asChange && name === 'p' ? [] : [result]));
  const atEnd = new Set([...kept, ...readsOf([change])]);
  const lines = withoutUnread(whole, atEnd);
  const levels = levelsOfTensors([...tensors]);
  for (const { target, value } of lines) {
    levels.set(target, tensors.has(bases.get(target) ?? target) ? 'element' : levelOf(value, levels));
  }
  const isShared = ({ target }: Assignment) => levels.get(target) === 'step';
  const perStep = lines.filter(isShared);
  const perTensor = lines.filter((line) => !isShared(line));
  const given = [...tensors, 't', ...[...rule.hyperparameters, ...rule.scalars].map(({ name }) => name)];
  const written = nameLines({
    perStep,
    perTensor,
    given,
    bases,
    atEnd,
    isTensor: (name) => tensors.has(name),
  });
  return { perStep, perTensor, change, results, levels, written };
}

/** Without lines that only give a value another name, unless the rule has that name or it outlives the step. */
function withoutCopies(
  assignments: readonly Assignment[],
  bases: ReadonlyMap<string, string>,
  results: ReadonlySet<string>,
): readonly Assignment[] {
  const originals = new Map<string, string>();
  return assignments.flatMap((assignment) => {
    const value = rename(assignment.value, originals);
    const { target } = assignment;
    const isCopy = value.kind === 'name' && bases.get(target) !== target && !results.has(target);
    if (!isCopy) return [{ ...assignment, value }];
    originals.set(target, value.name);
    return [];
  });
}

/** `p = p - x` as the change `-x`, so that adding it to `p` gives the same digits; undefined where no line assigns `p`. */
function changeOf(lines: readonly Assignment[], result: string | undefined): Expression | undefined {
  const last = lines.find(({ target }) => target === result);
  if (!last) return undefined;
  const { target, value, at } = last;
  const isRead = readsOf(lines.map((line) => line.value)).has(target);
  if (!isRead && value.kind === 'binary' && value.left.kind === 'name' && value.left.name === 'p') {
    if (value.operator === '+') return value.right;
    if (value.operator === '-') return negate(value.right);
  }
  const left = { kind: 'name', name: target, at } as const;
  return { kind: 'binary', operator: '-', left, right: { ...left, name: 'p' }, at };
}

/** `-a * b` for `a * b`, which has the same digits. */
function negate(expression: Expression): Expression {
  if (expression.kind !== 'binary' || (expression.operator !== '*' && expression.operator !== '/')) {
    return { kind: 'negate', operand: expression, at: expression.at };
  }
  return { ...expression, left: negate(expression.left) };
}

function withoutUnread(lines: readonly Assignment[], atEnd: ReadonlySet<string>): readonly Assignment[] {
  const read = new Set(atEnd);
  return lines
    .toReversed()
    .filter(({ target, value }) => {
      if (!read.has(target)) return false;
      for (const name of readsOf([value])) read.add(name);
      return true;
    })
    .toReversed();
}

function rename(expression: Expression, names: ReadonlyMap<string, string>): Expression {
  if (expression.kind === 'name') {
    return { ...expression, name: names.get(expression.name) ?? expression.name };
  }
  return mapOperands(expression, (operand) => rename(operand, names));
}

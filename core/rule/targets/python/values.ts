/** What is known of values before they are computed: which are of the library, and between which numbers they lie. */
import { type Level, levelOf } from '../../check/levels.ts';
import type { ResolvedRule } from '../../syntax/rule.ts';
import type { Expression, FunctionName, Statement } from '../../syntax/tree.ts';
import { assignmentsIn } from '../../syntax/walk.ts';
import { BoundsOfValues } from './bounds.ts';
import type { Library } from './libraries.ts';

export interface KnownValues {
  readonly bounds: BoundsOfValues;
  /**
   * Whether a value is of the library for certain, so that its operations follow IEEE 754. What isn't may be a number of
   * Python, whose own operations raise errors where a double is infinite or no number.
   */
  isOfLibrary(expression: Expression): boolean;
  /** Whether a value may be a whole number, or an array of these, as people may give them for hyperparameters. */
  mayBeWhole(expression: Expression): boolean;
}

/** @param statements In the names that expressions are asked about in; none for what is kept at first. */
export function knownValues(
  rule: ResolvedRule,
  library: Library,
  levels: ReadonlyMap<string, Level>,
  statements: readonly Statement[],
): KnownValues {
  const names = new Map<string, boolean>();
  if (library.tracesNumbers)
    for (const name of ['t', ...rule.scalars.map((each) => each.name)]) names.set(name, true);

  function isOfLibrary(expression: Expression): boolean {
    if (library.isStrict) return levelOf(expression, levels) !== 'step';
    if (!library.tracesNumbers && levelOf(expression, levels) === 'element') return true;
    switch (expression.kind) {
      case 'number':
        return false;
      case 'name':
        return names.get(expression.name) ?? levels.get(expression.name) === 'element';
      case 'negate':
        return isOfLibrary(expression.operand);
      case 'binary':
        return isOfLibrary(expression.left) || isOfLibrary(expression.right);
      case 'call':
        // A power may be an operator of Python.
        if (library.tracesNumbers && expression.function !== 'pow') return true;
        return expression.arguments.some(isOfLibrary);
      case 'where':
        return library.tracesNumbers || (isOfLibrary(expression.then) && isOfLibrary(expression.otherwise));
      case 'reduction':
        return true;
    }
  }

  const whole = new Set(rule.hyperparameters.map(({ name }) => name));

  function mayBeWhole(expression: Expression): boolean {
    switch (expression.kind) {
      case 'number':
        return Number.isInteger(expression.value);
      case 'name':
        return whole.has(expression.name);
      case 'negate':
        return mayBeWhole(expression.operand);
      case 'binary':
        return expression.operator !== '/' && mayBeWhole(expression.left) && mayBeWhole(expression.right);
      case 'call':
        return keepsWhole.includes(expression.function) && expression.arguments.every(mayBeWhole);
      case 'where':
        return mayBeWhole(expression.then) && mayBeWhole(expression.otherwise);
      case 'reduction':
        return false;
    }
  }

  for (const { target, value } of assignmentsIn(statements)) {
    names.set(target, (names.get(target) ?? true) && isOfLibrary(value));
    if (mayBeWhole(value)) whole.add(target);
  }
  return { bounds: new BoundsOfValues(rule, statements), isOfLibrary, mayBeWhole };
}

/** Functions that make whole numbers of whole numbers. */
const keepsWhole: readonly FunctionName[] = ['abs', 'clip', 'max', 'min', 'pow', 'sign'];

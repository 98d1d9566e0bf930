/**
 * What a rule means, as directly as it can be said: statement by statement, all elements of a tensor side by side.
 * It decides options as it meets them and shares only the tree with the compiler.
 */
import type { HyperparameterValues, Rule, Settings } from '../../../core/rule/syntax/rule.ts';
import type { Condition, Expression, Statement } from '../../../core/rule/syntax/tree.ts';

/** The values of every name: one for each element of a tensor. */
type Values = ReadonlyMap<string, readonly number[]>;

/** What a rule keeps, by name; a scalar is kept once for each element, which all have the same. */
export type Memory = Map<string, number[]>;

export interface OracleStep {
  readonly rule: Rule;
  readonly settings: Settings;
  readonly hyperparameters: HyperparameterValues;
  /** Lengths of the tensors that make up the parameters. */
  readonly tensors: readonly number[];
  /** `p`, states and scalars. */
  readonly memory: Memory;
  readonly gradient: readonly number[];
  readonly step: number;
}

export function firstMemory(
  { rule, ...given }: Omit<OracleStep, 'memory' | 'gradient' | 'step'>,
  start: number[],
): Memory {
  const memory: Memory = new Map([['p', [...start]]]);
  const before = { rule, ...given, memory, gradient: start, step: 0 };
  for (const { name, initial } of [...rule.state, ...rule.scalars]) {
    memory.set(name, evaluateAll(initial, valuesOf(before, 0, start.length), before));
  }
  return memory;
}

/** The point at which the rule takes its gradient. */
export function lookAhead(given: OracleStep): number[] {
  const value = given.rule.program.lookAhead?.value;
  return tensorByTensor(given, (values) =>
    value ? evaluateAll(value, values, given) : (values.get('p') ?? []),
  );
}

/** What the rule keeps after the step. */
export function update(given: OracleStep): Memory {
  const after: Memory = new Map();
  const results = tensorRanges(given.tensors).map(([start, end]) =>
    run(given.rule.program.statements, valuesOf(given, start, end), given),
  );
  for (const name of given.memory.keys()) {
    after.set(
      name,
      results.flatMap((values) => values.get(name) ?? []),
    );
  }
  return after;
}

function run(statements: readonly Statement[], before: Values, given: OracleStep): Values {
  let values = before;
  for (const statement of statements) {
    if (statement.kind === 'assignment') {
      values = new Map(values).set(statement.target, evaluateAll(statement.value, values, given));
    } else {
      const current = values;
      const mask = elements(values).map((i) => test(statement.condition, i, current, given));
      const then = run(statement.then, values, given);
      const otherwise = run(statement.otherwise, values, given);
      const both = [...then].filter(([name]) => otherwise.has(name));
      values = new Map(
        both.map(([name, a]) => [name, mask.map((isThen, i) => pick(isThen ? a : otherwise.get(name), i))]),
      );
    }
  }
  return values;
}

function evaluateAll(expression: Expression, values: Values, given: OracleStep): number[] {
  return elements(values).map((i) => evaluate(expression, i, values, given));
}

function evaluate(expression: Expression, i: number, values: Values, given: OracleStep): number {
  const value = (operand: Expression) => evaluate(operand, i, values, given);
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'name':
      return pick(values.get(expression.name), i);
    case 'negate':
      return -value(expression.operand);
    case 'binary': {
      const [a, b] = [value(expression.left), value(expression.right)];
      if (expression.operator === '+') return a + b;
      if (expression.operator === '-') return a - b;
      if (expression.operator === '*') return a * b;
      return expression.operator === '/' ? a / b : power(a, b);
    }
    case 'call': {
      const [a = 0, b = 0, c = 0] = expression.arguments.map(value);
      if (expression.function === 'clip') return Math.min(Math.max(a, b), c);
      if (expression.function === 'pow') return power(a, b);
      if (expression.function === 'max' || expression.function === 'min')
        return Math[expression.function](a, b);
      return Math[expression.function](a);
    }
    case 'where':
      return test(expression.condition, i, values, given)
        ? value(expression.then)
        : value(expression.otherwise);
    case 'reduction': {
      if (expression.function === 'global_norm') return Math.sqrt(sum(given.gradient.map((g) => g * g)));
      const all = evaluateAll(expression.operand, values, given);
      if (expression.function === 'norm') return Math.sqrt(sum(all.map((x) => x * x)));
      return expression.function === 'sum' ? sum(all) : sum(all) / all.length;
    }
  }
}

function test(condition: Condition, i: number, values: Values, given: OracleStep): boolean {
  const holds = (operand: Condition) => test(operand, i, values, given);
  switch (condition.kind) {
    case 'flag':
      return settingOf(condition.option.name, given) === true;
    case 'not':
      return !holds(condition.operand);
    case 'both':
      return holds(condition.left) && holds(condition.right);
    case 'either':
      return holds(condition.left) || holds(condition.right);
    case 'comparison': {
      const { operator, left, right } = condition;
      const choice = left.kind === 'name' ? settingOf(left.name, given) : undefined;
      if (choice !== undefined)
        return (right.kind === 'name' && choice === right.name) === (operator === '==');
      const [a, b] = [evaluate(left, i, values, given), evaluate(right, i, values, given)];
      if (operator === '==' || operator === '!=') return (a === b) === (operator === '==');
      if (operator === '<' || operator === '<=') return operator === '<' ? a < b : a <= b;
      return operator === '>' ? a > b : a >= b;
    }
  }
}

function settingOf(name: string, { rule, settings }: OracleStep): number | boolean | string | undefined {
  const option = rule.options.find((each) => each.name === name);
  return option && (settings[name] ?? option.default);
}

function valuesOf(
  { rule, hyperparameters, memory, gradient, step }: OracleStep,
  start: number,
  end: number,
): Values {
  const everywhere = (value: number) => Array.from({ length: end - start }, () => value);
  return new Map([
    ...rule.hyperparameters.map(
      ({ name }) => [name, everywhere(hyperparameters[name] ?? Number.NaN)] as const,
    ),
    ...[...memory].map(([name, all]) => [name, all.slice(start, end)] as const),
    ['g', gradient.slice(start, end)],
    ['t', everywhere(step)],
  ]);
}

function tensorByTensor(given: OracleStep, compute: (values: Values) => readonly number[]): number[] {
  return tensorRanges(given.tensors).flatMap(([start, end]) => compute(valuesOf(given, start, end)));
}

function tensorRanges(tensors: readonly number[]): (readonly [number, number])[] {
  return tensors.map((length, index) => {
    const start = sum(tensors.slice(0, index));
    return [start, start + length];
  });
}

function elements(values: Values): number[] {
  return (values.get('p') ?? []).map((_, i) => i);
}

function pick(values: readonly number[] | undefined, i: number): number {
  return values?.[i] ?? Number.NaN;
}

/** NumPy and PyTorch square by multiplication. */
function power(base: number, exponent: number): number {
  return exponent === 2 ? base * base : base ** exponent;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

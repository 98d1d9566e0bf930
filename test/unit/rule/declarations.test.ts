import { describe, expect, test } from 'vitest';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { compileFloat32, compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';
import { declaredRule, errorOf, messageOf, resolved, stepOnce } from './ruleText.ts';

const update = ['p -= g'];

describe('options', () => {
  const { options } = parseRule(
    declaredRule(
      [
        'option amsgrad = false  # keep the largest mean',
        'option nesterov = true',
        'option form = keras in {pytorch, keras}  # whose form',
      ],
      update,
    ),
  );

  test('are true or false, or one of some words, with a default and a description', () => {
    expect(options).toEqual([
      { name: 'amsgrad', default: false, choices: null, description: 'keep the largest mean' },
      { name: 'nesterov', default: true, choices: null, description: '' },
      { name: 'form', default: 'keras', choices: ['pytorch', 'keras'], description: 'whose form' },
    ]);
  });

  test('may have choices that are names or words of the language', () => {
    const text = declaredRule(
      ['state m', 'option form = if in {m, if, constructor}'],
      ['if form == if and form != m', '  p = m'],
    );
    expect(parseRule(text).options[0]?.choices).toEqual(['m', 'if', 'constructor']);
  });
});

describe('state', () => {
  const declarations = ['state z = p, s = 2 * a, w = where(p > a, 1, -1), zero', 'a = 0.1 in [0, 1]'];
  const rule = resolved(declaredRule(declarations, ['p = z + s + w + zero']));

  test('begins with what its expression gives for each parameter', () => {
    const { tensors } = compileFloat64(rule).createState(Float64Array.of(3, 0), { a: 0.1 });
    expect(tensors).toEqual([
      Float64Array.of(3, 0),
      Float64Array.of(0.2, 0.2),
      Float64Array.of(1, -1),
      Float64Array.of(0, 0),
    ]);
  });

  test('begins rounded in float32', () => {
    const { tensors } = compileFloat32(rule).createState(Float32Array.of(3, 0), { a: 0.1 });
    expect(tensors[1]).toEqual(Float32Array.of(0.2, 0.2));
  });

  test('begins with a copy of the parameters', () => {
    const parameters = Float64Array.of(3);
    const state = compileFloat64(rule).createState(parameters, { a: 0.1 });
    parameters[0] = 4;
    expect(state.tensors[0]).toEqual(Float64Array.of(3));
  });
});

describe('scalars', () => {
  const rule = resolved(
    declaredRule(
      ['a = 0.5 in [0, 1]', 'scalar product = 1, start = 4 * a, zero'],
      ['before = product', 'product *= a', 'p = before + 10 * product + 100 * start + zero'],
    ),
  );

  test('begin with what their expression gives', () => {
    const state = compileFloat64(rule).createState(Float64Array.of(3, 0), { a: 0.5 });
    expect(state).toEqual({ tensors: [], scalars: Float64Array.of(1, 2, 0) });
  });

  test('keep one number from step to step', () => {
    const kernel = compileFloat64(rule);
    const parameters = new Float64Array(2);
    const state = kernel.createState(parameters, { a: 0.5 });
    kernel.update(parameters, new Float64Array(2), state, { a: 0.5 }, 1);
    expect(parameters).toEqual(Float64Array.of(206, 206));
    kernel.update(parameters, new Float64Array(2), state, { a: 0.5 }, 2);
    expect(parameters).toEqual(Float64Array.of(203, 203));
    expect(state.scalars).toEqual(Float64Array.of(0.25, 2, 0));
  });

  test('take what hyperparameters, scalars, t and conditions on them give', () => {
    const text = declaredRule(
      ['a = 2 in [0, 9]', 'scalar q = 1'],
      ['x = a * t', 'if t > 1 and x > q', '  q = x + q', 'p = q'],
    );
    expect(stepOnce(text, { t: 1 })).toBe(1);
    expect(stepOnce(text, { t: 3 })).toBe(7);
  });
});

test.each([
  ['option', '2:7 — expected the name of an option, found the end of the line'],
  ['option f', "2:9 — expected '=', found the end of the line"],
  [
    'option f = 1',
    "2:12 — expected 'true', 'false' or a word with its choices, such as 'x in {x, y}', found '1'",
  ],
  [
    'option f = True',
    "2:12 — expected 'true', 'false' or a word with its choices, such as 'x in {x, y}', found 'True'",
  ],
  ['option f = true in {true}', "2:17 — expected the end of the line, found 'in'"],
  ['option f = x in y', "2:17 — expected '{', found 'y'"],
  ['option f = x in {}', "2:18 — expected a word to choose, found '}'"],
  ['option f = x in {x, 1}', "2:21 — expected a word to choose, found '1'"],
  ['option f = x in {x', "2:19 — expected '}', found the end of the line"],
  ['option f = x in {x, y, x}', "2:24 — 'x' is a choice already"],
  ['option f = x in {y, z}', '2:12 — f = x — expected one of y, z'],
  [
    'option f = kears in {pytorch, keras}',
    "2:12 — f = kears — expected one of pytorch, keras; did you mean 'keras'?",
  ],
  ['option p = true', "2:8 — 'p' is already the parameter; choose another name"],
  ['option sqrt = true', "2:8 — 'sqrt' is a word of the rule language; choose another name"],
  ['state m = p, m', "2:14 — 'm' is already a state; choose another name"],
  ['state m,', '2:9 — expected the name of a state, found the end of the line'],
  ['state m n', "2:9 — expected the end of the line, found 'n'"],
  ['state m =', "2:10 — expected a number, a name or '(', found the end of the line"],
  ['state m = lr', "2:11 — unknown name 'lr'"],
  ['state m = g', "2:11 — the first value of a state is made of hyperparameters and 'p', without 'g'"],
  ['state m = m', "2:11 — the first value of a state is made of hyperparameters and 'p', without 'm'"],
  ['state m = p * t', "2:15 — the first value of a state is made of hyperparameters and 'p', without 't'"],
  [
    'state m = 2 * norm(1)',
    "2:15 — the first value of a state is made of hyperparameters and 'p', without 'norm'",
  ],
  [
    'state m = p > 0',
    "2:11 — expected a number, found a condition; 'where(condition, a, b)' makes a number of it",
  ],
  ['scalar', '2:7 — expected the name of a scalar, found the end of the line'],
  ['scalar q = p', "2:12 — the first value of a scalar is made of hyperparameters, without 'p'"],
  ['scalar q = sum(1)', "2:12 — the first value of a scalar is made of hyperparameters, without 'sum'"],
  ['lr = inf in [0, inf)', "2:6 — expected a number, found 'inf'"],
  ['lr = 1 in {0, 1}', "2:11 — expected a range such as '(0, 1]', found '{'"],
])('%s: %s', (declaration, message) => {
  expect(messageOf(declaredRule([declaration], update))).toBe(message);
});

test('a state may not begin with an option', () => {
  const text = declaredRule(['option wide = true', 'state m = where(wide, p, 0)'], update);
  const { message, at } = errorOf(text);
  expect(message).toBe(
    "test.optimizer:3:17 — the first value of a state is made of hyperparameters and 'p', without 'wide'",
  );
  expect(at.text).toBe('wide');
});

test.each([
  ...['name', 'option', 'state', 'scalar', 'update', 'in', 'inf', 'true', 'false', 'if', 'elif', 'else'],
  ...[
    'where',
    'and',
    'or',
    'not',
    'gradient',
    'at',
    'norm',
    'sum',
    'mean',
    'global_norm',
    'abs',
    'clip',
    'exp',
  ],
  ...['log', 'max', 'min', 'pow', 'sign', 'sqrt', 'tanh'],
])("'%s' is no name", (word) => {
  const reason = `'${word}' is a word of the rule language; choose another name`;
  expect(errorOf(declaredRule([`state ${word}`], update)).reason).toBe(reason);
  expect(errorOf(declaredRule([`option ${word} = true`], update)).reason).toBe(reason);
});

test.each([
  ['p', 'the parameter'],
  ['g', 'the gradient'],
  ['t', 'the number of the step'],
  ['lr', 'a hyperparameter'],
  ['fast', 'an option'],
  ['m', 'a state'],
  ['q', 'a scalar'],
])("'%s' is %s, and no second thing", (name, meaning) => {
  const declarations = ['lr = 1 in [0, 1]', 'option fast = true', 'state m', 'scalar q'];
  const again = [`${name} = 1 in [0, 1]`, `option ${name} = true`, `state ${name}`, `scalar ${name}`];
  for (const declaration of again) {
    expect(errorOf(declaredRule([...declarations, declaration], update)).reason).toBe(
      `'${name}' is already ${meaning}; choose another name`,
    );
  }
});

import { describe, expect, test } from 'vitest';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import { compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';
import type { Settings } from '../../../core/rule/syntax/rule.ts';
import { declaredRule, resolved } from './ruleText.ts';

const declarations = [
  'lr = 1 in [0, 10]',
  'momentum = 0 in [0, 1]',
  'option amsgrad = false',
  'option nesterov = true',
  'option form = pytorch in {pytorch, keras, jax}',
  'state m, v',
  'scalar q',
];

/** The lines that are left, as written, for a rule with these below its `update`. */
function left(
  update: readonly string[],
  settings?: Settings,
  scheduled?: readonly string[],
): readonly string[] {
  const rule = resolved(declaredRule(declarations, [...update, 'p = p']), settings, scheduled);
  const kept = new Set<number>();
  const visit = (statements: typeof rule.program.statements): void => {
    for (const statement of statements) {
      kept.add(statement.at.line);
      if (statement.kind === 'branch') {
        visit(statement.then);
        visit(statement.otherwise);
      }
    }
  };
  visit(rule.program.statements);
  return [...kept].map((line) => rule.lines[line - 1]?.trim() ?? '').filter((line) => line !== 'p = p');
}

describe('an option that is true or false', () => {
  const update = ['if amsgrad', '  m = 1', 'else', '  m = 2', '  v = 3'];

  test('keeps the lines below its if', () => {
    expect(left(update, { amsgrad: true })).toEqual(['m = 1']);
  });

  test('keeps the lines below the else otherwise', () => {
    expect(left(update, { amsgrad: false })).toEqual(['m = 2', 'v = 3']);
  });

  test('has its default where nothing is given', () => {
    expect(left(update)).toEqual(['m = 2', 'v = 3']);
    expect(left(['if nesterov', '  m = 1'], { amsgrad: true })).toEqual(['m = 1']);
  });
});

test.each([
  ['pytorch', 'm = 1'],
  ['keras', 'm = 2'],
  ['jax', 'm = 3'],
])('the choice %s keeps the lines that ask for it', (form, line) => {
  const update = ['if form == pytorch', '  m = 1', 'elif form != jax', '  m = 2', 'else', '  m = 3'];
  expect(left(update, { form })).toEqual([line]);
  expect(
    left(
      [
        'if not form == pytorch',
        '  if not form != jax',
        '    m = 3',
        '  else',
        '    m = 2',
        'else',
        '  m = 1',
      ],
      { form },
    ),
  ).toEqual([line]);
});

test('options below options are decided too', () => {
  const update = [
    'if nesterov',
    '  if amsgrad',
    '    m = 1',
    '  else',
    '    m = 2',
    '  v = 3',
    'else',
    '  m = 4',
  ];
  expect(left(update, { amsgrad: true, nesterov: true })).toEqual(['m = 1', 'v = 3']);
  expect(left(update, { amsgrad: false, nesterov: true })).toEqual(['m = 2', 'v = 3']);
  expect(left(update, { amsgrad: true, nesterov: false })).toEqual(['m = 4']);
});

describe('a condition that is open', () => {
  test('keeps both of its blocks, each with what is decided in it', () => {
    const update = ['if g > 0', '  if amsgrad', '    m = 1', '  v = 2', 'else', '  if nesterov', '    m = 3'];
    expect(left(update)).toEqual(['if g > 0', 'v = 2', 'm = 3']);
  });

  test('goes where nothing is left below it', () => {
    const update = ['if m > 0', '  if amsgrad', '    v = 1', 'else', '  if amsgrad', '    v = 2'];
    expect(left(update)).toEqual([]);
    expect(resolved(declaredRule(declarations, [...update, 'p = g'])).state).toEqual([]);
  });

  test.each([
    ['amsgrad and g > 0', []],
    ['g > 0 and amsgrad', []],
    ['nesterov and g > 0', ['if nesterov and g > 0', 'm = 1']],
    ['amsgrad or g > 0', ['if amsgrad or g > 0', 'm = 1']],
    ['nesterov or g > 0', ['m = 1']],
    ['g > 0 or nesterov', ['m = 1']],
    ['not (g > 0 or nesterov)', []],
    ['not (g > 0 and amsgrad)', ['m = 1']],
    ['not amsgrad and not (form == keras or amsgrad)', ['m = 1']],
  ])('%s: %j', (condition, lines) => {
    expect(left([`if ${condition}`, '  m = 1'])).toEqual(lines);
  });

  test.each([
    ['nesterov and g > 0'],
    ['g > 0 and nesterov'],
    ['amsgrad or g > 0'],
    ['g > 0 or form == keras'],
    ['not (not nesterov or not g > 0)'],
  ])('%s is g > 0', (condition) => {
    const rule = resolved(declaredRule(declarations, [`p = where(${condition}, 1, 2)`]));
    const kernel = compileFloat64(rule);
    const parameters = new Float64Array(2);
    kernel.update(parameters, Float64Array.of(1, -1), kernel.createState(parameters, {}), {}, 1);
    expect(parameters).toEqual(Float64Array.of(1, 2));
  });
});

describe('where', () => {
  const takenFrom = (value: string, settings?: Settings) => {
    const rule = resolved(declaredRule(declarations, [`p = ${value}`]), settings);
    const kernel = compileFloat64(rule);
    const parameters = Float64Array.of(5);
    const state = kernel.createState(parameters, { lr: 1, momentum: 0 });
    kernel.update(parameters, Float64Array.of(7), state, { lr: 1, momentum: 0 }, 1);
    return { value: parameters[0], state: rule.state.map(({ name }) => name) };
  };

  test('is what the option decides', () => {
    expect(takenFrom('where(amsgrad, m, g)')).toEqual({ value: 7, state: [] });
    expect(takenFrom('where(amsgrad, m + 1, g)', { amsgrad: true })).toEqual({ value: 1, state: ['m'] });
  });

  test('is decided within other values and conditions', () => {
    expect(takenFrom('1 + norm(where(amsgrad, m, g))')).toEqual({ value: 8, state: [] });
    expect(takenFrom('where(where(amsgrad, m, g) > 6, where(form == keras, v, 2), 3)')).toEqual({
      value: 2,
      state: [],
    });
    expect(takenFrom('where(where(form == keras, m, 1) == 1, 2, v)')).toEqual({ value: 2, state: [] });
  });

  test('is decided in the condition of an if', () => {
    expect(left(['if where(amsgrad, 1, 2) == 1', '  m = 1', 'else', '  m = 2'])).toEqual(['m = 2']);
    expect(left(['if where(form == jax, g, 2) == 1', '  m = 1', 'else', '  m = 2'])).toEqual(['m = 2']);
  });

  test('is decided where the gradient is taken', () => {
    const text = declaredRule(declarations, ['g = gradient at where(nesterov, p, p + m)', 'p = g']);
    expect(resolved(text).state).toEqual([]);
    expect(resolved(text, { nesterov: false }).state.map(({ name }) => name)).toEqual(['m']);
  });
});

describe('state and scalars', () => {
  const update = ['if amsgrad', '  m = max(m, g)', '  q = q + 1', 'elif nesterov', '  v = v + g', 'p = g'];
  const namesFor = (settings: Settings) => {
    const { state, scalars } = resolved(declaredRule(declarations, update), settings);
    return [...state, ...scalars].map(({ name }) => name);
  };

  test('are there where a line that is left reads or assigns them', () => {
    expect(namesFor({ amsgrad: true })).toEqual(['m', 'q']);
    expect(namesFor({ amsgrad: false })).toEqual(['v']);
    expect(namesFor({ amsgrad: false, nesterov: false })).toEqual([]);
  });

  test('are there where only a condition or the look-ahead reads them', () => {
    const text = declaredRule(declarations, ['g = gradient at p + q', 'if v > 0', '  p = g']);
    const { state, scalars } = resolved(text);
    expect([...state, ...scalars].map(({ name }) => name)).toEqual(['v', 'q']);
  });

  test('keep the places in a kernel that they have in the resolved rule', () => {
    const rule = resolved(declaredRule(declarations, update));
    const kernel = compileFloat64(rule);
    const state = kernel.createState(Float64Array.of(1), {});
    kernel.update(Float64Array.of(1), Float64Array.of(2), state, {}, 1);
    expect(state).toEqual({ tensors: [Float64Array.of(2)], scalars: new Float64Array(0) });
  });
});

describe('a condition on hyperparameters', () => {
  const update = ['if momentum != 0', '  m = 1', 'else', '  m = 2'];

  test('is decided by the values that are given', () => {
    expect(left(update, { momentum: 0 })).toEqual(['m = 2']);
    expect(left(update, { momentum: 0.9 })).toEqual(['m = 1']);
    expect(left(['if momentum * 2 > lr / 4 - 1', '  m = 1'], { momentum: 0, lr: 4 })).toEqual([]);
  });

  test('is open where none is given, whatever the default', () => {
    expect(left(update)).toEqual(['if momentum != 0', 'm = 1', 'm = 2']);
    expect(left(['if momentum < lr', '  m = 1'], { momentum: 0 })).toEqual(['if momentum < lr', 'm = 1']);
  });

  test('is open where a schedule changes the value', () => {
    expect(left(update, { momentum: 0 }, ['momentum'])).toEqual(['if momentum != 0', 'm = 1', 'm = 2']);
    expect(left(update, { momentum: 0, lr: 1 }, ['lr'])).toEqual(['m = 2']);
  });

  test('is open where it also reads what changes', () => {
    expect(left(['if momentum < t', '  m = 1'], { momentum: 0 })).toEqual(['if momentum < t', 'm = 1']);
    expect(left(['if norm(p) < momentum', '  m = 1'], { momentum: 0 })).toEqual([
      'if norm(p) < momentum',
      'm = 1',
    ]);
    expect(left(['if q == momentum', '  m = 1'], { momentum: 0 })).toEqual(['if q == momentum', 'm = 1']);
  });

  test('is decided without any name', () => {
    expect(left(['if 1 > 2', '  m = 1', 'else', '  m = 2'])).toEqual(['m = 2']);
  });

  test('leaves hyperparameters in values alone', () => {
    const rule = resolved(declaredRule(declarations, ['p = where(momentum == 0, lr, 1)']), {
      momentum: 0,
      lr: 3,
    });
    const kernel = compileFloat64(rule);
    const parameters = new Float64Array(1);
    kernel.update(parameters, parameters, kernel.createState(parameters, {}), { lr: 5, momentum: 0 }, 1);
    expect(parameters).toEqual(Float64Array.of(5));
  });
});

test('a resolved rule has no options, and the rule that it came from still has them', () => {
  const rule = parseRule(declaredRule(declarations, ['if amsgrad', '  m = 1', 'p = g']));
  expect(resolve(rule).options).toEqual([]);
  expect(rule.options.length).toBe(3);
  expect(resolve(rule, { amsgrad: true }).state.map(({ name }) => name)).toEqual(['m']);
});

test.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty'])('an option may be named %s', (name) => {
  const text = declaredRule([`option ${name} = true`], [`if ${name}`, '  p = 1', 'else', '  p = 2']);
  expect(compiledValue(text, {})).toBe(1);
  expect(compiledValue(text, { [name]: false })).toBe(2);
});

test.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty'])(
  'a choice and a hyperparameter may be named %s',
  (name) => {
    const text = declaredRule(
      [`${name} = 3 in [0, 9]`, `option form = x in {x, ${name}}`, 'state m = 0'],
      [`if form == ${name} and ${name} == 3`, `  p = ${name}`, 'else', '  p = 2'],
    );
    expect(compiledValue(text, {}, { [name]: 3 })).toBe(2);
    expect(compiledValue(text, { form: name }, { [name]: 3 })).toBe(3);
    expect(compiledValue(text, { form: name, [name]: 4 }, { [name]: 4 })).toBe(2);
  },
);

function compiledValue(
  text: string,
  settings: Settings,
  hyperparameters: Readonly<Record<string, number>> = {},
) {
  const kernel = compileFloat64(resolved(text, settings));
  const parameters = new Float64Array(1);
  kernel.update(parameters, parameters, kernel.createState(parameters, hyperparameters), hyperparameters, 1);
  return parameters[0];
}

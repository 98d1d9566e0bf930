/** What any rule can be put to: held against the optimizers that ship, and against rules that are wrong on purpose. */
import { describe, expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { ruleTests } from '../../../core/ruleTests/index.ts';
import { type RuleTestId, ruleTestIds } from '../../../core/ruleTests/labels.ts';

const settings = 'name "Mine"\n\nlr = 0.01 in [0, inf)  # learning rate\n';
const mine = (text: string, head = settings) => parseRule(`${head}${text}`, 'mine.optimizer');
const update = (...lines: string[]) =>
  mine(['', 'update', ...lines.map((line) => `  ${line}`), ''].join('\n'));

const result = (id: RuleTestId, rule: ReturnType<typeof mine>) => ruleTests[id](rule);

/** What is true of optimizers that ship, and would be a fault of others. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  // Its rate is where the sizes of its steps begin, and PyTorch's smallest is 1e-6.
  rprop: ['rateZero'],
  // It looks for the gradient a fixed way uphill, and so it stays about as far from the floor of a narrow valley.
  sam: ['convergence/rosenbrock'],
};

test.each(optimizers.map(({ id }) => id))('%s passes, and is known by its name', (id) => {
  const rule = optimizers.find((each) => each.id === id)?.rule;
  if (!rule) throw new Error(id);
  const results = ruleTestIds.map((test) => ({ id: test, ...ruleTests[test](rule) }));
  expect(results.filter(({ kind }) => kind !== 'passed').map((each) => each.id)).toEqual(
    exceptions[id] ?? [],
  );
  const known = results.find((each) => each.id === 'knownRule');
  expect(known).toMatchObject({
    message: `It is ${rule.name}: it takes the same 30 steps, bit for bit.`,
    line: null,
  });
});

describe('a rule that is wrong is told what it does', () => {
  test('uphill, which comes first', () => {
    for (const [step, line] of [
      ['p += lr * g', 6],
      ['p = lr * g + p', 6],
    ] as const)
      expect(result('convergence/valley', update(step))).toEqual({
        kind: 'failed',
        message: [
          'It moves up the gradient: turn the sign of its step, as in p -= lr * g.',
          'Its loss never falls below that of the start, 100.0, at any of 11 rates from 0.0001 to 10.',
        ].join('\n'),
        line,
      });
    const decayed = update('p *= 1 - 0.001 * lr', 'p += lr * g', 'p *= 0.9999');
    expect(result('convergence/valley', decayed).line).toBe(7);
    expect(result('convergence/valley', update('s = lr * g', 'p = -s + 2 * s + p')).line).toBe(7);
  });

  test('uphill, with the line that turns what the step subtracts', () => {
    const found = result('convergence/valley', update('h = -g', 'p -= lr * h'));
    expect(found.message).toMatch(
      /^It moves up the gradient: line 6 turns the sign of h, and line 7 subtracts it\. Turn one of the two\.\n/,
    );
    expect(found.line).toBe(6);
  });

  test('uphill, rather than in the step in which that ends', () => {
    expect(result('manySteps', update('p += lr * g'))).toEqual({
      kind: 'failed',
      message:
        'It moves up the gradient: turn the sign of its step, as in p -= lr * g.\nIts parameters grow beyond all numbers, in step 22 at the latest.',
      line: 6,
    });
    expect(result('manySteps', update('p -= 9 * lr * g')).kind).toBe('passed');
    expect(result('manySteps', mine('\nupdate\n  p -= 90 * lr * g\n'))).toEqual({
      kind: 'failed',
      message: expect.stringMatching(
        /^It diverges from an ordinary start\.\nIts parameters grow .*\.\nIts default lr of 0\.01 may be too large\.$/,
      ),
      line: null,
    });
  });

  test('too slowly, whose sign is right', () => {
    const { kind, message, line } = result('convergence/valley', update('p -= 1e-9 * lr * g'));
    expect([kind, message, line]).toEqual([
      'failed',
      expect.stringMatching(
        /^It comes from a loss of 100\.0 to 99\.50 in 5000 steps at lr 10, the best of 11 rates from 0\.0001 to 10\.\nA hundredth of the loss at the start was expected\.$/,
      ),
      null,
    ]);
  });

  test('NaN at the rate that it names itself, though other rates arrive', () => {
    const rule = update('s = where(lr == 0.01, sqrt(-1 - g**2), 1)', 'p -= lr * g * s');
    expect(result('convergence/valley', rule)).toEqual({
      kind: 'failed',
      message: expect.stringMatching(
        /^At its default lr 0\.01 it comes to numbers that aren’t finite\.\nIn step 1, line 6 makes s = NaN, by √\(−1 − g²\): −10001 has no root\.\nIt comes from .* at lr \S+\.$/,
      ),
      line: 6,
    });
  });

  test('too far at the rate that it names itself, which is no fault', () => {
    const rule = mine('\nupdate\n  p -= lr * g\n', settings.replace('0.01', '0.5'));
    const { kind, message } = result('convergence/valley', rule);
    expect(kind).toBe('passed');
    expect(message).toMatch(
      /^It comes from a loss of 100\.0 to 0\.\d+ in \d+ steps at lr 0\.01\.\nAt its default lr 0\.5 it diverges in step \d\.$/,
    );
  });

  test.each([
    ['s = sqrt(p - 1e6)', 's = NaN, by √\\(p − 1000000\\): \\S+ has no root'],
    ['s = 1 / (t - 1)', 's = ∞, by 1 / \\(t − 1\\): 1 is divided by 0'],
    ['s = norm(1 / (t - 1))', 's = ∞: .*'],
  ])('a step that leads nowhere, at the line that makes it: %s', (line, said) => {
    for (const head of [[], ['g = gradient at p - lr * p']]) {
      const { message, line: at } = result('manySteps', update(...head, line, 'p -= lr * (g + s)'));
      expect(message).toMatch(
        new RegExp(`^In step 1, line ${at} makes ${said}\\.\nIt begins at an ordinary place`),
      );
      expect(at).toBe(6 + head.length);
    }
  });

  test('a step without the rate', () => {
    expect(result('rateZero', update('p -= lr * g + 0.001 * p'))).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/^At lr 0 a parameter is moved by 0\.0\d+ within 20 steps\.\nWhat is/),
    });
  });

  test('NaN at rate 0: the step, the line and the operation', () => {
    expect(result('rateZero', update('s = g / (t - 2)', 'p -= lr * s'))).toEqual({
      kind: 'failed',
      message: expect.stringMatching(
        /^At lr 0, in step 2, line 6 makes s = (−?∞), by g \/ \(t − 2\): \S+ is divided by 0\.\n0 times a number/,
      ),
      line: 6,
    });
  });

  test('no lr, or none that may be 0', () => {
    const head = 'name "Mine"\n\nrate = 0.01 in [0, inf)  # learning rate\n';
    const without = mine('\nupdate\n  p -= rate * g\n', head);
    expect(result('rateZero', without)).toMatchObject({ kind: 'skipped', message: 'The rule has no lr.' });
    expect(result('convergence/valley', without).message).toMatch(/ with its defaults\.$/);
    const above = mine('\nupdate\n  p -= lr * g\n', settings.replace('[0', '(0'));
    expect(result('rateZero', above)).toMatchObject({
      kind: 'skipped',
      message: 'The range of lr is without 0.',
    });
  });

  test('a fraction of nothing, at the line that makes it', () => {
    const rule = update('n = g / norm(g)', 'p -= lr * n');
    expect(result('zeroGradient', rule)).toEqual({
      kind: 'failed',
      message:
        'With a gradient of zero, in step 1, line 6 makes n = NaN, by g / norm(g): 0 is divided by 0.\nAn eps below a fraction keeps it finite.',
      line: 6,
    });
    const atZero = update('n = g / norm(p)', 'p -= lr * n');
    expect(result('zeroGradient', atZero).message).toMatch(
      /line 6 makes n = NaN, .*\nThe parameters were 0, too\.\nAn eps/,
    );
    const root = update('p -= lr * sqrt(-1 - g**2)');
    expect(result('zeroGradient', root).message).not.toContain('eps');
    const kept = mine('state s\n\nupdate\n  s = 1 / (t - 3)\n  p -= lr * g\n');
    expect(result('zeroGradient', kept)).toMatchObject({ kind: 'failed', line: 7 });
  });

  test('steps that grow with the count', () => {
    expect(result('manySteps', update('p -= lr * t * g / (1 + abs(g))'))).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(
        /^Step 1,000,000 moves a parameter by \S+, \S+ times as far as any of the first 100\.$/,
      ),
    });
    expect(result('manySteps', update('p -= lr * g * exp(t)')).message).toMatch(
      /^It diverges from an ordinary start\./,
    );
    expect(result('manySteps', update('p -= lr * g * (2**(t / 100) - 2**(t / 100))')).message).toMatch(
      /^At step 1,000,000 a number is not finite\./,
    );
  });
});

test('whether the scale of gradients matters is said', () => {
  expect(result('gradientScale', update('p -= lr * g'))).toMatchObject({
    kind: 'passed',
    message: 'Yes: with 1024 times the gradient the first step is 1024 times as long.',
  });
  expect(result('gradientScale', update('p -= lr * sign(g)')).message).toBe(
    'No: with 1024 times the gradient the steps are the same.',
  );
  expect(result('gradientScale', update('p -= lr * t * 0')).message).toMatch(/^No: /);
  expect(result('gradientScale', update('p -= lr * where(t == 1, sign(g), g)')).message).toBe(
    'Yes: with 1024 times the gradient the first step is as long, and later ones differ.',
  );
  expect(result('gradientScale', update('p -= lr * where(t == 1, 0, g)')).message).toBe(
    'Yes: with 1024 times the gradient the first step is none, as before.',
  );
});

test('steps that aren’t finite are no steps to compare', () => {
  expect(result('gradientScale', update('p -= lr * g / (t - 1)'))).toEqual({
    kind: 'skipped',
    message: expect.stringMatching(
      /^There are no finite steps to compare\.\nIn step 1, line 6 makes p = −?∞, by lr · g \/ \(t − 1\): \S+ is divided by 0\.$/,
    ),
    line: null,
  });
  expect(result('gradientScale', update('p -= lr * sqrt(500 - abs(g))')).message).toMatch(
    /^There are no finite steps to compare\.\nWith 1024 times the gradient, in step 1, line 6 makes p = NaN, by √\(500 − \|g\|\): \S+ has no root\.$/,
  );
  expect(result('gradientScale', update('p -= lr * sign(g) / (5 - t)')).message).toBe(
    'No: with 1024 times the gradient the steps are the same. They are finite up to step 4.',
  );
  expect(result('gradientScale', update('p += lr * g')).message).toBe(
    'Yes: with 1024 times the gradient the first step is 1024 times as long.',
  );
});

test('a target that a rule has not is said', () => {
  expect(result('targetsAgree', update('p -= lr * tanh(g)')).message).toBe(
    "JavaScript and the line-by-line interpreter in float64: the same bits for 20 steps. There is no WebAssembly of it: line 6 needs tanh for each parameter, which WebAssembly doesn't have.",
  );
});

describe('a rule is known', () => {
  const withMomentum = (head: string, ...lines: string[]) =>
    mine(`${head}\nstate v\n\nupdate\n${lines.map((line) => `  ${line}\n`).join('')}`);

  test('by another name of a hyperparameter', () => {
    const rule = withMomentum('mu = 0.9 in [0, 1)  # kept\n', 'v = mu * v + g', 'p -= lr * v');
    expect(result('knownRule', rule).message).toBe(
      'It is Momentum (mu is its momentum): it takes the same 30 steps, bit for bit.',
    );
  });

  test('by other names of several', () => {
    const rule = mine(
      [
        ...['b1 = 0.9 in [0, 1)  # kept', 'b2 = 0.999 in [0, 1)  # kept', 'tiny = 1e-8 in [0, inf)  # below'],
        ...['', 'state m, v', '', 'update', '  m = b1 * m + (1 - b1) * g', '  v = b2 * v + (1 - b2) * g**2'],
        ...['  p -= lr * (m / (1 - b1**t)) / (sqrt(v / (1 - b2**t)) + tiny)', ''],
      ].join('\n'),
    );
    expect(result('knownRule', rule).message).toMatch(
      /^It is Adam \(b1 is its beta1, b2 is its beta2, tiny is its eps\): /,
    );
  });

  test('but for rounding, where it is written another way', () => {
    const rule = withMomentum(
      'momentum = 0.9 in [0, 1)  # kept\n',
      'v = v - (1 - momentum) * v + g',
      'p -= v * lr',
    );
    expect(result('knownRule', rule).message).toBe(
      'It is Momentum: it takes the same 30 steps, but for rounding.',
    );
  });

  test('with what is a number in it, as far as that is its default', () => {
    const rule = withMomentum('', 'v = 0.9 * v + g', 'p -= lr * v');
    expect(result('knownRule', rule).message).toBe(
      'It is Momentum: it takes the same 30 steps, bit for bit.',
    );
  });

  test('with an option that is not its default', () => {
    const rule = withMomentum(
      'momentum = 0.9 in [0, 1)  # kept\n',
      'v = momentum * v - lr * g',
      'p += momentum * v - lr * g',
    );
    expect(result('knownRule', rule).message).toBe(
      'It is Nesterov (form = keras): it takes the same 30 steps, bit for bit.',
    );
  });

  test('with more hyperparameters than it has', () => {
    const rule = withMomentum(
      'momentum = 0.9 in [0, 1)  # kept\nscale = 1 in [0, inf)  # of the step\n',
      'v = momentum * v + g',
      'p -= lr * scale * v',
    );
    expect(result('knownRule', rule).message).toMatch(
      /^It is Momentum: .* with its defaults: with other values/,
    );
  });

  test('not, where it is another', () => {
    const none = `It takes the steps of none of the ${optimizers.length} optimizers that ship.`;
    const rule = update('p -= lr * g / (1 + abs(g))');
    expect(result('knownRule', rule)).toEqual({
      kind: 'passed',
      message: `No, and it is near none.\n${none}`,
      line: null,
    });
    expect(result('knownRule', update('p -= lr * sqrt(g)')).message).toMatch(/^No, /);
  });
});

describe('of a rule that is none, the nearest is told, and the first value that differs', () => {
  const adam = (...lines: string[]) =>
    mine(
      [
        ...['beta1 = 0.9 in [0, 1)', 'beta2 = 0.999 in [0, 1)', 'eps = 1e-8 in [0, inf)', 'state m, v'],
        ...['update', 'm = beta1 * m + (1 - beta1) * g', 'v = beta2 * v + (1 - beta2) * g**2', ...lines],
      ]
        .map((line, index) => (index < 5 ? line : `  ${line}`))
        .join('\n'),
    );
  const step = 'p -= lr * m_hat / (sqrt(v_hat) + eps)';
  const none = `It takes the steps of none of the ${optimizers.length} optimizers that ship.`;

  test.each([
    [
      'where a mean isn’t corrected',
      ['m_hat = m', 'v_hat = v / (1 - beta2**t)', step],
      /^Nearest: Adam\. In step 1 m_hat is 1\.544, Adam’s is 15\.44\.\nm isn’t corrected\. It begins with 0/,
      11,
    ],
    [
      'where the correction does not fade',
      ['m_hat = m / (1 - beta1)', 'v_hat = v / (1 - beta2**t)', step],
      /^Nearest: Adam\. In step 2 m_hat is 29\.30, Adam’s is 15\.42\.\nThe correction is the same in every step\./,
      11,
    ],
    [
      'where nothing is corrected',
      ['p -= lr * m / (sqrt(v) + eps)'],
      /^Nearest: Adam\. In step 1 p moves by −0\.03162, Adam’s by −0\.010000\.\nNothing is corrected/,
      11,
    ],
    [
      'where a line is wrong in a way of its own',
      ['m_hat = m / (1 - beta1**t)', 'v_hat = 3 * v / (1 - beta2**t)', step],
      /^Nearest: Adam\. In step 1 v_hat is \S+, Adam’s is \S+\.\nAdam has v_hat = v \/ \(1 - beta2\*\*t\)\n/,
      12,
    ],
    [
      'where a step ends at infinity',
      ['m_hat = m / (1 - beta1**(t - 1))', 'v_hat = v / (1 - beta2**t)', step],
      /^Nearest: Adam\. In step 1 m_hat is ∞, Adam’s is 15\.44\.\nAdam has m_hat = m/,
      11,
    ],
  ])('%s', (_, lines, message, line) => {
    const found = result('knownRule', adam(...lines));
    expect(found).toEqual({ kind: 'passed', message: expect.stringMatching(message), line });
    expect(found.message.split('\n').at(-1)).toBe(none);
  });

  test('where its hyperparameters have other names', () => {
    const rule = mine('mu = 0.8 in [0, 1)\nstate v\nupdate\n  v = mu * v + g\n  p += lr * v\n');
    expect(result('knownRule', rule)).toEqual({
      kind: 'passed',
      message: `Nearest: Momentum. In step 1 p moves by 0.1544, Momentum’s by −0.1544.\nThe sign of the step is flipped: it climbs. The gradient points uphill, and a step goes against it.\n${none}`,
      line: 8,
    });
  });

  test('where only the way is about the same', () => {
    const { message } = result('knownRule', update('p -= lr * g * (1 + 0.01 / t)'));
    expect(message).toMatch(
      /^Nearest: SGD\. In step 1 p moves by \S+, SGD’s by −0\.1544\.\nSGD has p -= lr \* g/,
    );
  });
});

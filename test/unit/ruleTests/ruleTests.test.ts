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
  expect(known?.message).toBe(`It is ${rule.name}: it takes the same 30 steps, bit for bit.`);
});

describe('a rule that is wrong is told what it does', () => {
  test('uphill', () => {
    const { kind, message } = result('convergence/valley', update('p += lr * g'));
    expect([kind, message]).toEqual([
      'failed',
      expect.stringMatching(
        /^It comes from a loss of 100\.0 to 100\.0 in 0 steps at lr 0\.0001, the best of 11 rates from 0\.0001 to 10\. A hundredth.* The rule moves up the gradient, at any rate: turn the sign/,
      ),
    ]);
  });

  test('too slowly, whose sign is right', () => {
    const { kind, message } = result('convergence/valley', update('p -= 1e-9 * lr * g'));
    expect([kind, message]).toEqual(['failed', expect.stringMatching(/at the start was expected\.$/)]);
  });

  test.each([
    ['s = sqrt(p - 1e6)', 's = NaN: √\\(.*\\) = NaN'],
    ['s = 1 / (t - 1)', 's = Infinity: 1 / \\(1 − 1\\) = ∞'],
  ])('a step that leads nowhere, at the line that makes it: %s', (line, said) => {
    for (const head of [[], ['g = gradient at p - lr * p']]) {
      const { message, line: at } = result('manySteps', update(...head, line, 'p -= lr * (g + s)'));
      expect(message).toMatch(
        new RegExp(`^Step 1 from an ordinary start makes .*: line ${at} makes ${said}\\.$`),
      );
      expect(at).toBe(6 + head.length);
    }
  });

  test('a step without the rate', () => {
    expect(result('rateZero', update('p -= lr * g + 0.001 * p'))).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/^At lr 0 a parameter is moved by 0\.0\d+ within 20 steps\./),
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
        'In step 1 with a gradient of zero, from parameters somewhere, line 6 makes n = NaN: 0 / 0 = NaN. An eps below a fraction keeps it finite.',
      line: 6,
    });
    const atZero = update('n = g / norm(p)', 'p -= lr * n');
    expect(result('zeroGradient', atZero).message).toMatch(/from parameters at zero, line 6 makes n = NaN/);
  });

  test('steps that grow with the count', () => {
    expect(result('manySteps', update('p -= lr * t * g / (1 + abs(g))'))).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(
        /^Step 1,000,000 moves a parameter by \S+, \S+ times as far as any of the first 100\.$/,
      ),
    });
    expect(result('manySteps', update('p -= lr * g * exp(t)')).message).toMatch(
      /^Step \d+ from an ordinary start/,
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
    const rule = update('p -= lr * g / (1 + abs(g))');
    expect(result('knownRule', rule).message).toBe(
      `No: it takes the steps of none of the ${optimizers.length} optimizers that ship.`,
    );
    expect(result('knownRule', update('p -= lr * sqrt(g)')).message).toMatch(/^No: /);
  });
});

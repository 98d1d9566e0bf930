import { describe, expect, test } from 'vitest';
import {
  checkRule,
  checkRuleText,
  type RuleResult,
} from '../../../../core/lesson/exercise/rule/checkRule.ts';
import { optimizers } from '../../../../core/optimizers/index.ts';
import { decidedReference, references, ruleExercise } from './ruleExercise.ts';

const adam = (lines: readonly string[], declarations = 'state m, v') => `name "Mine"
lr    = 0.01   in (0, 10]
beta1 = 0.9    in [0, 1)
beta2 = 0.999  in [0, 1)
eps   = 1e-8   in [0, 1]
${declarations}
update
${lines.map((line) => `  ${line}`).join('\n')}
`;

const adamLines = [
  'm = beta1 * m + (1 - beta1) * g',
  'v = beta2 * v + (1 - beta2) * g**2',
  'm_hat = m / (1 - beta1**t)',
  'v_hat = v / (1 - beta2**t)',
  'p = p - lr * m_hat / (sqrt(v_hat) + eps)',
];
const exercise = ruleExercise('adam', { settings: { lr: 0.01 }, steps: 200 });

/** Adam with some of its lines written otherwise. */
function adamWith(changes: Readonly<Record<number, string>>): string {
  return adam(adamLines.map((line, index) => changes[index] ?? line));
}

function failed(result: RuleResult) {
  if (result.kind !== 'failed') throw new TypeError(`expected a failure, found: ${result.message}`);
  return result;
}

describe('passes', () => {
  test.each(references)('%s %j itself', (id, settings) => {
    const own = ruleExercise(id, { settings });
    expect(checkRule(own, decidedReference(own).rule)).toEqual({
      kind: 'passed',
      message: 'Equal to the reference for 60 steps, bit for bit.',
      remarks: [],
      overflow: null,
    });
  });

  test.each(optimizers.map(({ id }) => id))('the text of %s, with all its options', (id) => {
    const own = ruleExercise(id, { steps: 5 });
    const text = optimizers.find((each) => each.id === id)?.rule.lines.join('\n') ?? '';
    expect(checkRuleText(own, text).kind).toBe('passed');
  });

  test('the answer that is written as the reference is', () => {
    expect(checkRuleText(exercise, adam(adamLines))).toEqual({
      kind: 'passed',
      message: 'Equal to the reference for 200 steps, bit for bit.',
      remarks: [],
      overflow: null,
    });
  });

  const refactored: Readonly<Record<string, string>> = {
    'with a mean that is moved by a share of the difference': adamWith({
      0: 'm += (1 - beta1) * (g - m)',
      1: 'v += (1 - beta2) * (g * g - v)',
    }),
    'in another order': adam([1, 3, 0, 2, 4].map((index) => adamLines[index] ?? '')),
    'with the corrections in the rate, as in the paper’s remark': adam([
      ...adamLines.slice(0, 2),
      'rate = lr * sqrt(1 - beta2**t) / (1 - beta1**t)',
      'p -= rate * m / (sqrt(v) + eps * sqrt(1 - beta2**t))',
    ]),
    'with one line for all': adam([
      ...adamLines.slice(0, 2),
      'p -= lr * (m / (1 - beta1**t)) / (sqrt(v / (1 - beta2**t)) + eps)',
    ]),
    'with powers that are kept in scalars': adam(
      [
        'b1 *= beta1',
        'b2 *= beta2',
        ...adamLines.slice(0, 2),
        'p -= lr * (m / (1 - b1)) / (sqrt(v / (1 - b2)) + eps)',
      ],
      'state m, v\nscalar b1 = 1, b2 = 1',
    ),
    'with numbers in place of hyperparameters that aren’t declared': adam(adamLines)
      .replace(/^(beta1|beta2|eps).*\n/gm, '')
      .replaceAll('beta1', '0.9')
      .replaceAll('beta2', '0.999')
      .replaceAll('eps', '1e-8'),
  };

  test.each(Object.entries(refactored))('Adam %s', (_, text) => {
    const result = checkRuleText(exercise, text);
    expect(result).toMatchObject({ kind: 'passed' });
    // Rounding makes out less than a hundredth of what is allowed.
    const apart = Number(/to (\S+)\.$/.exec(result.message)?.[1] ?? 0);
    expect(apart).toBeLessThan(1e-11);
  });

  const lr = 'lr = 0.01 in [0, inf)\n';
  const velocity = `${lr}momentum = 0.9 in [0, 1)\nstate velocity\nupdate\n`;
  const equal: readonly (readonly [reference: string, settings: object, text: string])[] = [
    ['sgd', {}, `${lr}update\n  step = g * lr\n  p = p - step\n`],
    ['momentum', {}, `${velocity}  velocity = g + velocity * momentum\n  p = p - velocity * lr\n`],
    [
      'momentum',
      { form: 'tutorial' },
      `${velocity}  velocity = -(lr * g - momentum * velocity)\n  p = velocity + p\n`,
    ],
    [
      'nesterov',
      {},
      `${velocity}  velocity = momentum * velocity + g\n  p -= lr * g + lr * momentum * velocity\n`,
    ],
    [
      'nesterov',
      { form: 'tutorial' },
      `${velocity}  g = gradient at velocity * momentum + p\n  velocity *= momentum\n  velocity -= lr * g\n  p += velocity\n`,
    ],
    [
      'rmsprop',
      {},
      `${lr}alpha = 0.99 in [0, 1]\neps = 1e-8 in [0, inf)\nstate s\nupdate\n  s += (1 - alpha) * (g * g - s)\n  p -= lr / (eps + s**0.5) * g\n`,
    ],
    [
      'adagrad',
      {},
      `${lr}eps = 1e-10 in [0, inf)\nstate all\nupdate\n  all = all + g * g\n  p -= g / (sqrt(all) / lr + eps / lr)\n`,
    ],
    [
      'adamw',
      { lr: 0.01 },
      `${lr}beta1 = 0.9 in [0, 1)\nbeta2 = 0.999 in [0, 1)\neps = 1e-8 in [0, inf)\nweight_decay = 0.01 in [0, inf)\nstate m, v\nupdate\n  m = (1 - beta1) * g + beta1 * m\n  v = (1 - beta2) * g * g + beta2 * v\n  p = p - lr * weight_decay * p - lr * (m / (1 - beta1**t)) / (sqrt(v / (1 - beta2**t)) + eps)\n`,
    ],
    [
      'lion',
      {},
      `${lr.replace('0.01', '0.0001')}beta1 = 0.9 in [0, 1)\nbeta2 = 0.99 in [0, 1)\nweight_decay = 0 in [0, inf)\nstate m\nupdate\n  p = (1 - lr * weight_decay) * p - lr * sign(m + (1 - beta1) * (g - m))\n  m += (1 - beta2) * (g - m)\n`,
    ],
  ];

  test.each(equal)('an equal form of %s %j', (reference, settings, text) => {
    const result = checkRuleText(ruleExercise(reference, { settings }), `name "Mine"\n${text}`);
    expect(result).toMatchObject({ kind: 'passed' });
    expect(Number(/to (\S+)\.$/.exec(result.message)?.[1] ?? 0)).toBeLessThan(1e-10);
  });

  test('other names, and says which are which', () => {
    const text = adam(adamLines)
      .replaceAll(/\bm\b/g, 'average')
      .replaceAll(/\bv\b/g, 'squares')
      .replaceAll('v_hat', 'divisor');
    expect(checkRuleText(exercise, text)).toEqual({
      kind: 'passed',
      message: 'Equal to the reference for 200 steps, bit for bit.',
      remarks: [
        'Your average is the m of the reference.',
        'Your squares is the v of the reference.',
        'Your divisor is the v_hat of the reference.',
      ],
      overflow: null,
    });
  });

  test('a state of the same name that is another, and says so', () => {
    const text = adamWith({ 0: 'm = beta1 * m + g', 2: 'm_hat = (1 - beta1) * m / (1 - beta1**t)' });
    const result = checkRuleText(exercise, text);
    expect(result.kind).toBe('passed');
    expect(result).toHaveProperty('remarks', [
      'Your m is another than the reference’s, 100 in place of 10.000 in step 1; the steps are the same all the same.',
    ]);
  });

  test('lr inside the velocity, where the rate is said to stay', () => {
    const text =
      'name "M"\nlr = 0.01 in [0, 1]\nmomentum = 0.9 in [0, 1)\nstate v\nupdate\n  v = momentum * v + lr * g\n  p -= v\n';
    expect(checkRuleText(ruleExercise('momentum'), text).kind).toBe('failed');
    expect(checkRuleText(ruleExercise('momentum', { rate: 'constant' }), text).kind).toBe('passed');
  });
});

describe('fails', () => {
  test('the picture’s rule: names what is right, the first wrong value, and the misconception', () => {
    const { message, at, values, trial, misconceptions } = failed(
      checkRuleText(exercise, adamWith({ 3: 'v_hat = v' })),
    );
    expect(message).toBe(
      'v isn’t corrected. It begins with 0, so at first it is too small: in step 1 yours is 0.001 · g², where v / (1 − beta2^t) is g². ' +
        'm, v and m_hat are right. v_hat is wrong from step 1 on, on the surface Ill-conditioned valley: yours is 10.00, which is 0.001 · g²; expected 10000, which is g².',
    );
    expect(at).toMatchObject({ line: 11, column: 3 });
    expect(trial).toBe('on the surface Ill-conditioned valley');
    expect(misconceptions.map(({ id }) => id)).toEqual(['uncorrected']);
    expect(values?.first).toMatchObject({ name: 'v_hat', step: 1, element: 0, expected: 10_000 });
    // The table of the picture.
    const table = values?.steps.map(({ step, gradient, yours, expected, parameter }) => [
      step,
      ...[gradient, yours, expected].map((number) => number.toFixed(3)),
      parameter.yours.toFixed(6),
      parameter.expected.toFixed(6),
    ]);
    expect(table?.map(([step, , yours, expected, p, right]) => [step, yours, expected, p, right])).toEqual([
      [1, '10.000', '10000.000', '0.683772', '0.990000'],
      [2, '14.665', '9900.450', '0.466106', '0.980003'],
      [3, '16.823', '9801.553', '0.295936', '0.970010'],
    ]);
  });

  test('every other mistake of the issue, by its name', () => {
    const said = (text: string) => failed(checkRuleText(exercise, text)).misconceptions[0]?.id;
    expect(said(adamWith({ 2: 'm_hat = m' }))).toBe('uncorrected');
    expect(said(adamWith({ 4: 'p += lr * m_hat / (sqrt(v_hat) + eps)' }))).toBe('uphill');
    expect(
      said(adamWith({ 2: 'm_hat = m / (1 - beta1**(t - 1))', 3: 'v_hat = v / (1 - beta2**(t - 1))' })),
    ).toBe('t-from-0');
    expect(said(adamWith({ 4: 'p -= lr * m_hat / sqrt(v_hat + eps)' }))).toBe('eps-inside');
    expect(said(adamWith({ 0: 'm = beta1 * m + where(t > 1, (1 - beta1) * g, 0)' }))).toBe('first-dropped');
    expect(
      said(adamWith({ 0: 'm = beta2 * m + (1 - beta2) * g', 1: 'v = beta1 * v + (1 - beta1) * g**2' })),
    ).toBe(undefined);
    expect(
      said(
        adam(adamLines)
          .replaceAll('beta1', 'b')
          .replaceAll('beta2', 'beta1')
          .replaceAll(/\bb\b/g, 'beta2')
          .replace('beta2 = 0.9 ', 'beta2 = 0.999 ')
          .replace('beta1 = 0.999', 'beta1 = 0.9'),
      ),
    ).toBe('shares-exchanged');
  });

  test('a mistake that no misconception has, with what is wrong alone', () => {
    const { message, misconceptions } = failed(
      checkRuleText(exercise, adamWith({ 4: 'p -= 1.5 * lr * m_hat / (sqrt(v_hat) + eps)' })),
    );
    expect(misconceptions).toEqual([]);
    expect(message).toBe(
      'm, v, m_hat and v_hat are right. The step of p is wrong from step 1 on, on the surface Ill-conditioned valley: yours is −0.01500; expected −0.010000.',
    );
  });

  test('the point ahead is named in a sentence that begins with a capital', () => {
    const lines = ['g = gradient at p + momentum * v', 'v = momentum * v - lr * g', 'p -= v'];
    const head = 'name "N"\nlr = 0.01 in [0, 1]\nmomentum = 0.9 in [0, 1)\nstate v\nupdate\n';
    const text = `${head}${lines.map((line) => `  ${line}\n`).join('')}`;
    const { message } = failed(
      checkRuleText(ruleExercise('nesterov', { settings: { form: 'tutorial' } }), text),
    );
    expect(message).toContain(
      '. The point where the gradient is taken and v are right. The step of p is wrong',
    );
  });

  test('a rule without a name in common, by what doesn’t hold of it', () => {
    const text = 'name "S"\nlr = 0.01 in [0, 1]\nupdate\n  p -= lr * g\n';
    const { message } = failed(checkRuleText(exercise, text));
    expect(message).toBe(
      'The step of p is wrong from step 1 on, on the surface Ill-conditioned valley: yours is −1, which is −0.01 · g; expected −0.010000. ' +
        'With 1024 times the gradients the steps should be as long as before; yours get longer or shorter. ' +
        'Where the gradient vanishes after some steps, the parameters should go on for a while; yours stop at once.',
    );
  });

  test('a rule that has numbers in place of the hyperparameters that it declares, with other values', () => {
    const text = adamWith({ 0: 'm = 0.9 * m + 0.1 * g' });
    expect(failed(checkRuleText(exercise, text)).trial).toBe(
      'with lr 0.0075, beta1 0.675, beta2 0.74925, eps 0.01',
    );
  });

  test('a gradient that is taken at the wrong point, naming the point', () => {
    const text =
      'name "N"\nlr = 0.01 in [0, 1]\nmomentum = 0.9 in [0, 1)\nstate v\nupdate\n  g = gradient at p - momentum * v\n  v = momentum * v - lr * g\n  p += v\n';
    const own = ruleExercise('nesterov', { settings: { form: 'tutorial' } });
    const { message, at } = failed(checkRuleText(own, text));
    expect(message).toContain('The gradient is taken behind p, where the ball comes from.');
    expect(message).toContain('The point where the gradient is taken is wrong from step 2 on');
    expect(at).toMatchObject({ line: 6, column: 3 });
  });

  test('a text that is no rule, with its mistakes as they are', () => {
    const result = checkRuleText(exercise, adamWith({ 3: 'v_hat = v / (1 - beta_2**t)' }));
    expect(result).toMatchObject({
      kind: 'faulty',
      message: "Line 11: unknown name 'beta_2'; did you mean 'beta2'?.",
      diagnostics: [{ code: 'unknown-name', at: { line: 11, column: 20 } }],
    });
    expect(checkRuleText(exercise, '')).toMatchObject({ kind: 'faulty' });
  });

  test('a rule whose range is without what the check sets', () => {
    const { message } = failed(
      checkRuleText(exercise, adam(adamLines).replace('(0, 10]', '(1, 10]').replace('0.01 ', '2 ')),
    );
    expect(message).toBe(
      'The check sets lr to 0.01, which is out of the range that your rule declares: 1 < lr <= 10.',
    );
  });
});

/** The steps in which a rule goes wrong first, as people read them. */
import { describe, expect, test } from 'vitest';
import { checkRuleText } from '../../../../core/lesson/exercise/rule/checkRule.ts';
import { firstSteps, firstStepsText } from '../../../../core/lesson/exercise/rule/firstSteps.ts';
import { ruleExercise } from './ruleExercise.ts';

function stepsOf(reference: string, settings: Record<string, unknown>, text: string) {
  const result = checkRuleText(ruleExercise(reference, { settings }), text);
  return result.kind === 'failed' && result.values ? firstSteps(result.values) : null;
}

const uncorrected = `name "Mine"
lr = 0.01 in [0, 1]
beta1 = 0.9 in [0, 1)
beta2 = 0.999 in [0, 1)
eps = 1e-8 in [0, 1]
state m, v
update
  m = beta1 * m + (1 - beta1) * g
  v = beta2 * v + (1 - beta2) * g**2
  m_hat = m / (1 - beta1**t)
  v_hat = v
  p -= lr * m_hat / (sqrt(v_hat) + eps)
`;

describe('of a rule whose second mean isn’t corrected', () => {
  const steps = stepsOf('adam', { lr: 0.01 }, uncorrected);

  test('three are shown, with the wrong value and the parameter', () => {
    expect(steps).toMatchObject({ parameter: 'w0', name: 'v_hat' });
    expect(
      steps?.rows.map(({ step, gradient, value, parameter }) => [
        ...[step, gradient, value?.yours, value?.expected, parameter.yours, parameter.expected],
      ]),
    ).toEqual([
      [1, '100', '10.0000', '10000', '0.683772', '0.990000'],
      [2, '68.3772', '14.6654', '9900.45', '0.466106', '0.980003'],
      [3, '46.6106', '16.8233', '9801.55', '0.295936', '0.970010'],
    ]);
    for (const { value, parameter } of steps?.rows ?? [])
      expect([value?.isWrong, parameter.isWrong]).toEqual([true, true]);
  });

  test('they are told in words', () => {
    expect(steps && firstStepsText(steps).split('\n')[0]).toBe(
      'Step 1: v_hat of w0 is 10.0000, and should be 10000; w0 after it is 0.683772, and should be 0.990000.',
    );
  });
});

test('where the parameter is wrong first it is not shown twice', () => {
  const still = 'name "Mine"\nlr = 0.1 in [0, 1]\nupdate\n  p = p\n';
  const steps = stepsOf('sgd', { lr: 0.1 }, still);
  expect(steps).toMatchObject({ parameter: 'w0', name: null });
  expect(steps?.rows[0]).toEqual({
    ...{ step: 1, gradient: '100', value: null },
    parameter: { yours: '1', expected: '−9', isWrong: true },
  });
  expect(steps && firstStepsText(steps)).toMatch(/^Step 1: w0 after it is 1, and should be −9\.\n/);
});

test('what is still right is told as that', () => {
  const own = { yours: 2, expected: 1 };
  const step = { step: 4, gradient: -3, ...own, parameter: { yours: 0.25, expected: 0.25 + 1e-14 } };
  const first = { name: 'gradient at', step: 4, element: 1, ...own };
  const rest = { right: [], renamed: new Map<string, string>(), at: null };
  const steps = firstSteps({ ...rest, first, steps: [step] });
  expect(steps).toMatchObject({ parameter: 'w1', name: 'point ahead' });
  expect(steps && firstStepsText(steps)).toBe(
    'Step 4: point ahead of w1 is 2, and should be 1; w1 after it is 0.250000, as it should be.',
  );
});

test('numbers that differ behind the sixth digit have as many as tell them apart', () => {
  const own = { yours: 1.00000001, expected: 1 };
  const step = { step: 1, gradient: 1, ...own, parameter: own };
  const first = { name: 'p', step: 1, element: 0, ...own };
  const steps = firstSteps({ first, right: [], renamed: new Map(), at: null, steps: [step] });
  expect(steps?.rows[0]?.parameter).toEqual({ yours: '1.00000001', expected: '1', isWrong: true });
});

test('what differs by less than rounding does, as a share of the number, is right', () => {
  const wrong = (yours: number, expected: number) => {
    const own = { yours, expected };
    const first = { name: 'p', step: 1, element: 0, ...own };
    const steps = [{ step: 1, gradient: 1, ...own, parameter: own }];
    return firstSteps({ first, right: [], renamed: new Map(), at: null, steps })?.rows[0]?.parameter.isWrong;
  };
  expect([wrong(1 + 5e-10, 1), wrong(1 + 2e-9, 1)]).toEqual([false, true]);
  expect([wrong(1e6 + 1e-4, 1e6), wrong(1e6 + 1e-2, 1e6)]).toEqual([false, true]);
  expect([wrong(-1e-6 - 1e-16, -1e-6), wrong(-1e-6 - 1e-14, -1e-6)]).toEqual([false, true]);
});

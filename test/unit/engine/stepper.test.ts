import { beforeEach, describe, expect, test } from 'vitest';
import { createStepper, type Steppable } from '../../../core/engine/cpu/stepper.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { compileFloat32, compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';
import { createMethod } from './networkTools.ts';

let asked: string[] = [];
beforeEach(() => {
  asked = [];
});

/** Half the square of each parameter; writes down what it is asked for. */
function parabola(): Steppable {
  return {
    start: Float64Array.of(1, -2),
    next: () => void asked.push('next'),
    loss(p) {
      asked.push(`loss at ${p.join()}`);
      return 0.5 * p.reduce((sum, each) => sum + each * each, 0);
    },
    lossAndGradient(p, gradient) {
      asked.push(`gradient at ${p.join()}`);
      gradient.set(p);
      return 0.5 * p.reduce((sum, each) => sum + each * each, 0);
    },
  };
}

function stepperOf(optimizer: string, settings: Parameters<typeof createMethod>[1]) {
  const { rule, hyperparametersAt } = createMethod(optimizer, settings);
  return createStepper(parabola(), compileFloat64(rule), hyperparametersAt);
}

const sgd = () => stepperOf('sgd', { lr: 0.5 });

describe('measures', () => {
  test('nothing before it is asked', () => {
    const { parameters, stepsDone } = sgd();
    expect([[...parameters], stepsDone, asked]).toEqual([[1, -2], 0, []]);
  });

  test('once a step, however often it is asked, and before the step', () => {
    const stepper = sgd();
    expect([stepper.loss, stepper.loss, [...stepper.gradient], [...stepper.gradientAt]]).toEqual([
      2.5,
      2.5,
      [1, -2],
      [1, -2],
    ]);
    stepper.advance();
    expect(asked).toEqual(['gradient at 1,-2', 'next']);
    stepper.advance();
    expect(asked).toEqual(['gradient at 1,-2', 'next', 'gradient at 0.5,-1', 'next']);
    expect([...stepper.parameters]).toEqual([0.25, -0.5]);
    expect(stepper.stepsDone).toBe(2);
  });

  test('after each step of a run, whose last one the next begins with', () => {
    const stepper = sgd();
    const losses = new Float64Array(2);
    const path = new Float64Array(4);
    expect(stepper.run(2, Number.POSITIVE_INFINITY, losses, path)).toBe(2);
    expect([[...losses], [...path]]).toEqual([
      [0.625, 0.15625],
      [0.5, -1, 0.25, -0.5],
    ]);
    expect(stepper.loss).toBe(0.15625);
    expect(asked.filter((each) => each !== 'next')).toHaveLength(3);
    stepper.advance();
    expect(asked.filter((each) => each !== 'next')).toHaveLength(3);
  });
});

test('a run ends with the first loss above its limit', () => {
  const stepper = stepperOf('sgd', { lr: 3 });
  const losses = new Float64Array(9);
  // Each step makes the parameters twice as large.
  expect(stepper.run(9, 100, losses, null)).toBe(3);
  expect([...losses.subarray(0, 4)]).toEqual([10, 40, 160, 0]);
});

test('where a rule looks ahead, the gradient is taken there, and the loss where it is', () => {
  const stepper = stepperOf('nesterov', { lr: 0.5, momentum: 0.5, form: 'tutorial' });
  stepper.advance();
  expect([...stepper.parameters]).toEqual([0.5, -1]);
  // v = -0.5, 1.
  expect([...stepper.gradientAt]).toEqual([0.25, -0.5]);
  expect([...stepper.gradient]).toEqual([0.25, -0.5]);
  expect(stepper.loss).toBe(0.625);
  expect(asked.slice(-2)).toEqual(['loss at 0.5,-1', 'gradient at 0.25,-0.5']);
});

test('where a rule wants a gradient before it looks ahead, there are two', () => {
  const stepper = stepperOf('sam', { lr: 0.5 });
  expect([...stepper.firstGradient]).toEqual([1, -2]);
  expect([...stepper.gradient]).toEqual([...stepper.gradientAt]);
  expect(stepper.gradient[0]).toBeGreaterThan(1);
  expect(asked).toHaveLength(2);
});

test('for other rules, the first gradient is the gradient', () => {
  const stepper = sgd();
  expect(stepper.firstGradient).toBe(stepper.gradient);
});

test('losses are told before the hyperparameters of the next step are asked for', () => {
  const told: string[] = [];
  const { rule } = createMethod('sgd', { lr: 0.5 });
  const hyperparametersAt = (stepsDone: number) => {
    told.push(`step ${stepsDone}`);
    return { lr: 0.5 };
  };
  const stepper = createStepper(parabola(), compileFloat64(rule), hyperparametersAt, (stepsDone, loss) => {
    told.push(`loss ${loss} after ${stepsDone}`);
  });
  told.length = 0;
  stepper.advance();
  stepper.advance();
  expect(told).toEqual(['loss 2.5 after 0', 'step 0', 'loss 0.625 after 1', 'step 1']);
});

test.each(optimizers.map(({ id }) => id))('%s goes on from where another has come', (optimizer) => {
  const { rule, hyperparametersAt } = createMethod(optimizer, { lr: 0.01 });
  const kernel = compileFloat64(rule);
  const whole = createStepper(parabola(), kernel, hyperparametersAt);
  const begun = createStepper(parabola(), kernel, hyperparametersAt);
  for (let step = 0; step < 12; step++) whole.advance();
  for (let step = 0; step < 5; step++) begun.advance();
  const { parameters, state, stepsDone } = structuredClone({
    parameters: begun.parameters,
    state: begun.state,
    stepsDone: begun.stepsDone,
  });
  const rest = createStepper(parabola(), kernel, hyperparametersAt, undefined, {
    parameters,
    state,
    stepsDone,
  });
  for (let step = 0; step < 7; step++) rest.advance();
  expect([...rest.parameters]).toEqual([...whole.parameters]);
  expect(rest.state).toEqual(whole.state);
  expect([rest.stepsDone, rest.loss]).toEqual([12, whole.loss]);
});

test('computes in the precision of its kernel', () => {
  const { rule, hyperparametersAt } = createMethod('sgd', { lr: 0.1 });
  const objective: Steppable<Float32Array> = {
    start: Float32Array.of(0.1),
    next() {},
    loss: ([x = 0]) => x,
    lossAndGradient(p, gradient) {
      gradient.set(p);
      return p[0] ?? 0;
    },
  };
  const stepper = createStepper(objective, compileFloat32(rule), hyperparametersAt);
  stepper.advance();
  expect(stepper.parameters).toBeInstanceOf(Float32Array);
  expect(stepper.gradient).toBeInstanceOf(Float32Array);
  expect(stepper.parameters[0]).toBe(Math.fround(stepper.parameters[0] ?? 0));
  expect(stepper.parameters[0]).toBeCloseTo(0.09, 7);
});

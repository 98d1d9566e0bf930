import { fillSettings, numbersIn } from '../rule/check/settings.ts';
import { resolve } from '../rule/plan/resolve.ts';
import { interpret } from '../rule/run/interpreter.ts';
import { compileFloat32, compileFloat64 } from '../rule/run/javascriptKernel.ts';
import type { Kernel, Vector } from '../rule/run/kernel.ts';
import { createWasmKernel } from '../rule/run/wasmKernel.ts';
import { failed, passed, type RuleTest } from './ruleTest.ts';
import { largestDifference, noisyObjective, tensors } from './run.ts';

const steps = 20;

/** What people read, step through and export is what is computed, whichever way it is. */
export const targetsAgree: RuleTest = (rule) => {
  const settings = fillSettings(rule);
  const resolved = resolve(rule, settings);
  const numbers = numbersIn(settings);
  const gradients = gradientsOf(steps);
  const follow = <V extends Vector>(kernel: Kernel<V>, create: (numbers: ArrayLike<number>) => V) => {
    const parameters = create(noisyObjective().start);
    const state = kernel.createState(parameters, numbers);
    const [at, points] = [parameters.slice() as V, [] as number[]];
    for (const [done, gradient] of gradients.entries()) {
      const own = create(gradient);
      kernel.lookAhead?.(parameters, own, state, numbers, done + 1, at);
      kernel.update(parameters, own, state, numbers, done + 1);
      points.push(...parameters, ...at);
    }
    return points;
  };
  const double = (values: ArrayLike<number>): Float64Array => Float64Array.from(values);
  const single = (values: ArrayLike<number>): Float32Array => Float32Array.from(values);
  const wasm = createWasmKernel(resolved, tensors);
  const pairs = [
    {
      ...{ a: 'JavaScript', b: 'the line-by-line interpreter', precision: 'float64' },
      apart: largestDifference(
        follow(compileFloat64(resolved, tensors), double),
        follow(interpret(resolved, tensors), double),
      ),
    },
    ...(wasm.kind === 'kernel'
      ? [
          {
            ...{ a: 'WebAssembly', b: 'JavaScript', precision: 'float32' },
            apart: largestDifference(follow(wasm, single), follow(compileFloat32(resolved, tensors), single)),
          },
        ]
      : []),
  ];
  const different = pairs.find(({ apart }) => apart > 0);
  if (different) {
    const { a, b, precision, apart } = different;
    return failed(`${a} and ${b} differ by ${apart} in ${precision} within ${steps} steps.`);
  }
  const agree = pairs.map(({ a, b, precision }) => `${a} and ${b} in ${precision}`).join(', ');
  const left = wasm.kind === 'kernel' ? '' : ` There is no WebAssembly of it: ${wasm.reason}.`;
  return passed(`${agree}: the same bits for ${steps} steps.${left}`);
};

/** As they come along on the objective where nothing is learnt; every third step has zeros in it. */
function gradientsOf(count: number): Float64Array[] {
  const objective = noisyObjective();
  return Array.from({ length: count }, (_, step) => {
    const gradient = objective.start.slice();
    objective.lossAndGradient(objective.start, gradient);
    objective.next();
    return step % 3 === 2 ? gradient.map((g, i) => (i % 2 === 0 ? 0 : g)) : gradient;
  });
}

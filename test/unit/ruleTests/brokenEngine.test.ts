/** What only a fault of ours can break: a checkpoint that loses something, a target that computes something else. */
import { beforeEach, expect, test, vi } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { fillSettings } from '../../../core/rule/check/settings.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import { interpret } from '../../../core/rule/run/interpreter.ts';
import { compileFloat32 } from '../../../core/rule/run/javascriptKernel.ts';
import { cloneState, type Kernel, type Vector } from '../../../core/rule/run/kernel.ts';
import { resume } from '../../../core/ruleTests/resume.ts';
import { tensors } from '../../../core/ruleTests/run.ts';
import { targetsAgree } from '../../../core/ruleTests/targetsAgree.ts';

vi.mock('../../../core/rule/run/kernel.ts', { spy: true });
vi.mock('../../../core/rule/run/interpreter.ts', { spy: true });
vi.mock('../../../core/rule/run/javascriptKernel.ts', { spy: true });

const adam = optimizers.find(({ id }) => id === 'adam')?.rule ?? expect.fail('there is no Adam');

beforeEach(() => vi.clearAllMocks());

test('a checkpoint without the state is noticed', () => {
  expect(resume(adam).kind).toBe('passed');
  vi.mocked(cloneState).mockImplementationOnce(({ tensors, scalars }) => ({
    tensors: tensors.map((tensor) => tensor.slice().fill(0) as never),
    scalars: scalars.slice(),
  }));
  expect(resume(adam)).toMatchObject({
    kind: 'failed',
    message: expect.stringMatching(/^10 steps, a checkpoint and 10 more are \S+ away from 20 steps\.$/),
  });
});

/** One whose first parameter is a little off after each step. */
function off<V extends Vector>(kernel: Kernel<V>): Kernel<V> {
  return {
    ...kernel,
    update(parameters, ...rest) {
      kernel.update(parameters, ...rest);
      parameters[0] = (parameters[0] ?? 0) * (1 + 2 ** -20);
    },
  };
}

test('a target that computes something else is noticed', () => {
  expect(targetsAgree(adam).kind).toBe('passed');
  const resolved = resolve(adam, fillSettings(adam));
  vi.mocked(interpret).mockReturnValueOnce(off(interpret(resolved, tensors)));
  expect(targetsAgree(adam).message).toMatch(
    /^JavaScript and the line-by-line interpreter differ by \S+ in float64/,
  );
  vi.mocked(compileFloat32).mockReturnValueOnce(off(compileFloat32(resolved, tensors)));
  expect(targetsAgree(adam).message).toMatch(/^WebAssembly and JavaScript differ by \S+ in float32/);
});

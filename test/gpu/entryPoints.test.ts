/** The source's entry points for any number of threads, and a trainer's own that call its functions. */
import { describe, expect } from 'vitest';
import { createRandom } from '../../core/random.ts';
import { plan } from '../../core/rule/plan/plan.ts';
import { interpretUniforms } from '../../core/rule/run/interpretUniforms.ts';
import { compileFloat32 } from '../../core/rule/run/javascriptKernel.ts';
import { rangesOf } from '../../core/rule/run/kernel.ts';
import type { ResolvedRule } from '../../core/rule/syntax/rule.ts';
import { wgslKernel } from '../../core/rule/targets/wgsl/wgsl.ts';
import { expectSameBits } from '../unit/rule/sameBits.ts';
import { defaultsOf, ruleOf, rules } from '../unit/rule/wasmRules.ts';
import { test } from './device.ts';
import { createProgram } from './program.ts';

const tensors = [300, 1, 699];
const size = 1000;
const steps = 20;

const random = createRandom(3);
const start = Float32Array.from({ length: size }, () => random.normal());
/** Whole numbers, whose sums and squares are exact in any order. */
const gradient = Float32Array.from({ length: size }, () => random.below(9) - 4);

function ruleCalled(name: string): ResolvedRule {
  const rule = rules[name];
  if (!rule) throw new Error(`no rule ${name}`);
  return rule;
}

/** Parameters and states after some steps with the same gradient, in float32 JavaScript. */
function inJavaScript(rule: ResolvedRule, count: number): Float32Array {
  const kernel = compileFloat32(rule, tensors);
  const parameters = start.slice();
  const state = kernel.createState(parameters, defaultsOf(rule));
  for (let step = 1; step <= count; step++)
    kernel.update(parameters, gradient, state, defaultsOf(rule), step);
  return joined([parameters, ...state.tensors]);
}

/** What the buffers have before the first step: the uniforms of all steps, one row after another. */
function contentsFor(rule: ResolvedRule) {
  const { tensors: count, rowLength, update } = wgslKernel(plan(rule, { reciprocals: true }));
  const state = compileFloat32(rule).createState(start, defaultsOf(rule));
  const values = new Float32Array(count * size);
  values.set(joined([start, ...state.tensors]));
  const uniforms = new Float32Array(steps * rowLength);
  const write = interpretUniforms(rule, update.stage);
  for (let step = 1; step <= steps; step++) {
    write(defaultsOf(rule), state.scalars, step, uniforms.subarray((step - 1) * rowLength + update.offset));
  }
  return { values, gradient, uniforms, ranges: Uint32Array.from(rangesOf(tensors).flat()) };
}

function joined(vectors: readonly Float32Array[]): Float32Array {
  return Float32Array.from(vectors.flatMap((vector) => [...vector]));
}

describe.for([1, 32, 64, 256])('with %d threads in a workgroup', (threads) => {
  test.for([1, 3, 40])('%d workgroups reach every parameter once', async (workgroups, { device }) => {
    const rule = ruleCalled('Adam');
    const { source, buffers } = wgslKernel(plan(rule, { reciprocals: true }));
    const program = await createProgram(device, source, buffers, ['update'], { threads });
    const after = await program.run(contentsFor(rule), [['update', workgroups]]);
    expectSameBits(after, inJavaScript(rule, 1));
  });

  test('a sum has every element of its tensor once', async ({ device }) => {
    const rule = ruleOf('update', '  p = sum(g) + norm(g)');
    const { source, buffers } = wgslKernel(plan(rule, { reciprocals: true }));
    const program = await createProgram(device, source, buffers, ['update'], { threads });
    const after = await program.run(contentsFor(rule), [['update', tensors.length]]);
    expectSameBits(after, inJavaScript(rule, 1));
  });
});

/** One workgroup takes all steps; the text calls the rule's functions for one of them. */
const train = (takeStep: string, rowLength: number) => `
@compute @workgroup_size(threads)
fn train(@builtin(local_invocation_index) thread: u32) {
  for (var step = 0u; step < ${steps}u; step++) {
    let row = step * ${rowLength}u;
    ${takeStep}
  }
}`;

const forElements = 'for (var i = thread; i < SIZE; i += threads) { update_element(i, SIZE, row); }';
const forTensors =
  'for (var k = 0u; k < 3u; k++) { update_tensor(ranges[k].x, ranges[k].y, thread, SIZE, row); }';

describe("a trainer's own entry point takes many steps at once", () => {
  test.for([
    ['Adam', forElements],
    ['NAdam', forElements],
    ['clipping by the norm of all gradients', `write_global_norm(0u, SIZE, thread, row); ${forElements}`],
  ] as const)('%s', async ([name, takeStep], { device }) => {
    const rule = ruleCalled(name);
    const { source, buffers, rowLength } = wgslKernel(plan(rule, { reciprocals: true }));
    const own = train(takeStep, rowLength).replaceAll('SIZE', `${size}u`);
    const program = await createProgram(device, source + own, buffers, ['train']);
    expectSameBits(await program.run(contentsFor(rule), [['train', 1]]), inJavaScript(rule, steps));
  });

  test('LAMB', async ({ device }) => {
    const rule = ruleCalled('LAMB');
    const { source, buffers, rowLength } = wgslKernel(plan(rule, { reciprocals: true }));
    const own = train(forTensors, rowLength).replaceAll('SIZE', `${size}u`);
    const program = await createProgram(device, source + own, buffers, ['train']);
    const after = await program.run(contentsFor(rule), [['train', 1]]);
    const expected = inJavaScript(rule, steps);
    const errors = expected.map((value, i) => Math.abs(value - (after[i] ?? Number.NaN)));
    expect(Math.max(...errors)).toBeLessThan(1e-6);
  });
});

import { describe, expect, test } from 'vitest';
import { mostJobs } from '../../../../core/engine/gpu/kernels/bindings.ts';
import { planSurface } from '../../../../core/engine/gpu/surfacePlan.ts';
import { optimizers } from '../../../../core/optimizers/index.ts';
import { surfaces } from '../../../../core/problems/surfaces/index.ts';
import { resolve } from '../../../../core/rule/plan/resolve.ts';
import type { Settings } from '../../../../core/rule/syntax/rule.ts';
import { createMethod } from '../networkTools.ts';

const bowl = 'x**2 + y**2';
const planOf = (text = bowl, id = 'sgd', settings: Settings = {}) =>
  planSurface({ text, rule: createMethod(id, settings).rule });
const kernelOf = (...given: Parameters<typeof planOf>) =>
  planOf(...given).kernels[0] ?? expect.fail('there is no kernel');

/** The lines of the surface's function. */
function surfaceOf(text: string): string[] {
  const { source } = kernelOf(text);
  const [, body = ''] = /fn surface\(x: f32, y: f32\) -> vec3f \{\n([^}]*)\}/.exec(source) ?? [];
  return body
    .trimEnd()
    .split('\n')
    .map((line) => line.trim());
}

/** `value`, `by_x` or `by_y`, where nothing has a line of its own. */
function printed(name: string, text: string): string | undefined {
  return surfaceOf(text)
    .find((line) => line.startsWith(`let ${name} = `))
    ?.slice(`let ${name} = `.length, -1);
}

test.each(optimizers.map(({ id }) => id))('asks of a device with %s what every device has', (id) => {
  for (const { text } of surfaces) {
    const { bindings, source } = kernelOf(text, id);
    const buffers = bindings.filter(({ type }) => type !== 'uniform').map(({ buffer }) => buffer);
    // https://www.w3.org/TR/webgpu/#limits
    expect(buffers.length).toBeLessThanOrEqual(8);
    expect(new Set(buffers).size).toBe(buffers.length);
    expect(source).toContain(`array<Job, ${mostJobs}>`);
    expect(32 * mostJobs).toBeLessThanOrEqual(65_536);
    // A thread may end before the others of its workgroup, so that none may wait for them.
    expect(source).not.toMatch(/Barrier|var<workgroup>|workgroupUniformLoad/);
  }
});

test('runs that differ in numbers alone have the same kernel', () => {
  const { source } = kernelOf(bowl, 'adam', { lr: 0.1 });
  expect(kernelOf(bowl, 'adam', { lr: 0.2, beta1: 0.8 }).source).toBe(source);
  expect(kernelOf(bowl, 'adam', { amsgrad: true }).source).not.toBe(source);
  expect(kernelOf('x**2 + 2*y**2', 'adam', { lr: 0.1 }).source).not.toBe(source);
});

test('a plan has two parameters, what the rule keeps of each, and no examples', () => {
  expect(planOf(bowl, 'adam')).toMatchObject({
    ...{ parameters: 2, tensors: 3, kept: 3, exampleLength: 0, batchSize: 0, ranges: [[0, 2]] },
    ...{ together: { stride: 6, coordinates: 2, workspace: 0 }, measure: [], advance: [], evaluate: [] },
  });
  // The point ahead is no state.
  expect(planOf(bowl, 'sam')).toMatchObject({ tensors: 3, kept: 2, together: { stride: 6 } });
});

describe('a step', () => {
  const stepsOf = (id: string, settings: Settings = {}) =>
    [...kernelOf(bowl, id, settings).source.matchAll(/^ {4}(?:for .*\{ |_ = )?(\w+)\((.*)\);/gm)].map(
      ([, name]) => name,
    );

  test('updates each parameter', () => {
    expect(stepsOf('adam')).toEqual(['update_element']);
  });

  test('takes the norm of the gradient before, where a rule needs it', () => {
    expect(stepsOf('clipped-sgd')).toEqual(['write_global_norm', 'update_element']);
    expect(kernelOf(bowl, 'clipped-sgd').bindings[2]).toMatchObject({ buffer: 'uniforms', type: 'storage' });
    expect(kernelOf(bowl, 'adam').bindings[2]).toMatchObject({ type: 'read-only-storage' });
    expect(kernelOf(bowl, 'adam').source).not.toContain('write_global_norm');
  });

  test('updates both parameters together, where a rule sums up', () => {
    expect(stepsOf('lamb')).toEqual(['update_tensor']);
  });

  test('takes the slope at the point ahead', () => {
    expect(stepsOf('nesterov', { form: 'tutorial' })).toEqual([
      'look_ahead_element',
      'take_slope',
      'update_element',
    ]);
  });

  test('finds the point ahead behind what the rule keeps', () => {
    const rule = resolve(createMethod('sam').rule);
    expect(rule.state.length).toBe(1);
    expect(kernelOf(bowl, 'sam').source).toContain('_ = take_slope(base, base + 4u);');
  });
});

describe('a formula in WGSL', () => {
  test.each([
    ['x + y', 'rounded(x + y)'],
    ['x - y*2', 'rounded(x - rounded(y * rounded(2f)))'],
    ['-x/y', 'rounded((-x) / y)'],
    ['max(x, 1)', 'larger(x, rounded(1f))'],
    ['min(y, x)', 'smaller(y, x)'],
    ['abs(x)', 'abs(x)'],
    ['atan(x)', 'arctangent(x)'],
    ['sign(x)', 'sign_of(x)'],
    ['sqrt(x)', 'square_root(x)'],
  ])('%s', (text, expected) => {
    expect(surfaceOf(text).join('\n')).toContain(` = ${expected};`);
  });

  test.each([
    ['x**0', 'rounded(1f)'],
    ['x**1', 'x'],
    ['x**2', 'square(x)'],
    ['x**3', 'rounded(square(x) * x)'],
    ['x**4', 'square(square(x))'],
    ['x**-1', 'reciprocal(x)'],
    ['x**-2', 'reciprocal(square(x))'],
    ['x**0.5', 'root(x)'],
    ['x**1.5', 'power(x, rounded(1.5f))'],
    ['x**64', 'square(square(square(square(square(square(x))))))'],
    ['x**65', 'power(x, rounded(65f))'],
    ['x**y', 'power(x, y)'],
  ])('%s is %s', (text, expected) => {
    expect(surfaceOf(`sign(${text})`)).toContain(`let value = sign_of(${expected});`);
  });

  test.each([
    ['2*pi', 'rounded(6.2831854820251465f)'],
    ['-(1/3)', 'rounded(-0.3333333432674408f)'],
    ['1e39', 'rounded(infinity())'],
    ['-1e39', 'rounded(-infinity())'],
    ['sqrt(-1)', 'rounded(not_a_number())'],
    ['-0', 'rounded(-0f)'],
    ['1e-50', 'rounded(0f)'],
  ])('the numbers in %s are computed in double precision, and are %s', (text, expected) => {
    expect(printed('value', `x*(${text})`)).toBe(`rounded(x * ${expected})`);
  });

  test('what occurs more than once is computed once, however it is written', () => {
    const lines = surfaceOf('exp(x*y) + sin(exp(x*y)) + exp(x * y)**2');
    expect(lines.join('\n').match(/exp_of\(/g)).toHaveLength(1);
    expect(lines.join('\n').match(/x \* y/g)).toHaveLength(1);
    // A slope refers to the parts of the value.
    expect(surfaceOf('exp(x*y)')).toEqual([
      'let t1 = exp_of(rounded(x * y));',
      'let value = t1;',
      'let by_x = rounded(y * t1);',
      'let by_y = rounded(x * t1);',
      'return vec3f(value, by_x, by_y);',
    ]);
  });

  test('a kink has the mean of both slopes', () => {
    expect(printed('by_x', 'max(x, y)')).toBe('choose(t1, rounded(1f), rounded(0f))');
    expect(printed('by_y', 'max(x, y)')).toBe('choose(t1, rounded(0f), rounded(1f))');
    expect(surfaceOf('max(x, y)')[0]).toBe('let t1 = rounded(x - y);');
    expect(printed('by_y', 'min(x, y)')).toBe('choose(t1, rounded(1f), rounded(0f))');
  });

  test('nests no deeper than compilers allow', () => {
    const deepestOf = (line: string) => {
      let [depth, deepest] = [0, 0];
      for (const each of line) {
        if (each === '(') deepest = Math.max(deepest, ++depth);
        if (each === ')') depth--;
      }
      return deepest;
    };
    for (const text of [`${'abs(x - '.repeat(79)}y${')'.repeat(79)}`, `x${' + x*y'.repeat(99)}`])
      for (const line of surfaceOf(text)) expect(deepestOf(line)).toBeLessThan(60);
  });

  test('has the functions that it calls, and no others', () => {
    const named = (text: string) =>
      [...kernelOf(text).source.matchAll(/^fn (\w+)/gm)].map(([, name]) => name);
    expect(named('tan(x) + y')).toEqual(
      expect.arrayContaining(['tangent', 'sine', 'cosine', 'quarter_turns']),
    );
    expect(named('tan(x) + y')).not.toContain('arctangent');
    expect(named(bowl)).not.toContain('sine');
  });
});

test('a formula that is wrong is refused', () => {
  expect(() => planOf('x +')).toThrow('column 4');
});

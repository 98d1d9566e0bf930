/** No rule that the language takes makes a source that the device refuses, or reaches a name that isn't its own. */
import { describe, expect } from 'vitest';
import { parseRule } from '../../core/rule/parseRule.ts';
import { plan } from '../../core/rule/plan/plan.ts';
import { resolve } from '../../core/rule/plan/resolve.ts';
import { compileFloat32 } from '../../core/rule/run/javascriptKernel.ts';
import { limits } from '../../core/rule/syntax/limits.ts';
import type { ResolvedRule } from '../../core/rule/syntax/rule.ts';
import { wgslKernel } from '../../core/rule/targets/wgsl/wgsl.ts';
import { expectSameBits } from '../unit/rule/sameBits.ts';
import { defaultsOf, ruleOf } from '../unit/rule/wasmRules.ts';
import { test } from './device.ts';
import { createGpuKernel } from './gpuKernel.ts';

/** Words that mean something to WGSL, or may once, and others that mean something to JavaScript or C. */
const words = `
  alias break case const const_assert continue continuing default diagnostic discard enable fn for let loop override
  requires return struct switch var while array atomic bool f16 f32 i32 u32 mat2x2f ptr sampler vec2 vec2u vec4
  bitcast select arrayLength workgroupBarrier storageBarrier fract fma ldexp step mix main storage workgroup read write
  compute builtin binding group position uniform NULL Self abstract async class enum export extern goto impl inline loc
  mod mut new nil null precise private self shared static this trait typedef unless use using void volatile yield
  constructor prototype eval arguments undefined toString hasOwnProperty
`
  .trim()
  .split(/\s+/);

/** Names of the source's own: all of its words. */
function ownNames(): readonly string[] {
  const lines = [
    '  g = gradient at p + norm(g) + global_norm(g)',
    '  p = pow(p, g) + tanh(exp(log(clip(g, 0, 1)))) + sign(p)**0.5 + g**-1 + mean(g) + 1e39',
  ];
  const { source } = wgslKernel(plan(ruleOf('update', ...lines)));
  return source.match(/[A-Za-z]\w*/g) ?? [];
}

/** A rule whose names are a hyperparameter, a state and a local in turn, all of which it reads. */
function ruleWith(names: readonly string[], lines: readonly string[] = []): ResolvedRule {
  const every = (kind: number) => names.filter((_, index) => index % 3 === kind);
  const [hyperparameters, states, locals] = [every(0), every(1), every(2)];
  const text = [
    'name "Hostile"',
    ...hyperparameters.map((name, index) => `${name} = ${(index + 1) / 8} in [0, 100]`),
    ...states.map((name) => `state ${name} = 1`),
    'update',
    ...states.map((name, index) => `  ${name} = ${name} * ${hyperparameters[index]} + g`),
    ...locals.map((name, index) => `  ${name} = ${states[index]} * g`),
    ...locals.map((name) => `  p -= ${name}`),
    ...lines,
    '  p -= g',
  ];
  return resolve(parseRule(text.join('\n')));
}

async function expectAgreement(device: GPUDevice, rule: ResolvedRule): Promise<void> {
  const javascript = compileFloat32(rule);
  const gpu = await createGpuKernel(device, rule, [3]);
  const gradient = Float32Array.of(0.5, -1, 2);
  const outcomes: Float32Array[] = [];
  for (const kernel of [javascript, gpu]) {
    const parameters = Float32Array.of(1, 2, 3);
    const state = kernel.createState(parameters, defaultsOf(rule));
    for (const step of [1, 2]) await kernel.update(parameters, gradient, state, defaultsOf(rule), step);
    outcomes.push(Float32Array.of(...parameters, ...state.tensors.flatMap((tensor) => [...tensor])));
  }
  const [expected, actual] = outcomes;
  if (!expected || !actual) expect.fail('two outcomes');
  expectSameBits(actual, expected);
}

/** Whether the language lets a rule have this name. */
function isAllowed(name: string): boolean {
  try {
    return ruleWith(['a', 'b', name]) !== null;
  } catch {
    return false;
  }
}

describe('names', () => {
  const all = [...new Set([...words, ...ownNames()])].filter(isAllowed);
  const together = 60;

  test.for([0, 1, 2])(
    'of WGSL and of the source, each as something else in turn %d',
    async (turn, { device }) => {
      for (let first = 0; first < all.length; first += together) {
        const names = all.slice(first, first + together);
        await expectAgreement(device, ruleWith([...names.slice(turn), ...names.slice(0, turn)]));
      }
    },
  );

  test('as long as can be', async ({ device }) => {
    const longest = 'x'.repeat(limits.charactersInToken - 1);
    await expectAgreement(device, ruleWith(['a', 'b', 'c', 'd', 'e', 'f'].map((last) => longest + last)));
  });
});

describe('values', () => {
  const { nesting } = limits;
  const half = limits.tokensInLine / 2;
  test.for([
    ['a long sum', `p${' + g'.repeat(half - 4)}`],
    ['a sum from the right', `${'g + ('.repeat(nesting)}p${')'.repeat(nesting)}`],
    ['many calls', `${'abs('.repeat(nesting)}p${')'.repeat(nesting)}`],
    ['many functions of the source', `${'max(min(p, '.repeat(nesting / 2)}g${'), 1)'.repeat(nesting / 2)}`],
    ['many signs', `${'-'.repeat(nesting)}p`],
    ['many times not', `where(${'not '.repeat(nesting - 1)}p > 0, g, 2 * g)`],
    ['a long condition', `where(p > 0${' and g > 0'.repeat(50)}, g, p)`],
    ['many choices', `${'where(p > g, p, '.repeat(25)}g${')'.repeat(25)}`],
    ['all that at once', `${'-sqrt(abs('.repeat(10)}p${'))'.repeat(10)}`],
  ])('%s', async ([, value], { device }) => {
    await expectAgreement(device, ruleWith([], [`  p = ${value}`]));
  });

  test('a long sum that is summed up', async ({ device }) => {
    await expectAgreement(device, ruleWith([], [`  p = p + sum(1${' * g'.repeat(half - 6)})`]));
  });

  test('as many lines as can be', async ({ device }) => {
    const lines = Array.from({ length: limits.assignments - 2 }, (_, line) => `  p = p * 0.5 + ${line} * g`);
    await expectAgreement(device, ruleWith([], lines));
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { plan } from '../../../core/rule/plan/plan.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import { interpretUniforms } from '../../../core/rule/run/interpretUniforms.ts';
import { compileUniforms } from '../../../core/rule/run/uniforms.ts';
import type { ResolvedRule } from '../../../core/rule/syntax/rule.ts';
import { type WgslKernel, wgslKernel } from '../../../core/rule/targets/wgsl/wgsl.ts';
import { randomLines } from './randomRules.ts';
import { defaultsOf, ruleOf, rules } from './wasmRules.ts';

function compile(rule: ResolvedRule): WgslKernel {
  return wgslKernel(plan(rule, { reciprocals: true }));
}

function ruleCalled(name: string): WgslKernel {
  return compile(rules[name] ?? expect.fail(`no rule ${name}`));
}

describe('buffers', () => {
  test('are three where nothing is summed up', () => {
    const { buffers, tensors, gradientAt, needsGradientFirst, lookAhead, update } = ruleCalled('Adam');
    expect(buffers).toEqual([
      { name: 'values', type: 'storage' },
      { name: 'gradient', type: 'read-only-storage' },
      { name: 'uniforms', type: 'read-only-storage' },
    ]);
    // Parameters, m and v.
    expect({ tensors, gradientAt, needsGradientFirst, lookAhead }).toEqual({
      tensors: 3,
      gradientAt: 0,
      needsGradientFirst: false,
      lookAhead: null,
    });
    expect(update.dispatches).toEqual([{ entryPoint: 'update', workgroups: 'elements' }]);
  });

  test('have the ranges of tensors that are summed up, and scratch', () => {
    const { buffers, tensors, update } = ruleCalled('LAMB');
    expect(buffers[3]).toEqual({ name: 'ranges', type: 'read-only-storage' });
    // Parameters, m, v, and the update's direction.
    expect(tensors).toBe(4);
    expect(update.dispatches).toEqual([{ entryPoint: 'update', workgroups: 'tensors' }]);
  });

  test('take the norm of the whole gradient among the uniforms', () => {
    const { buffers, update, rowLength } = ruleCalled('clipping by the norm of all gradients');
    expect(buffers[2]).toEqual({ name: 'uniforms', type: 'storage' });
    expect(update.dispatches).toEqual([
      { entryPoint: 'global_norm', workgroups: 'one' },
      { entryPoint: 'update', workgroups: 'elements' },
    ]);
    expect(rowLength).toBe(update.stage.uniforms.length + 1);
  });

  test('have the point of a look-ahead, and its uniforms before those of the update', () => {
    const { tensors, gradientAt, lookAhead, update, rowLength } = ruleCalled('Nesterov');
    expect(lookAhead?.dispatches).toEqual([{ entryPoint: 'look_ahead', workgroups: 'elements' }]);
    expect(lookAhead?.offset).toBe(0);
    expect(update.offset).toBe(lookAhead?.stage.uniforms.length);
    expect(rowLength).toBe(update.offset + update.stage.uniforms.length + 1);
    // Parameters, velocity, point.
    expect({ tensors, gradientAt }).toEqual({ tensors: 3, gradientAt: 2 });
  });

  test.each([
    ['p + lr * m', false],
    ['p + lr * norm(m)', false],
    ['p + lr * g', true],
    ['g', true],
    ['p + lr * norm(g)', true],
    ['m * norm(p) - g', true],
    ['p + lr * global_norm(g)', true],
  ])('need two gradients where the look-ahead reads one: %s', (point, isNeeded) => {
    const rule = ruleOf('state m', 'update', `  g = gradient at ${point}`, '  m = g', '  p -= lr * m');
    expect(compile(rule).needsGradientFirst).toBe(isNeeded);
  });
});

const knownWords = new Set(
  `group binding var storage read read_write workgroup override compute builtin workgroup_size workgroup_id num_workgroups
  global_invocation_id local_invocation_index fn let return for if array f32 u32 bool vec2u vec3u select bitcast
  arrayLength workgroupBarrier workgroupUniformLoad storageBarrier abs exp floor log pow sqrt tanh values gradient uniforms
  ranges threads workgroups range start end size row thread i x y a b low high bits either partial half value sum squares
  update update_element update_tensor look_ahead look_ahead_element look_ahead_tensor global_norm write_global_norm
  sum_of_threads rounded square reciprocal root clip sign_of exp_of log_of tanh_of power larger smaller is_nan infinity
  not_a_number magnitude is_whole is_odd is_negative is_root_of_negative is_undecided is_none result`.split(
    /\s+/,
  ),
);
/** A name of the rule, a sum of one, or a part of its value. */
const ruleName = /^(?:part\d+_)?(?:sum_)?r_[A-Za-z]\w*$/;
const token =
  /\s+|[A-Za-z_]\w*|0x[0-9a-f]{8}u|\d+(?:\.\d+)?(?:e[+-]?\d+)?[fu]?|@|->|\+=|\/=|>>|[<>=!]=|[-+*/<>=!&|:;,.(){}[\]]/y;

function expectKnownTokens(source: string): void {
  const text = source.replaceAll(/^ *\/\/ .*$/gm, '');
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const start = token.lastIndex;
    const word = token.exec(text)?.[0] ?? expect.fail(`unknown token at '${text.slice(start, start + 40)}'`);
    if (/^[A-Za-z_]/.test(word) && !knownWords.has(word) && !ruleName.test(word)) {
      expect.fail(`unknown word '${word}'`);
    }
  }
}

describe('the source has no tokens but those of the compiler', () => {
  test.each(optimizers.map(({ id, rule }) => [id, rule] as const))('of %s', (_, rule) => {
    expectKnownTokens(compile(resolve(rule)).source);
  });

  test.each([true, false])('of random rules with sums: %s', (reduced) => {
    fc.assert(
      fc.property(randomLines({ reduced }), (lines) => expectKnownTokens(compile(ruleOf(...lines)).source)),
    );
  });

  test('of a rule that uses every function, with look-ahead and sums', () => {
    const lines = [
      '  g = gradient at p + lr * g / (norm(g) + global_norm(g))',
      '  m = tanh(exp(log(p))) + pow(sign(g), m) + clip(p, -1, 1e39) + sqrt(p)**0.5 + abs(g)**-1',
      '  p -= where(not p > 0 or t == 1 and g != 0, max(m, mean(g)), min(g**2, sum(m * g)))',
    ];
    expectKnownTokens(compile(ruleOf('state m', 'update', ...lines)).source);
  });

  test('whatever the rule is called and says about itself', () => {
    const words = fc.constantFrom(
      '\u2028',
      '\u0085',
      '\v',
      '*/',
      '//',
      '}',
      'fn evil() {',
      '`',
      '${',
      '\\',
      '@',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1 }), (said) => {
        const text = `# ${said.join('')}\nname "x${said.join('')}"\nlr = 1 in [0, 1] # ${said.join('')}\nupdate\n  p -= lr`;
        expectKnownTokens(compile(resolve(parseRule(text))).source);
      }),
    );
  });
});

test('numbers are printed as the floats that float32 JavaScript has', () => {
  const numbers = ['3', '0.1', '1e-45', '1e-50', '16777217', '3.4028235e38', '1e39'];
  const { source } = compile(ruleOf('update', ...numbers.map((number) => `  p = max(p, ${number})`)));
  const printed = [...source.matchAll(/larger\(r_\w+, rounded\((.*?)\)\);/g)].map((match) => match[1]);
  expect(printed).toEqual([
    ...['3f', '0.10000000149011612f', '1.401298464324817e-45f', '0f', '16777216f', '3.4028234663852886e+38f'],
    'infinity()',
  ]);
});

describe('uniforms that are interpreted are those that are compiled', () => {
  const all = [...Object.entries(rules), ...optimizers.map(({ id, rule }) => [id, resolve(rule)] as const)];
  test.each(all)('of %s', (_, rule) => {
    const { lookAhead, update } = plan(rule, { reciprocals: true });
    for (const stage of lookAhead ? [lookAhead, update] : [update]) {
      const outcomes = [compileUniforms, interpretUniforms].map((create) => {
        const write = create(rule, stage);
        const scalars = Float64Array.from(rule.scalars, (_, index) => 0.9 + index);
        const rows = [1, 2, 3, 1000].map((step) => {
          const row = new Float64Array(stage.uniforms.length);
          write(defaultsOf(rule), scalars, step, row);
          return row;
        });
        return { rows, scalars };
      });
      expect(outcomes[1]).toEqual(outcomes[0]);
    }
  });
});

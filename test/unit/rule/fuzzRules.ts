/** Rules that nobody would write: drawn at random, under names that mean something elsewhere, as large as they may be. */
import fc, { type GeneratorValue } from 'fast-check';
import type { Settings } from '../../../core/rule/syntax/rule.ts';
import { drawRule } from './wellFormedRules.ts';

/** Names that JavaScript, Python, its libraries or the code around a rule have. */
const borrowed = [
  ...[
    'constructor',
    'toString',
    'valueOf',
    'hasOwnProperty',
    'isPrototypeOf',
    'prototype',
    'arguments',
    'eval',
  ],
  ...[
    'lambda',
    'None',
    'True',
    'self',
    'print',
    'sum_',
    'zip',
    'type',
    'id',
    'async',
    'match',
    'del',
    'class',
  ],
  ...['np', 'torch', 'jnp', 'jax', 'math', 'optax', 'params', 'param', 'group', 'state_', 'grads', 'updates'],
  ...[
    'count',
    'update_leaf',
    'tree',
    'each',
    'k',
    'i',
    'each_',
    'count_',
    'index',
    'f',
    'u',
    'u2',
    'p2',
    'g2',
  ],
  ...[
    'square',
    'tensors',
    'scratch',
    'i32',
    'f32',
    'vec4',
    'var',
    'fn',
    'loop',
    'discard',
    'let',
    'new',
    'eta',
  ],
  ...['beta1', 'm_hat', 'x_max', 'theta', 'theta_t', 'lr', 'lambda_', 'weight_decay', 'defaults', 'closure'],
];

/** What the drawn rules call theirs. */
const own = ['a', 'b', 'm', 'v', 'w', 'q', 'r', 'x', 'y', 'x2'];

/** Display names and comments that end strings, break lines, or change how others are read. */
const strangeTexts = [
  ...['"""', "'''", '\\', '\\"""', '\\N{DASH}', '#', '{0}', '%s', '</script>', '$$', '\\end{aligned}'],
  ...[
    '\ud800',
    'a\udfffb',
    '\u2028',
    '\u202e',
    '\u0000',
    '\ufeff',
    '𝛃',
    'ß',
    '日本',
    '123',
    'class',
    ' ',
    '\u00a0',
  ],
];

export interface FuzzRule {
  readonly text: string;
  readonly settings: Settings;
}

/** A random rule with random names, or one of the largest. */
export function drawFuzzRule(draw: GeneratorValue): FuzzRule {
  const count = (max: number) => draw(fc.nat, { max });
  const { text, settings } = drawRule(draw, { isTame: count(1) === 0 });
  const names = new Map<string, string>();
  const free = [...borrowed];
  for (const name of own) {
    if (count(1) === 0) names.set(name, free.splice(count(free.length - 1), 1)[0] ?? name);
  }
  const renamed = text.replace(/\b[a-z]\w*\b/g, (word) => names.get(word) ?? word);
  const strange = () => strangeTexts[count(strangeTexts.length - 1)] ?? '';
  const about = count(2) === 0 ? [`# ${strange()} ${strange()}`, `# ${strange()}`] : [];
  const displayName = `${strange()} ${strange()}`.replaceAll('"', '');
  const named = renamed.replace('name "Random"', () => `name "${displayName.trim() || 'Random'}"`);
  const commented = count(2) === 0 ? named.replace(/^ {2}/m, () => `  # ${strange()}\n  `) : named;
  const { form, ...others } = settings;
  const choices = typeof form === 'string' ? { form: names.get(form) ?? form } : {};
  const numbers = Object.entries(others).map(([name, value]) => [names.get(name) ?? name, value]);
  return {
    text: [...about, commented].join('\n'),
    settings: { ...Object.fromEntries(numbers), ...choices },
  };
}

/** Rules with as much of one thing as the limits allow. */
export function largestRules(): readonly (readonly [title: string, text: string])[] {
  const head = [
    'name "Large"',
    'lr = 0.1 in (0, 10]',
    'a = 0.5 in [-9, 9]',
    'state m, v',
    'scalar q',
    'update',
  ];
  const long = 'z'.repeat(99);
  const around = (open: string, inner: string, close: string, depth: number) =>
    open.repeat(depth) + inner + close.repeat(depth);
  const values: readonly (readonly [title: string, value: string])[] = [
    ['parentheses', around('(1 - ', 'p', ')', 31)],
    ['larger numbers', around('max(', 'p', ', g)', 31)],
    ['bounds', around('clip(', 'a', ', lr, t)', 30)],
    ['choices of elements', around('where(p > g, 1, ', 'p', ')', 25)],
    ['choices of a step', around('where(t > 2, 1, ', 'p', ')', 25)],
    ['choices as conditions', around('where(', 'p', ' > 0, g, 2)', 25)],
    ['nots', `where(${'not '.repeat(30)}p > g, p, g)`],
    ['signs', `${'-'.repeat(32)}p`],
    ['powers', `${'a ** '.repeat(30)}t`],
    ['powers of elements', `${'p ** '.repeat(30)}t`],
    ['quotients of numbers', around('1 / (', 'a', ')', 31)],
    ['sums', `p${' + g'.repeat(120)}`],
    ['long names', `${long}${` - ${long}`.repeat(120)}`],
    ['conditions', `where(${'a < t and '.repeat(49)}p < 1, p, g)`],
    ['conditions of elements', `where(${'(p < g or g < 1) and '.repeat(22)}p < 1, p, g)`],
    ['reductions', around('1 / norm(', 'p', ')', 15)],
  ];
  return values.map(([title, value]) => {
    const lines = [`  ${long} = g`];
    const isReduced = title === 'reductions';
    const fits = (line: string) => [...head, ...lines, line].join('\n').length < 65_000;
    for (let index = 0; index < (isReduced ? 4 : 100); index++) {
      const line = `  x${index} = ${value}`;
      if (fits(line)) lines.push(line);
    }
    return [title, [...head, ...lines, '  p -= lr * tanh(x0) + 0 * g'].join('\n')];
  });
}

/** What is said about what stands at `|`. */
import { describe, expect, test } from 'vitest';
import { optimizers } from '../../../../core/optimizers/index.ts';
import { type Hover, hoverAt } from '../../../../core/rule/language/hover.ts';
import { unicodeSymbols } from '../../../../core/rule/language/symbolsOfNames.ts';
import { cursorIn, ruleWith } from './cursor.ts';

const hoverIn = (source: string): Hover | null => {
  const { text, offset } = cursorIn(source);
  return hoverAt(text, offset);
};

const options = [
  'lr = 0.1 in [0, inf)',
  'beta1 = 0.9 in [0, 1)',
  'option form = a in {a, b}  # which',
  'state m, v = lr',
];
const computing = (...update: string[]) => ruleWith({ declarations: [...options, 'scalar q = 1'], update });

describe('a name', () => {
  test.each([
    ['lr = |0.1', null],
    ['l|r = 0.1 in [0, inf)', 'lr: a hyperparameter / Default 0.1, in [0, inf).'],
    ['option f|orm', 'form: an option / which / Default a, one of a, b.'],
    ['{a, |b}', 'b: a choice of the option form / which'],
    ['sta|te', 'state m, v = 1 / Tensors'],
    ['|m, v', 'm: a state / Kept from step to step: one number for each parameter, 0 before the first.'],
    [
      'm, v| = lr',
      'v: a state / Kept from step to step: one number for each parameter, lr before the first.',
    ],
    ['scalar |q', 'q: a scalar / Kept from step to step: one number, 1 before the first.'],
    ['p -|= lr', 'θ ← θ − η m'],
    ['|p -= lr', 'p: the parameter / The parameter. / θ ← θ − η m'],
  ])('%s', (place, expected) => {
    const text = computing('m = g', 'p -= lr * m');
    const found = hoverIn(text.replace(place.replace('|', ''), place));
    const said = found && [found.title, ...found.lines].join(' / ');
    if (expected === null) expect(said).toBeNull();
    else expect(said).toContain(expected);
  });

  test('of a state has the comment of its line', () => {
    expect(hoverIn('name "A"\nstate |m  # a mean')?.lines[0]).toBe('a mean');
  });
});

test('a function says what it does, and its line', () => {
  const found = hoverIn(computing('m = sq|rt(v) * 2', 'p -= lr * m'));
  expect(found).toMatchObject({ title: 'sqrt(x)', lines: ['The square root; NaN below 0.', 'm = √v · 2'] });
});

test('the name of a built-in says where it was published', () => {
  for (const { rule } of optimizers) {
    const text = rule.lines.join('\n');
    const found = hoverAt(text, text.indexOf('name "') + 6);
    expect(found?.title).toBe(rule.name);
    expect(found?.lines).toEqual(rule.about.split('\n'));
    expect(found?.lines.join(' ')).toMatch(/\b(19|20)\d\d\b/);
  }
});

test.each(['|', 'm = (|', '# a |comment', '  |# a comment'])('nothing is said of %j', (line) => {
  expect(hoverIn(ruleWith({ update: [line] }))).toBeNull();
});

describe('a line as on paper', () => {
  test.each([
    ['m = beta1 * m + (1 - beta1) * g', 'm ← β₁ m + (1 − β₁) g'],
    ['x_hat = m / (1 - beta1**t)', 'x̂ = m / (1 − β₁ᵗ)'],
    ['x = m - (v - g) - g', 'x = m − (v − g) − g'],
    ['x = m + (v + g)', 'x = m + v + g'],
    ['x = m / v * g', 'x = m / v · g'],
    ['x = m / (v * g)', 'x = m / (v g)'],
    ['x = m / (v / g)', 'x = m / (v / g)'],
    ['x = m * (v / g)', 'x = m (v / g)'],
    ['x = -m**2', 'x = −m²'],
    ['x = (-m)**2', 'x = (−m)²'],
    ['x = m * -v', 'x = m (−v)'],
    ['x = -(m + v)', 'x = −(m + v)'],
    ['x = m**(t - 1)', 'x = mᵗ⁻¹'],
    ['x = m**0.25', 'x = m^0.25'],
    ['x = m**(t * 0.5)', 'x = m^(t · 0.5)'],
    ['x = m**v**2', 'x = m^(v²)'],
    ['x = (m**v)**2', 'x = (mᵛ)²'],
    ['x = sqrt(m)**2', 'x = (√m)²'],
    ['x = sqrt(m + v) * 2', 'x = √(m + v) · 2'],
    ['x = pow(m, 2)', 'x = m²'],
    ['x = abs(m - v)', 'x = |m − v|'],
    ['x = norm(g) / global_norm(g)', 'x = ‖g‖ / ‖g of all‖'],
    ['x = max(m, v) * trust', 'x = max(m, v) · trust'],
    ['x = 1e-8 + 2.5e-7 * m', 'x = 10⁻⁸ + 2.5 · 10⁻⁷ m'],
    ['x = where(t == 1 and m >= v, g, -g)', 'x = g if t = 1 and m ≥ v, otherwise −g'],
    ['x = 2 * where(m != v, g, 1)', 'x = 2 (g if m ≠ v, otherwise 1)'],
    ['if not (form == a or m <= v) and t < 3', 'if not (form = a or m ≤ v) and t < 3'],
    ['x = sqr(m) + 1', 'x = … + 1'],
  ])('%s', (line, maths) => {
    const begin = computing(line, '  p = 1');
    const offset = begin.indexOf(line) + line.search(/[=(]|if/);
    const found = hoverAt(begin, offset);
    expect(found && [found.title, ...found.lines].at(-1)).toBe(maths);
  });

  test('of a look ahead', () => {
    const text = ruleWith({ update: ['g = gradient at p + beta * m', 'm = g', 'p -= lr * m'] });
    expect(hoverAt(text, text.indexOf('= gradient'))?.title).toBe('g = ∇f(θ + β m)');
  });
});

test('no two names have one symbol', () => {
  const symbolOf = unicodeSymbols([
    'p',
    'theta',
    'lr',
    'eta',
    'eps',
    'm1_hat',
    'v_max',
    'p_norm',
    'rho_inf',
    'step',
  ]);
  const symbols = ['p', 'theta', 'lr', 'eta', 'eps', 'm1_hat', 'v_max', 'p_norm', 'rho_inf', 'step'].map(
    symbolOf,
  );
  expect(symbols).toEqual(['p', 'θ', 'lr', 'η', 'ε', 'm̂₁', 'vₘₐₓ', 'p_norm', 'ρ_∞', 'step']);
});

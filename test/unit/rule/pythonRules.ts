/** Rules with what built-in optimizers have little of, for the exports to Python. */
import { declaredRule } from './ruleText.ts';

const usual = ['lr = 0.05 in [0, inf)', 'beta = 0.9 in [0, 1)'];

export const pythonRules: Readonly<Record<string, string>> = {
  'an if about elements': declaredRule(
    [...usual, 'state m, n = p'],
    [
      'if g > 0.1',
      '  m = beta * m + g',
      '  step = m',
      'elif p > 0',
      '  step = -n',
      'else',
      '  m = g',
      '  step = 2 * g',
    ].concat([
      'n = p',
      'if abs(step) > 1',
      '  p -= lr * sign(step)',
      'else',
      '  p -= lr * step',
      'p *= 0.99',
    ]),
  ),
  'an if about tensors': declaredRule(
    [...usual, 'state v'],
    [
      'size = norm(p)',
      'if size > 1 and not norm(g) < 0.001',
      '  trust = size / norm(g)',
      'else',
      '  trust = 1',
    ].concat(['v = beta * v + sqrt(trust) * g', 'p -= lr * v / max(1, trust)']),
  ),
  'an if about the step': declaredRule(
    [...usual, 'state v = 0.5', 'scalar seen = 0, product = lr'],
    ['if t == 1', '  v = g', '  seen = 1', 'else', '  v = beta * v + g', '  seen += product * t'].concat([
      'product *= beta',
      'p -= lr * v / (1 + seen)',
    ]),
  ),
  'a number that is read before it changes': declaredRule(
    [...usual, 'scalar rate = lr'],
    [
      'p -= rate * g',
      'rate = rate * beta',
      'p -= rate * g',
      'if rate > 0.02',
      '  rate = 0.5 * rate',
      '  p -= rate',
    ],
  ),
  'arrays under several names': declaredRule(
    [...usual, 'state before, first = p, last'],
    [
      'old = p',
      'slope = g',
      'p -= lr * (g + 0.1 * before)',
      'before = where(t == 1, slope, old - p)',
      'last = p',
    ].concat(['first = where(t < 3, first, old)', 'p -= 0.001 * (last - first)']),
  ),
  'a new value for everything': declaredRule(
    [...usual, 'state s, u'],
    [
      's = lr * t',
      'g = 0.5',
      'u = norm(u) + mean(p)',
      'p = 0.3 * p - s * g + lr * u',
      'if t == 7',
      '  p = 1',
    ],
  ),
  'a long choice in a comparison': declaredRule(
    [...usual, 'switch_at = 10 in [0, inf)', 'state momentum_mean, squares_mean = 0.5'],
    [
      'momentum_mean = beta * momentum_mean + g',
      'squares_mean = where(where(t != switch_at, momentum_mean, 1e-8) < squares_mean, lr / squares_mean, 1)',
      'p -= lr * squares_mean * g',
    ],
  ),
  'a state that lines below an if alone assign': declaredRule(
    [...usual, 'state best', 'scalar found = 0'],
    ['if norm(g) < 1', '  best = p', 'if t > 3', '  found = 1', 'p -= lr * g'],
  ),
  'parameters that an option leaves as they are': declaredRule(
    [...usual, 'option moves = false', 'state v'],
    ['v = beta * v + lr * g', 'if moves', '  p -= v'],
  ),
  'every function of elements': declaredRule(usual, [
    'x = abs(g) + exp(-abs(p)) + log(1 + abs(g)) + tanh(p) + sqrt(abs(p)) + sign(g) + pow(abs(g), 1.5) + g**2 + abs(p)**0.3',
    'y = clip(x, -1, 1) + min(x, p) + max(x, 0.5) + min(0.2, g) + clip(g, -lr, beta) + clip(g, p - 1, p + 1) + max(0.1, max(p, g))',
    'z = where(x > 1 or not (y < 0.5 and p > 0), 1, beta) * where(g > 0, x, y) + (-p)**2 - -g + 2**-p',
    'p -= lr * z * 0.1',
  ]),
  'every function of tensors': declaredRule(usual, [
    'x = abs(sum(g)) + exp(-norm(p)) + log(1 + norm(g)) + tanh(mean(p)) + sqrt(norm(p)) + sign(mean(g)) + norm(g)**2',
    'y = clip(x, -1, 1) + min(x, norm(p)) + max(x, 0.5) + min(0.2, x) + clip(0.3, x - 4, x) + sum(1) + mean(lr) + norm(x)',
    'z = where(x > 1.2345 or not (y < 0.5 and mean(p) > 0), 1, beta) * where(mean(g) > 0, x, 0.25)',
    'p -= lr * (z + 0.01 * y) * g / (1 + global_norm(g))'.replace('global_norm(g)', 'norm(g)'),
  ]),
  'every function of numbers': declaredRule(usual, [
    'x = abs(lr - beta) + exp(-t) + log(t) + tanh(lr) + sqrt(t) + sign(lr - 1) + pow(t, 1.5) + t**2 + 2**-t + sign(t - 3)',
    'y = clip(x, -1, 1) + min(t, 3) + max(x, 0.5) + clip(beta, lr, t)',
    'z = where(t > 3 or not (y < 0.5 and lr > 0), 1, beta) * where(t == 2, x, where(t < 5, y, lr)) + (1 - 2)**3',
    'p -= lr * z * g / (1 + abs(x))',
  ]),
  'the norm of all gradients': declaredRule(
    [...usual, 'state v'],
    ['g *= min(1, 0.5 / (global_norm(g) + 1e-6))', 'v = beta * v + g', 'p -= lr * v'],
  ),
  'a gradient elsewhere': declaredRule(
    [...usual, 'state z = p', 'scalar product = 1'],
    [
      'g = gradient at p + where(t > 2, lr, 0) * (z - p) * product',
      'z = beta * z + (1 - beta) * p',
      'product *= beta',
    ].concat(['p -= lr * g']),
  ),
  'two gradients': declaredRule(
    [...usual, 'state v'],
    [
      'g = gradient at p + 0.05 * g / (global_norm(g) + norm(g) + 1e-12) - lr * v',
      'v = beta * v + g',
      'p -= lr * v',
    ],
  ),
  'names of Python': declaredRule(
    ['lambda = 0.05 in [0, inf)', 'None = 0.9 in [0, 1)', 'self = 0.1 in [0, 1)', 'params = 0.2 in [0, 1)']
      .concat(['np = 0.1 in [0, 1)', 'torch = 0.1 in [0, 1)', 'jax = 0.1 in [0, 1)', 'print = 0.1 in [0, 1)'])
      .concat(['state group, lambda_, count, zip = p', 'scalar state_, i = 1, update_leaf = 2']),
    [
      'def = None * lambda_ + (1 - None) * g',
      'lambda_ = def',
      'group = group + self * np * torch * jax * print * g',
    ]
      .concat([
        'count += params * g',
        'i *= 0.9',
        'update_leaf = i + 1',
        'state_ += i',
        'enumerate = zip - p',
        'zip = p',
      ])
      .concat([
        'math = sqrt(t)',
        'tree = norm(g) + state_ * 0.01',
        'each = max(tree, math)',
        'jnp = exp(-math)',
      ])
      .concat([
        'p -= lambda * (lambda_ + group + count + enumerate * update_leaf / each) / (1 + jnp)',
        'k = 1',
      ]),
  ),
};

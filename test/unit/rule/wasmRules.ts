/** Rules that WebAssembly can compute, one for each thing that a kernel does. */
import { parseRule } from '../../../core/rule/parseRule.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import type { HyperparameterValues, ResolvedRule } from '../../../core/rule/syntax/rule.ts';

const hyperparameters = {
  lr: 0.01,
  momentum: 0.9,
  beta1: 0.9,
  beta2: 0.99,
  eps: 1e-8,
  weight_decay: 0.1,
};

/** A rule with the usual hyperparameters and the given lines. */
export function ruleOf(...lines: readonly string[]): ResolvedRule {
  const declared = Object.entries(hyperparameters).map(([name, value]) => `${name} = ${value} in [0, inf)`);
  return resolve(parseRule(['name "Test"', ...declared, ...lines].join('\n')));
}

/** The defaults of a rule's hyperparameters. */
export function defaultsOf(rule: ResolvedRule): HyperparameterValues {
  return Object.fromEntries(rule.hyperparameters.map((each) => [each.name, each.default]));
}

const moments = ['  m = beta1 * m + (1 - beta1) * g', '  v = beta2 * v + (1 - beta2) * g**2'];
const corrected = [...moments, '  m_hat = m / (1 - beta1**t)', '  v_hat = v / (1 - beta2**t)'];

export const rules: Readonly<Record<string, ResolvedRule>> = {
  SGD: ruleOf('update', '  p -= lr * (g + weight_decay * p)'),
  momentum: ruleOf('state v', 'update', '  v = where(t == 1, g, momentum * v + g)', '  p -= lr * v'),
  Nesterov: ruleOf(
    ...['state v', 'update', '  g = gradient at p - lr * momentum * v'],
    ...['  v = momentum * v + g', '  p -= lr * v'],
  ),
  Adam: ruleOf('state m, v', 'update', ...corrected, '  p -= lr * m_hat / (sqrt(v_hat) + eps)'),
  AMSGrad: ruleOf(
    ...['state m, v, largest', 'update', ...corrected, '  largest = max(largest, v_hat)'],
    '  p -= lr * m_hat / (largest**0.5 + eps)',
  ),
  'centered RMSprop': ruleOf(
    ...['state v, mean_g, b', 'update', '  v = beta2 * v + (1 - beta2) * g**2'],
    ...['  mean_g = mean_g + (g - mean_g) * (1 - beta2)', '  denominator = sqrt(v - mean_g**2) + eps'],
    ...['  b = momentum * b + g / denominator', '  p -= lr * b'],
  ),
  Rprop: ruleOf(
    ...['state size = 0.01, before', 'update', '  agreement = sign(g * before)'],
    '  size = clip(size * where(agreement > 0, 1.2, where(agreement < 0, 0.5, 1)), 1e-6, 50)',
    ...['  if agreement < 0', '    g = 0', '  p -= size * sign(g)', '  before = g'],
  ),
  Lion: ruleOf(
    ...['state m', 'update', '  u = sign(beta1 * m + (1 - beta1) * g)', '  p -= lr * (u + weight_decay * p)'],
    '  m = beta2 * m + (1 - beta2) * g',
  ),
  LAMB: ruleOf(
    ...['state m, v', 'update', ...corrected, '  u = m_hat / (sqrt(v_hat) + eps) + weight_decay * p'],
    ...['  p_norm = norm(p)', '  u_norm = norm(u)'],
    '  p -= lr * where(p_norm > 0 and u_norm > 0, p_norm / u_norm, 1) * u',
  ),
  'mean removed': ruleOf('update', '  g -= mean(g)', '  g /= 1 + abs(sum(g * p))', '  p -= lr * g'),
  'clipping by the norm of all gradients': ruleOf(
    ...[
      'state v',
      'update',
      '  g *= min(1, 0.5 / (global_norm(g) + 1e-6))',
      '  v = momentum * v + g',
      '  p -= lr * v',
    ],
  ),
  SAM: ruleOf(...['update', '  g = gradient at p + 0.05 * g / (global_norm(g) + 1e-12)', '  p -= lr * g']),
  RAdam: ruleOf(
    ...['state m, v', 'update', ...corrected, '  longest = 2 / (1 - beta2) - 1'],
    '  length = longest - 2 * t * beta2**t / (1 - beta2**t)',
    '  r = sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length))',
    '  p -= lr * m_hat * where(length > 5, r / (sqrt(v_hat) + eps), 1)',
  ),
  NAdam: ruleOf(
    ...['state m, v', 'scalar product = 1', 'update', ...moments],
    ...[
      '  mu = beta1 * (1 - 0.5 * 0.96**(t * 0.004))',
      '  next_mu = beta1 * (1 - 0.5 * 0.96**((t + 1) * 0.004))',
    ],
    '  product = product * mu',
    '  direction = (1 - mu) * g / (1 - product) + next_mu * m / (1 - product * next_mu)',
    '  p -= lr * direction / (sqrt(v / (1 - beta2**t)) + eps)',
  ),
};

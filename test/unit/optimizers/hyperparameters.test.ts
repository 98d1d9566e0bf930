import { describe, expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { formatRange } from '../../../core/rule/check/range.ts';
import { fillSettings, SettingError } from '../../../core/rule/check/settings.ts';
import type { Hyperparameter } from '../../../core/rule/syntax/rule.ts';
import { referenced } from './references.ts';

/**
 * What each hyperparameter is allowed to be, by its name: what PyTorch checks where it is one of PyTorch's. An optimizer
 * without reference cases is held to its own ranges.
 */
const ranges: Readonly<Record<string, string>> = {
  lr: 'lr >= 0',
  momentum: 'momentum >= 0',
  dampening: '0 <= dampening <= 1',
  weight_decay: 'weight_decay >= 0',
  alpha: 'alpha >= 0',
  rho: '0 <= rho <= 1',
  eps: 'eps >= 0',
  beta1: '0 <= beta1 < 1',
  beta2: '0 <= beta2 < 1',
  beta3: '0 <= beta3 < 1',
  nu1: '0 <= nu1 <= 1',
  nu2: '0 <= nu2 <= 1',
  momentum_decay: 'momentum_decay >= 0',
  lr_decay: 'lr_decay >= 0',
  initial_accumulator_value: 'initial_accumulator_value >= 0',
  lambd: 'lambd >= 0',
  t0: 't0 >= 0',
  etaminus: '0 < etaminus < 1',
  etaplus: 'etaplus > 1',
  step_min: 'step_min >= 0',
  step_max: 'step_max >= 0',
  max_norm: 'max_norm >= 0',
  trust_coefficient: 'trust_coefficient >= 0',
  warmup_steps: 'warmup_steps >= 0',
};

/** Where a share may not be 1, or may, or a name means something else. */
const otherRanges: Readonly<Record<string, string>> = {
  'momentum.momentum': '0 <= momentum < 1',
  'nesterov.momentum': '0 <= momentum < 1',
  'sam.momentum': '0 <= momentum < 1',
  'signum.momentum': '0 <= momentum < 1',
  'lars.momentum': '0 <= momentum < 1',
  'rmsprop.alpha': '0 <= alpha <= 1',
  'schedulefree.beta1': '0 <= beta1 <= 1',
  'sam.rho': 'rho >= 0',
};

/** The closest numbers outside of a range, at each end that it has. */
function outside({ range: { min, max, minIncluded, maxIncluded } }: Hyperparameter): readonly number[] {
  const below = minIncluded ? min - 1e-3 : min;
  const above = maxIncluded ? max + 1e-3 : max;
  return [below, above].filter(Number.isFinite);
}

/** Numbers at both ends of a range, or far out where it has no end. */
function inside({ range: { min, max, minIncluded, maxIncluded } }: Hyperparameter): readonly number[] {
  const least = minIncluded ? min : min + 1e-9;
  const most = maxIncluded ? max : max - 1e-9;
  return [least, Math.min(most, 1e6)];
}

describe.each(optimizers)('$id', ({ id, rule }) => {
  test.each(rule.hyperparameters)('$name takes what it should, and says so otherwise', (hyperparameter) => {
    const { name, range } = hyperparameter;
    const own = formatRange(name, range);
    const expected = referenced.has(id) ? (otherRanges[`${id}.${name}`] ?? ranges[name]) : own;
    const fill = (value: number | string) => fillSettings(rule, { [name]: value });
    expect(own).toBe(expected);
    for (const value of inside(hyperparameter)) expect(fill(value)[name]).toBe(value);
    for (const value of outside(hyperparameter)) {
      expect(() => fill(value)).toThrow(new SettingError(name, value, `${expected}`));
    }
    for (const value of [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN, '1']) {
      expect(() => fill(value)).toThrow(new SettingError(name, value, `a finite number, ${expected}`));
    }
  });

  test('options take their words, or true and false, and say so otherwise', () => {
    for (const { name, choices } of rule.options) {
      const values = choices ?? [true, false];
      const fill = (value: number | boolean | string) => fillSettings(rule, { [name]: value });
      for (const value of values) expect(fill(value)[name]).toBe(value);
      for (const value of ['maybe', 1, Number.NaN]) {
        expect(() => fill(value)).toThrow(new SettingError(name, value, values.join(' or ')));
      }
    }
  });

  test('suggests the name that was meant', () => {
    expect(() => fillSettings(rule, { lrr: 1 })).toThrow(
      /^lrr = 1 — expected one of .*; did you mean 'lr'\?$/,
    );
  });
});

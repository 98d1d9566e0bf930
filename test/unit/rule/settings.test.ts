import { describe, expect, test } from 'vitest';
import { expectedSetting, fillSettings, numbersIn, SettingError } from '../../../core/rule/check/settings.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { declaredRule } from './ruleText.ts';

const rule = parseRule(
  declaredRule(
    [
      'lr = 0.1 in (0, 10]',
      'beta1 = 0.9 in [0, 1)',
      'eps = 0 in [0, inf)',
      'option amsgrad = false',
      'option form = pytorch in {pytorch, keras}',
    ],
    ['p -= lr * g'],
  ),
);

describe('settings', () => {
  test('are the defaults where nothing is given', () => {
    expect(fillSettings(rule)).toEqual({ lr: 0.1, beta1: 0.9, eps: 0, amsgrad: false, form: 'pytorch' });
  });

  test('are what is given', () => {
    expect(fillSettings(rule, { lr: 10, amsgrad: true, form: 'keras' })).toEqual({
      lr: 10,
      beta1: 0.9,
      eps: 0,
      amsgrad: true,
      form: 'keras',
    });
  });

  test('have their numbers apart', () => {
    expect(numbersIn(fillSettings(rule, { amsgrad: true }))).toEqual({ lr: 0.1, beta1: 0.9, eps: 0 });
  });
});

test.each<[string, unknown, string]>([
  ['lr', 0, 'lr = 0 — expected 0 < lr <= 10'],
  ['lr', 10.5, 'lr = 10.5 — expected 0 < lr <= 10'],
  ['beta1', 1, 'beta1 = 1 — expected 0 <= beta1 < 1'],
  ['eps', -1, 'eps = -1 — expected eps >= 0'],
  ['lr', Number.NaN, 'lr = NaN — expected a finite number, 0 < lr <= 10'],
  ['eps', Number.POSITIVE_INFINITY, 'eps = Infinity — expected a finite number, eps >= 0'],
  ['lr', '0.1', 'lr = "0.1" — expected a finite number, 0 < lr <= 10'],
  ['lr', true, 'lr = true — expected a finite number, 0 < lr <= 10'],
  ['lr', null, 'lr = null — expected a finite number, 0 < lr <= 10'],
  ['amsgrad', 1, 'amsgrad = 1 — expected true or false'],
  ['amsgrad', 'true', 'amsgrad = "true" — expected true or false'],
  ['form', 'kears', 'form = "kears" — expected pytorch or keras; did you mean \'keras\'?'],
  ['form', 'jax', 'form = "jax" — expected pytorch or keras'],
  ['form', true, 'form = true — expected pytorch or keras'],
  ['beta_1', 1, "beta_1 = 1 — expected one of lr, beta1, eps, amsgrad, form; did you mean 'beta1'?"],
  ['gamma', 1, 'gamma = 1 — expected one of lr, beta1, eps, amsgrad, form'],
  ['constructor', 1, 'constructor = 1 — expected one of lr, beta1, eps, amsgrad, form'],
])('%s = %j', (name, value, message) => {
  const expected = expectedSetting(rule, name, value);
  expect(new SettingError(name, value, expected ?? '').message).toBe(message);
  if (typeof value !== 'number' && typeof value !== 'string' && typeof value !== 'boolean') return;
  expect(() => fillSettings(rule, { [name]: value })).toThrow(new SettingError(name, value, expected ?? ''));
});

test.each([
  ['lr', 10],
  ['beta1', 0],
  ['eps', 1e300],
  ['amsgrad', true],
  ['form', 'keras'],
])('%s = %j is fine', (name, value) => {
  expect(expectedSetting(rule, name, value)).toBeNull();
});

test('an error names its setting', () => {
  const error = new SettingError('lr', -1, '0 < lr <= 10');
  expect(error).toMatchObject({ name: 'SettingError', setting: 'lr' });
  expect(error).toBeInstanceOf(RangeError);
});

test('a name of every object is unknown, also where it was read from JSON', () => {
  for (const name of ['__proto__', 'constructor', 'toString']) {
    const given = JSON.parse(`{ "${name}": 1 }`);
    expect(() => fillSettings(rule, given)).toThrow(`${name} = 1 — expected one of lr`);
  }
});

test('a hyperparameter may have the name of what every object has', () => {
  const odd = parseRule(
    declaredRule(['constructor = 1 in [0, 2]', 'valueOf = 1 in [0, 2]'], ['p -= constructor']),
  );
  expect(fillSettings(odd, { constructor: 2 })).toEqual({ constructor: 2, valueOf: 1 });
  expect(() => fillSettings(odd, { valueOf: 3 })).toThrow('valueOf = 3 — expected 0 <= valueOf <= 2');
});

test('a rule without settings takes none', () => {
  const none = parseRule(declaredRule([], ['p -= g']));
  expect(fillSettings(none)).toEqual({});
  expect(() => fillSettings(none, { lr: 1 })).toThrow('lr = 1 — expected none: Test has no other');
});

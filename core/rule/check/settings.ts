/** What a person sets before a run: checked against the rule, and filled up with its defaults. */
import { didYouMean, shorten } from '../syntax/errors.ts';
import type { HyperparameterValues, Rule, Settings } from '../syntax/rule.ts';
import { formatRange, inRange } from './range.ts';

/** A setting that a rule can't take: `beta1 = 1.2 — expected 0 <= beta1 < 1`. */
export class SettingError extends RangeError {
  override readonly name = 'SettingError';
  readonly setting: string;

  constructor(setting: string, value: unknown, expected: string) {
    const text = typeof value === 'string' ? JSON.stringify(shorten(value)) : shorten(String(value));
    super(`${shorten(setting)} = ${text} — expected ${expected}`);
    this.setting = setting;
  }
}

/** Every hyperparameter and option of the rule with the given value or its default. Throws a SettingError. */
export function fillSettings(rule: Rule, given: Settings = {}): Settings {
  const all = [...rule.hyperparameters, ...rule.options];
  const settings = Object.fromEntries(all.map((each) => [each.name, each.default]));
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const expected = expectedSetting(rule, name, value);
    if (expected !== null) throw new SettingError(name, value, expected);
    settings[name] = value;
  }
  return settings;
}

/** What a setting should be: `0 <= beta1 < 1`; null where it is that. */
export function expectedSetting(rule: Rule, name: string, value: unknown): string | null {
  const hyperparameter = rule.hyperparameters.find((each) => each.name === name);
  if (hyperparameter) {
    const range = formatRange(name, hyperparameter.range);
    if (typeof value !== 'number' || !Number.isFinite(value)) return `a finite number, ${range}`;
    return inRange(value, hyperparameter.range) ? null : range;
  }
  const option = rule.options.find((each) => each.name === name);
  if (!option) return expectedNames(rule, name);
  const values = option.choices ?? [true, false];
  if (values.some((each) => each === value)) return null;
  const likely = option.choices && typeof value === 'string' ? didYouMean(value, option.choices) : '';
  return `${values.join(' or ')}${likely}`;
}

function expectedNames({ name: rule, hyperparameters, options }: Rule, name: string): string {
  const names = [...hyperparameters, ...options].map((each) => each.name);
  if (names.length === 0) return `none: ${rule} has no other`;
  return `one of ${names.join(', ')}${didYouMean(name, names)}`;
}

/** The hyperparameters among settings: what a kernel reads each step. */
export function numbersIn(settings: Settings): HyperparameterValues {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]) => (typeof value === 'number' ? [[name, value]] : [])),
  );
}

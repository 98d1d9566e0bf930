/** Each way in which a rule's options and its hyperparameters that are off by default make other lines of it count. */
import { inRange } from '../../../core/rule/check/range.ts';
import { fillSettings, numbersIn } from '../../../core/rule/check/settings.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import type { HyperparameterValues, ResolvedRule, Rule, Settings } from '../../../core/rule/syntax/rule.ts';

/** By default, with each option changed, and with the hyperparameters that are 0 turned on. */
export function settingsOf({ hyperparameters, options }: Rule): Readonly<Record<string, Settings>> {
  const off = hyperparameters.filter((each) => each.default === 0 && inRange(0.1, each.range));
  const on = Object.fromEntries(off.map(({ name }) => [name, 0.1]));
  const changed = options.flatMap(({ name, choices, default: usual }) =>
    (choices ?? [true, false])
      .filter((choice) => choice !== usual)
      .map((choice): [string, Settings] => [`with ${name} = ${choice}`, { ...on, [name]: choice }]),
  );
  return {
    'by default': {},
    ...(off.length > 0 ? { 'with everything on': on } : {}),
    ...Object.fromEntries(changed),
  };
}

/** The rule resolved for each of its settings, with conditions on hyperparameters left open. */
export function everySetting(
  id: string,
  rule: Rule,
): readonly {
  readonly title: string;
  readonly rule: ResolvedRule;
  readonly hyperparameters: HyperparameterValues;
}[] {
  return Object.entries(settingsOf(rule)).map(([name, settings]) => {
    const options = Object.entries(settings).filter(([, value]) => typeof value !== 'number');
    return {
      title: `${id} ${name}`,
      rule: resolve(rule, Object.fromEntries(options)),
      hyperparameters: numbersIn(fillSettings(rule, settings)),
    };
  });
}

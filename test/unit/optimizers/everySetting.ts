/** Settings that between them reach every line of a rule. */
import type { Rule, Settings } from '../../../core/rule/syntax/rule.ts';

/** Every combination of a rule's options. */
function optionSettings({ options }: Rule): readonly Settings[] {
  return options.reduce<readonly Settings[]>(
    (combinations, { name, choices }) =>
      combinations.flatMap((each) => (choices ?? [false, true]).map((value) => ({ ...each, [name]: value }))),
    [{}],
  );
}

/** Hyperparameters that switch lines on when they aren't 0, such as momentum and weight_decay. */
function switchedOn({ hyperparameters }: Rule): readonly Settings[] {
  const off = hyperparameters.filter((each) => each.default === 0);
  return off.length === 0 ? [] : [Object.fromEntries(off.map(({ name }) => [name, 0.1]))];
}

/** Every combination of options, once with the default hyperparameters and once with those that are 0 switched on. */
export function everySetting(rule: Rule): readonly Settings[] {
  return [{}, ...switchedOn(rule)].flatMap((numbers) =>
    optionSettings(rule).map((options) => ({ ...numbers, ...options })),
  );
}

/** Every rule that the WGSL is compared for. */
import { optimizers } from '../../core/optimizers/index.ts';
import { fillSettings, numbersIn } from '../../core/rule/check/settings.ts';
import { resolve } from '../../core/rule/plan/resolve.ts';
import type { HyperparameterValues, ResolvedRule, Rule, Settings } from '../../core/rule/syntax/rule.ts';
import { rules } from '../unit/rule/wasmRules.ts';

export interface Variant {
  readonly name: string;
  readonly rule: ResolvedRule;
  readonly hyperparameters: HyperparameterValues;
}

/** Where a rule has these, lines depend on them that its defaults leave out. */
const unusual: Settings = { momentum: 0.9, weight_decay: 0.1, warmup_steps: 10 };

/** The built-in optimizers with every choice of their options, and rules for what none of them does. */
export const variants: readonly Variant[] = [
  ...optimizers.flatMap(({ id, rule }) =>
    choicesOf(rule).map((chosen) =>
      variantOf(`${id} ${Object.values(chosen).join(' ')}`.trim(), rule, chosen),
    ),
  ),
  ...Object.entries(rules).map(([name, rule]) => variantOf(name, rule, {})),
];

function variantOf(name: string, rule: Rule, chosen: Settings): Variant {
  const known = new Set(rule.hyperparameters.map((each) => each.name));
  const given = Object.entries(unusual).filter(([name]) => known.has(name));
  const settings = fillSettings(rule, { ...Object.fromEntries(given), ...chosen });
  return { name, rule: resolve(rule, settings), hyperparameters: numbersIn(settings) };
}

/** Every combination of values of the options. */
function choicesOf({ options }: Rule): readonly Settings[] {
  let all: readonly Settings[] = [{}];
  for (const { name, choices } of options) {
    const values = choices ?? [false, true];
    all = all.flatMap((chosen) => values.map((value) => ({ ...chosen, [name]: value })));
  }
  return all;
}

/** From an optimizer's id, or the text of a rule of one's own, to its rule. */
import { type Analysis, analyze } from '../rule/analyze.ts';
import { readsGradientFirst, resolve } from '../rule/plan/resolve.ts';
import type { Rule } from '../rule/syntax/rule.ts';
import { findOptimizer } from './index.ts';
import type { ChosenOptimizer, OwnRule } from './ownRule.ts';
import { programHash } from './ruleCode.ts';

/** Of each text once: all runs of a race share the object. */
const rules = new WeakMap<OwnRule, Rule | null>();

/** The rule of a text; null where the text is none. */
export function ownRule({ rule, diagnostics }: Analysis, text: string, place: string): OwnRule | null {
  if (!rule || diagnostics.length > 0) return null;
  const version = programHash(rule).slice(0, 8);
  const made: OwnRule = { place, version, gradients: readsGradientFirst(resolve(rule)) ? 2 : 1, text };
  rules.set(made, rule);
  return made;
}

/** Undefined where no optimizer has this id, or the text is left out. */
export function ruleOf({ optimizer, rule }: ChosenOptimizer): Rule | undefined {
  return rule ? (parsed(rule) ?? undefined) : findOptimizer(optimizer)?.rule;
}

function parsed(own: OwnRule): Rule | null {
  const known = rules.get(own);
  if (known !== undefined) return known;
  const rule = own.text === undefined ? null : analyze(own.text).rule;
  rules.set(own, rule);
  return rule;
}

import { check } from './check.ts';
import { parse } from './parse.ts';
import type { Rule } from './rule.ts';
import { tokenize } from './tokens.ts';

/** The rule that a text describes. Throws a RuleError, which names `file`, where the text is wrong. */
export function parseRule(text: string, file = 'rule'): Rule {
  return check(parse(tokenize(text, file)));
}

import { check } from './check/check.ts';
import { parse } from './syntax/parse.ts';
import type { Rule } from './syntax/rule.ts';
import { tokenize } from './syntax/tokens.ts';

/** The rule that a text describes. Throws a RuleError, which names `file`, where the text is wrong. */
export function parseRule(text: string, file = 'rule'): Rule {
  return check(parse(tokenize(text, file)));
}

import type { Rule } from '../rule/syntax/rule.ts';

const codes = new WeakMap<Rule, string>();

/** The rule's text without what changes nothing: comments, its name, blank lines. */
export function codeOf(rule: Rule): string {
  const known = codes.get(rule) ?? withoutComments(rule);
  codes.set(rule, known);
  return known;
}

function withoutComments({ lines }: Rule): string {
  const code = lines.map((line) => line.replace(/#.*/, '').trimEnd());
  return code.filter((line) => line !== '' && !line.startsWith('name ')).join('\n');
}

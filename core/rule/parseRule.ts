import { analyze } from './analyze.ts';
import { RuleError } from './syntax/errors.ts';
import type { Rule } from './syntax/rule.ts';

/** The rule that a text describes. Throws a RuleError, which names `file`, where the text is wrong. */
export function parseRule(text: string, file = 'rule'): Rule {
  const { rule, diagnostics } = analyze(text);
  if (rule) return rule;
  // What is wrong with a line tells more than that there is none that assigns the parameters.
  const first = diagnostics.find(({ code }) => code !== 'parameters-unchanged') ?? diagnostics[0];
  if (!first) throw new TypeError('a text that is no rule has a diagnostic');
  const { at, message } = first;
  throw new RuleError({ ...at, file, text: text.slice(at.start, at.end) }, message);
}

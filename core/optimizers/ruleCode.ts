/** What of a rule's text determines a run. */

import type { Rule } from '../rule/syntax/rule.ts';
import { stableText } from '../stableText.ts';
import { textHash } from '../textHash.ts';

const codes = new WeakMap<Rule, string>();
const programs = new WeakMap<Rule, string>();

/** Of a rule that ships, its text without what changes nothing: comments, its name, blank lines. Ids of saved runs have it. */
export function codeOf(rule: Rule): string {
  const known = codes.get(rule) ?? withoutComments(rule);
  codes.set(rule, known);
  return known;
}

function withoutComments({ lines }: Rule): string {
  const code = lines.map((line) => line.replace(/#.*/, '').trimEnd());
  return code.filter((line) => line !== '' && !line.startsWith('name ')).join('\n');
}

/**
 * Of a rule of one's own, a hash of what its text says, however it is laid out: of hyperparameters, options, what it keeps
 * and its update, by the names that the text has. `m += g` is `m = m + g`, and `1e-3` is `0.001`.
 */
export function programHash(rule: Rule): string {
  const known = programs.get(rule) ?? hashOf(rule);
  programs.set(rule, known);
  return known;
}

function hashOf({ name: _, about: __, lines: ___, ...said }: Rule): string {
  return textHash(stableText(JSON.parse(JSON.stringify(said, withoutPlaces))));
}

/** Names of a rule are values in its tree, never keys. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'description' || /(^at|At)$/.test(key) ? undefined : value;
}

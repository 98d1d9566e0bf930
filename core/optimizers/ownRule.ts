/** Rules of people's own: their text travels with the experiment, so that what runs needs no file. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod';
import { type Analysis, analyze } from '../rule/analyze.ts';
import { readsGradientFirst, resolve } from '../rule/plan/resolve.ts';
import { limits } from '../rule/syntax/limits.ts';
import type { Rule } from '../rule/syntax/rule.ts';
import { findOptimizer } from './index.ts';

export const ownRuleSchema = z.object({
  /** Where its text was read: the URI of the file. */
  place: z.string(),
  /** Eight digits of a hash of what it computes. */
  version: z.string(),
  /** How many gradients a step takes. */
  gradients: z.literal([1, 2]),
  /** Left out on pages, which compute nothing. */
  text: z.string().max(limits.characters).optional(),
});
export type OwnRule = Readonly<z.infer<typeof ownRuleSchema>>;

/** An optimizer as experiments and runs have it: by the id of one that ships or, of a rule of one's own, by its path. */
export interface ChosenOptimizer {
  readonly optimizer: string;
  /** Undefined for one that ships. */
  readonly rule?: OwnRule | undefined;
}

/** Of each text once: all runs of a race share the object. */
const rules = new WeakMap<OwnRule, Rule | null>();

/** The rule of a text; null where the text is none. */
export function ownRule({ rule, diagnostics }: Analysis, text: string, place: string): OwnRule | null {
  if (!rule || diagnostics.length > 0) return null;
  const version = bytesToHex(sha256(utf8ToBytes(codeOf(rule)))).slice(0, 8);
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

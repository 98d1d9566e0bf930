/** A test that any rule can be put to: what is true of it as an optimizer, beyond that it compiles. */
import type { Rule } from '../rule/syntax/rule.ts';

/** Takes up to a second of processor time. Any rule that compiles will do; what the rule throws goes on. */
export type RuleTest = (rule: Rule) => RuleTestResult;

/** `skipped`: the question makes no sense for this rule. */
export interface RuleTestResult {
  readonly kind: 'passed' | 'failed' | 'skipped';
  /** What was seen, with its numbers, in sentences. */
  readonly message: string;
  /** The line of the rule's text that a fault comes from, counted from 1; null where it is none line's alone. */
  readonly line: number | null;
}

export const passed = (message: string): RuleTestResult => ({ kind: 'passed', message, line: null });
export const skipped = (message: string): RuleTestResult => ({ kind: 'skipped', message, line: null });
export const failed = (message: string, line: number | null = null): RuleTestResult => ({
  kind: 'failed',
  message,
  line,
});

/** A test that any rule can be put to: what is true of it as an optimizer, beyond that it compiles. */
import type { WrongSign } from '../rule/inspect/wrongSign.ts';
import type { Rule } from '../rule/syntax/rule.ts';

/** Takes up to a second of processor time. Any rule that compiles will do; what the rule throws goes on. */
export type RuleTest = (rule: Rule) => RuleTestResult;

/** `skipped`: the question makes no sense for this rule. */
export interface RuleTestResult {
  readonly kind: 'passed' | 'failed' | 'skipped';
  /** What was seen, with its numbers: the main thing in a short first line, the rest in lines below it. */
  readonly message: string;
  /** The line of the rule's text that this comes from, counted from 1; null where it is none line's alone. */
  readonly line: number | null;
}

/** What is said first of a rule that moves up the gradient, wherever it shows. */
function wrongSignText({ line, turned }: Pick<WrongSign, 'line' | 'turned'>): string {
  const fault =
    turned && line !== null
      ? `line ${turned.line} turns the sign of ${turned.name}, and line ${line} subtracts it. Turn one of the two.`
      : 'turn the sign of its step, as in p -= lr * g.';
  return `It moves up the gradient: ${fault}`;
}

/** @param lines Of the message; empty ones are left out. */
function result(kind: RuleTestResult['kind'], lines: readonly string[], line: number | null): RuleTestResult {
  return { kind, message: lines.filter((each) => each !== '').join('\n'), line };
}

export const passed = (...lines: readonly string[]): RuleTestResult => result('passed', lines, null);
export const skipped = (...lines: readonly string[]): RuleTestResult => result('skipped', lines, null);
export const failed = (...lines: readonly string[]): RuleTestResult => result('failed', lines, null);

/** The same, of this line of the rule's text. */
export const at = (line: number | null | undefined, found: RuleTestResult): RuleTestResult => ({
  ...found,
  line: line ?? null,
});

/** The same, of the line where the sign goes wrong first. */
export const atWrongSign = (
  sign: Pick<WrongSign, 'line' | 'turned'>,
  ...lines: readonly string[]
): RuleTestResult => at(sign.turned?.line ?? sign.line, failed(wrongSignText(sign), ...lines));

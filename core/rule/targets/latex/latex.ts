/** A rule as papers write it, in the part of LaTeX that KaTeX knows. */
import type { Rule } from '../../syntax/rule.ts';
import { type LatexLine, type Row, RuleWriter } from './ruleWriter.ts';

export interface Latex {
  /** Each line of the update but those of comments, in the order of the text. */
  readonly lines: readonly LatexLine[];
  /** The whole update as one aligned block, which begins with the gradient. */
  readonly block: string;
}

/**
 * The update in LaTeX. The parameters are θ and their loss is f; what is kept from step to step has the index t - 1
 * up to the line that assigns it, and t from there on. No two names have the same symbol.
 */
export function latex(rule: Rule): Latex {
  const { lookAhead, statements } = rule.program;
  const writer = new RuleWriter(rule);
  const gradient = writer.writeGradient(lookAhead);
  const rows = [gradient, ...writer.writeBlock(statements, new Set(), 0)];
  return { lines: writer.lines, block: align(rows) };
}

/** Rows aligned at their signs; from the left, where some stand below an `if`. */
function align(rows: readonly Row[]): string {
  const isNested = rows.some(({ right }) => right === '');
  const texts = rows.map(({ depth, left, right }) =>
    isNested ? `& ${'\\quad '.repeat(depth)}${left} ${right}`.trimEnd() : `${left} &${right}`,
  );
  return `\\begin{aligned}\n${texts.join(' \\\\\n')}\n\\end{aligned}`;
}

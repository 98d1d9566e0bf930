/** The text of a rule, line by line, with what its words stand for. */
import { type SemanticType, semanticTokensOf } from '../../rule/language/semanticTokens.ts';

export interface RulePiece {
  readonly text: string;
  /** null of what stands for nothing. */
  readonly type: SemanticType | null;
}

/** A line as its pieces, from left to right. */
export type RuleLine = readonly RulePiece[];

export function ruleLines(lines: readonly string[]): readonly RuleLine[] {
  const text = lines.join('\n');
  const tokens = semanticTokensOf(text);
  let start = 0;
  return lines.map((line) => {
    const end = start + line.length;
    const pieces: RulePiece[] = [];
    let at = start;
    for (const token of tokens) {
      if (token.start < start || token.end > end) continue;
      if (token.start > at) pieces.push({ text: text.slice(at, token.start), type: null });
      pieces.push({ text: text.slice(token.start, token.end), type: token.type });
      at = token.end;
    }
    if (at < end) pieces.push({ text: text.slice(at, end), type: null });
    start = end + 1;
    return pieces;
  });
}

import { createScanner } from 'jsonc-parser';

export interface Brackets {
  /** How many commas there are, which is about as many as there are values. */
  readonly commas: number;
  /** How many are inside each other at most. */
  readonly depth: number;
  /** Where the first one stands that is deeper than allowed. */
  readonly tooDeep: number | undefined;
  /** Where those stand that are never closed, the outermost first. */
  readonly unclosed: readonly number[];
}

/** Looks at the brackets and commas of a text without recursion, so that none is too deep for it. */
export function findBrackets(text: string, deepest: number): Brackets {
  const scanner = createScanner(text, true);
  const open: number[] = [];
  let depth = 0;
  let commas = 0;
  let tooDeep: number | undefined;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const at = scanner.getTokenOffset();
    const token = scanner.getTokenLength() === 1 ? text[at] : undefined;
    if (token === ',') commas++;
    if (token === '{' || token === '[') open.push(at);
    if (token === '}' || token === ']') open.pop();
    if (open.length > deepest) tooDeep ??= at;
    depth = Math.max(depth, open.length);
  }
  return { commas, depth, tooDeep, unclosed: open };
}

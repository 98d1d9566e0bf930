/** What a debugger evaluates where a person points at. */
import { type Piece, sourceOf } from './source.ts';
import { statementIn } from './walkTree.ts';

export interface Evaluable {
  readonly at: Piece;
  readonly expression: string;
}

const assigns = new Set(['=', '+=', '-=', '*=', '/=']);

/** A name, or at the sign of an assignment its whole line; null where nothing has a value. */
export function evaluableAt(text: string, offset: number): Evaluable | null {
  const source = sourceOf(text);
  const line = source.lineAt(offset);
  const found = source.symbolAt(offset);
  if (found) return { at: found.reference.at, expression: source.textOf(found.reference.at) };
  const token = line.tokens.find(({ start, end }) => start <= offset && offset <= end && end > start);
  if (!token || !assigns.has(token.text)) return null;
  if (statementIn(source.analysis.tree, line.index + 1)?.kind !== 'assignment') return null;
  const [first] = line.tokens;
  const last = line.tokens.findLast(({ end, start }) => end > start);
  if (!first || !last) return null;
  const at = { start: first.start, end: last.end };
  return { at, expression: source.textOf(at) };
}

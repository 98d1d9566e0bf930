/** A fix of lines of an update that stand above it, or in a text that has none. */
import { isComputed } from '../../syntax/computedLines.ts';
import { indentationOf, usualIndentation } from '../indentation.ts';
import type { SourceLine } from '../source.ts';
import { candidate, type Fixer } from './fix.ts';

/** All such lines move, each with the lines that are indented below it. */
export const moveBelowUpdate: Fixer = (_, source) => {
  const { lines, lineBreak, analysis } = source;
  const { updateAt } = analysis.tree;
  const above = lines.slice(0, updateAt ? updateAt.line - 1 : undefined);
  const moved = computedIn(above);
  const first = above.find((line) => moved.has(line));
  if (!first) return [];
  const kept = above.slice(first.index).filter((line) => !moved.has(line));
  const indented = [...moved].map(({ text }) => usualIndentation(source) + text);
  const update = updateAt && source.lineOf(updateAt);
  if (update) {
    const text = [...[...kept, update].map((line) => line.text), ...indented].join(lineBreak);
    return [candidate("Move it below 'update'", { start: first.start, end: update.end, text })];
  }
  const written = kept.filter(({ text }) => text.trim() !== '').map(({ text }) => text);
  const isApart = written.length === 0 && (lines[first.index - 1]?.text.trim() ?? '') === '';
  const text = [...written, ...(isApart ? [] : ['']), 'update', ...indented, ''].join(lineBreak);
  return [
    candidate("Add 'update' above the lines that compute", {
      start: first.start,
      end: source.text.length,
      text,
    }),
  ];
};

/** In the order of the text. */
function computedIn(lines: readonly SourceLine[]): ReadonlySet<SourceLine> {
  const found = new Set<SourceLine>();
  let isBelow = false;
  for (const line of lines.filter(({ tokens }) => tokens.length > 0)) {
    const isIndented = indentationOf(line) !== '';
    isBelow = isIndented ? isBelow : isComputed(line.tokens);
    if (isBelow) found.add(line);
  }
  return found;
}

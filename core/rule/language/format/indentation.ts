/** How far the lines of a rule are indented: two spaces for each block that they stand in. */
import type { DiagnosticCode } from '../../syntax/diagnostics.ts';
import type { Source, SourceLine } from '../source.ts';

/** Where a line stands says nothing sure about what it belongs to. */
const unsure: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  ...(['indentation', 'mixed-indentation', 'missing-block', 'else-without-if', 'too-deep'] as const),
]);

interface Place {
  readonly column: number;
  readonly depth: number;
}

const outside: Place = { column: 1, depth: 0 };

/**
 * The indentation of each line, by its index; a line that isn't there keeps its own. Lines of an update in which one
 * can't be read all do: moved, they might belong to another block.
 * @param isFaulty Whether a line can't be read.
 */
export function indentations(
  source: Source,
  isFaulty: (line: SourceLine) => boolean,
): ReadonlyMap<number, string> {
  const { lines, analysis } = source;
  const { updateAt } = analysis.tree;
  const update = updateAt ? updateAt.line - 1 : lines.length;
  const below = lines.slice(update + 1);
  const isSure =
    !below.some(isFaulty) &&
    !analysis.diagnostics.some(({ code, at }) => unsure.has(code) && at.line > update);
  const written = lines.filter(({ index, tokens }) => tokens.length > 0 && (index <= update || isSure));
  const places = new Map<number, Place>();
  const open: number[] = [];
  for (const { index, tokens } of written) {
    const column = tokens[0]?.column ?? 1;
    if (index <= update) {
      // An indented declaration is reported: it may belong below an `update` that is missing.
      if (column === 1) places.set(index, outside);
      continue;
    }
    while (open.length > 0 && (open.at(-1) ?? 0) > column) open.pop();
    if (open.at(-1) !== column) open.push(column);
    places.set(index, { column, depth: open.length });
  }
  const comments = isSure ? lines : lines.slice(0, update);
  for (const line of comments) {
    if (line.comment && line.tokens.length === 0) places.set(line.index, placeOfComment(line, lines, places));
  }
  return new Map(Array.from(places, ([index, { depth }]) => [index, '  '.repeat(depth)]));
}

/** A comment belongs to the line below it, unless it is indented like the one above, further than that. */
function placeOfComment(
  { index, comment }: SourceLine,
  lines: readonly SourceLine[],
  places: ReadonlyMap<number, Place>,
): Place {
  const isWritten = ({ tokens }: SourceLine) => tokens.length > 0;
  const above = lines.slice(0, index).findLast(isWritten);
  const below = lines.slice(index + 1).find(isWritten);
  const [before, after] = [above, below].map((line) => (line && places.get(line.index)) ?? outside);
  if (!before || !after) return outside;
  const isInner = before.column > after.column && (comment?.column ?? 1) >= before.column;
  return isInner ? before : after;
}

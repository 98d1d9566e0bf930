/**
 * The layout of the shipped optimizers: declarations and comments in columns, two spaces for each block, one space
 * around operators. Lines that can't be read stay as they are; comments and meaning always do.
 */
import { type Source, type SourceLine, sourceOf, type TextEdit } from '../source.ts';
import { aligned, kindOf, type Row } from './columns.ts';
import { indentations } from './indentation.ts';

/** The edits that lay a text out; none where it is laid out already. */
export function formatEdits(text: string): readonly TextEdit[] {
  const source = sourceOf(text);
  if (source.analysis.diagnostics.some(({ code }) => code === 'text-too-long')) return [];
  const formatted = formattedLines(source);
  const { lines } = source;
  const isEmpty = (index: number) => (formatted[index] ?? '') === '';
  const written = lines.findLast(({ index }) => !isEmpty(index));
  if (!written) return [];
  const edits = lines.slice(0, written.index + 1).flatMap((line) => {
    const { index, start, end } = line;
    // At most one empty line at a time, and none at the top.
    const next = lines[index + 1];
    if (next && isEmpty(index) && (index === 0 || isEmpty(index - 1)))
      return [{ start, end: next.start, text: '' }];
    const replacement = formatted[index] ?? line.text;
    return replacement === line.text ? [] : [{ start, end, text: replacement }];
  });
  const behind = text.slice(written.end);
  // Where breaks are mixed, the one at the end stays what it is: the first, which decides, may be one of the lines that go.
  if (/^(\r\n|\n|\r)$/.test(behind)) return edits;
  return [...edits, { start: written.end, end: text.length, text: source.lineBreak }];
}

/** Codes of lines whose tokens don't say what they mean. */
const unreadable: ReadonlySet<string> = new Set([
  ...['unknown-character', 'unclosed-string', 'word-too-long', 'line-too-long', 'syntax', 'too-deep'],
  ...['chained-comparison', 'misplaced-gradient'],
]);

function formattedLines(source: Source): readonly string[] {
  const { lines, analysis } = source;
  const wrong = analysis.diagnostics.filter(({ code }) => unreadable.has(code)).map(({ at }) => at.line);
  const faulty = new Set(wrong);
  // What follows the first mistake of a line may not be reported.
  for (const declaration of analysis.tree.declarations) {
    if (declaration.kind === 'unread') faulty.add(declaration.at.line);
  }
  for (const { index, tokens } of lines)
    if (tokens.some(({ kind }) => kind === 'unknown')) faulty.add(index + 1);
  const isFaulty = ({ index }: SourceLine) => faulty.has(index + 1);
  const indentation = indentations(source, isFaulty);
  const indentationOf = ({ index, text }: SourceLine) =>
    indentation.get(index) ?? text.match(/^[ \t]*/)?.[0] ?? '';
  const declarations = new Map(analysis.tree.declarations.map((each) => [each.at.line, each]));
  const formatted = lines.map(({ text, tokens }) => (tokens.length > 0 ? text : text.trimEnd()));
  const rows = lines.flatMap((line) => {
    if (isFaulty(line)) return [];
    if (line.tokens.length === 0) {
      if (line.comment) formatted[line.index] = indentationOf(line) + line.comment.text.trimEnd();
      return [];
    }
    return [{ line, declaration: declarations.get(line.index + 1) }];
  });
  for (const group of groupsOf(rows)) {
    const texts = aligned(group, indentationOf);
    for (const [position, { line }] of group.entries()) formatted[line.index] = texts[position] ?? line.text;
  }
  return formatted;
}

/** Rows of one kind that follow each other without an empty line. */
function groupsOf(rows: readonly Row[]): readonly (readonly Row[])[] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    const kind = kindOf(row);
    const follows =
      before && kind !== null && kindOf(before) === kind && row.line.index === before.line.index + 1;
    if (group && follows) group.push(row);
    else groups.push([row]);
  }
  return groups;
}

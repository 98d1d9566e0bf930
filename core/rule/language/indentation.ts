import type { Source, SourceLine } from './source.ts';

/** The white space that a line begins with. */
export function indentationOf({ text }: SourceLine): string {
  return text.match(/^[ \t]*/)?.[0] ?? '';
}

/** How far the lines of the update are indented: as the first that is, or as is usual. */
export function usualIndentation({ lines, analysis: { tree } }: Source): string {
  const below = tree.updateAt ? lines.slice(tree.updateAt.line) : [];
  const written = below.filter(({ tokens }) => tokens.length > 0).map(indentationOf);
  return written.find((each) => each !== '') ?? '  ';
}

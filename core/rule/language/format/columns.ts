/** Declarations and comments in columns, as the shipped optimizers have them. */
import type { Declaration } from '../../syntax/parseDeclaration.ts';
import type { Token } from '../../syntax/tokens.ts';
import type { SourceLine } from '../source.ts';
import { spaced } from './spacing.ts';

/** Lines that follow each other and are alike, so that their parts stand below each other. */
export interface Row {
  readonly line: SourceLine;
  /** Of a line above `update` that can be read. */
  readonly declaration: Declaration | undefined;
}

/** What rows next to each other have in common; null where a row is like none. */
type Kind = 'hyperparameter' | 'option' | 'memory' | 'commented' | null;

export function kindOf({ declaration, line }: Row): Kind {
  switch (declaration?.kind) {
    case 'hyperparameter':
    case 'option':
      return declaration.kind;
    case 'state':
    case 'scalar':
      return 'memory';
    default:
      return line.comment ? 'commented' : null;
  }
}

/** The code of each row, its parts in columns; comments follow in a column of their own. */
export function aligned(
  rows: readonly Row[],
  indentationOf: (line: SourceLine) => string,
): readonly string[] {
  const parts = rows.map(partsOf);
  const widths = columnWidths(parts);
  const codes = parts.map((columns, index) => {
    const padded = columns.map((part, column) => part.padEnd(widths[column] ?? 0)).join('');
    const line = rows[index]?.line;
    return (line ? indentationOf(line) : '') + padded.trimEnd();
  });
  const commented = codes.filter((_, index) => rows[index]?.line.comment);
  const width = Math.max(0, ...commented.map(({ length }) => length));
  return codes.map((code, index) => {
    const comment = rows[index]?.line.comment;
    return comment ? `${code.padEnd(width)}  ${comment.text.trimEnd()}` : code;
  });
}

/** `lr`, ` = 0.001`, `  in [0, inf)`; of lines without columns, all in one. */
function partsOf({ declaration, line: { tokens } }: Row): readonly string[] {
  if (declaration?.kind === 'hyperparameter') {
    const [name, equals, range] = cut(tokens, ['=', 'in']);
    return [spaced(name ?? []), ` ${spaced(equals ?? [])}`, `  ${spaced(range ?? [])}`];
  }
  if (declaration?.kind === 'option') {
    const [name, equals] = cut(tokens, ['=']);
    return [spaced(name ?? []), ` ${spaced(equals ?? [])}`];
  }
  return [spaced(tokens)];
}

/** Tokens cut before the first of each of these texts, in their order. */
function cut(tokens: readonly Token[], texts: readonly string[]): readonly (readonly Token[])[] {
  const places = texts.map((text) => tokens.findIndex((token) => token.text === text));
  return [0, ...places].map((start, index) => tokens.slice(start, places[index]));
}

function columnWidths(rows: readonly (readonly string[])[]): readonly number[] {
  const count = Math.max(0, ...rows.map(({ length }) => length));
  return Array.from({ length: count }, (_, column) =>
    Math.max(
      0,
      ...rows.filter((parts) => parts.length > column + 1).map((parts) => parts[column]?.length ?? 0),
    ),
  );
}

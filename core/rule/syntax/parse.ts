/** Tokens -> the tree of a rule: declarations, then `update` and below it the indented lines. */
import { isComputed } from './computedLines.ts';
import { Cursor } from './cursor.ts';
import type { Diagnostics } from './diagnostics.ts';
import { closest } from './errors.ts';
import { foreignStatement } from './foreignStatements.ts';
import { type Declaration, parseDeclaration } from './parseDeclaration.ts';
import { parseProgram } from './parseProgram.ts';
import { type Span, spanning } from './span.ts';
import { commentOf, type Line, type TokenizedText } from './tokens.ts';
import type { Missing, Program } from './tree.ts';
import { unreadDeclaration, unreadStatements } from './unread.ts';

/** A rule as it is written, its names not yet checked. Lines that don't follow the grammar are missing in it. */
export interface RuleTree {
  /** The comment lines at the top. */
  readonly about: string;
  readonly declarations: readonly Declaration[];
  /** The word `update`, or what was written instead of it; null where the text has none. */
  readonly updateAt: Span | null;
  readonly program: Program<Missing>;
  /** The text itself, line by line. */
  readonly lines: readonly string[];
}

export function parse({ lines, end }: TokenizedText, diagnostics: Diagnostics): RuleTree {
  const written = lines.filter(({ tokens }) => tokens.length > 0);
  const update = written.findIndex(({ tokens }) => tokens[0]?.text === 'update');
  const isUpdate = (line: Line, at: number) =>
    isFunction(line) || isMisspelt(line) || (isAlone(line) && isIndented(written[at + 1]));
  const index = update === -1 ? written.findIndex(isUpdate) : update;
  const head = written[index];
  const above = head ? written.slice(0, index) : written;
  return {
    about: aboutOf(lines),
    declarations: parseDeclarations(above, diagnostics),
    ...(head
      ? parseUpdate(head, written.slice(index + 1), diagnostics)
      : missUpdate(written, end, diagnostics)),
    lines: lines.map(({ text }) => text),
  };
}

/** `def step(self):`, below which the lines of an update stand. */
function isFunction({ tokens: [first] }: Line): boolean {
  return first?.column === 1 && foreignStatement(first.text)?.remedy === 'update';
}

/** `updat`. */
function isMisspelt(line: Line): boolean {
  return isAlone(line) && closest(line.tokens[0]?.text ?? '', ['update']) !== null;
}

/** A word with nothing behind it but a colon: above indented lines it stands for `update`. */
function isAlone({ tokens: [first, second, third] }: Line): boolean {
  return first?.kind === 'word' && first.column === 1 && (!second || second.text === ':') && !third;
}

function aboutOf(lines: readonly Line[]): string {
  const firstWritten = lines.findIndex((line) => line.tokens.length > 0);
  const top = lines.slice(0, firstWritten);
  return top.flatMap((line) => (line.comment ? commentOf(line) : [])).join('\n');
}

/**
 * Of indented lines one below another, the first is reported: one forgot the `update` above them. Below a line that
 * computes, that line is.
 */
function parseDeclarations(lines: readonly Line[], diagnostics: Diagnostics): readonly Declaration[] {
  return lines.map((line, index) => {
    if (!isIndented(line)) return parseDeclaration(line, diagnostics);
    const before = lines[index - 1];
    if (!isIndented(before) && !isComputed(before?.tokens ?? [])) reportIndented(line, diagnostics);
    return unreadDeclaration(line);
  });
}

function isIndented(line: Line | undefined): boolean {
  return (line?.tokens[0]?.column ?? 1) > 1;
}

function reportIndented({ tokens, end }: Line, diagnostics: Diagnostics): void {
  diagnostics.report('indentation', tokens[0] ?? end, "only the lines below 'update' are indented");
}

type Update = Pick<RuleTree, 'updateAt' | 'program'>;

function parseUpdate(head: Line, below: readonly Line[], diagnostics: Diagnostics): Update {
  const cursor = new Cursor(head, diagnostics);
  const updateAt = cursor.take();
  const foreign = foreignStatement(updateAt.text);
  if (foreign) {
    diagnostics.report('foreign-statement', updateAt, foreign.message);
    return { updateAt, program: parseProgram(below, updateAt, diagnostics) };
  }
  if (isIndented(head)) reportIndented(head, diagnostics);
  if (updateAt.text !== 'update')
    diagnostics.report(
      'syntax',
      updateAt,
      `unknown word '${updateAt.text}'; did you mean 'update'?`,
      'update',
    );
  cursor.skips(':');
  cursor.expectEnd();
  const program = parseProgram(below, updateAt, diagnostics);
  if (!cursor.hasFailed) return { updateAt, program };
  const behind = unreadStatements(head.tokens.slice(1));
  const at = spanning(behind[0]?.at ?? program.at, program.at);
  return { updateAt, program: { ...program, statements: [...behind, ...program.statements], at } };
}

function missUpdate(lines: readonly Line[], end: Span, diagnostics: Diagnostics): Update {
  if (!lines.some(isIndented)) {
    const reason = "expected 'update' and the lines of the update below it, indented";
    diagnostics.report('missing-update', end, reason);
  }
  return { updateAt: null, program: { lookAhead: null, statements: [], at: end } };
}

/** From the cells of a lesson to its text. What was read and not changed is written byte by byte as it was. */
import { readFrontMatter } from './frontMatter.ts';
import type { CodeCell, Lesson, LessonCell, MarkdownCell } from './lesson.ts';
import { contentOf, isBlank, linesOf, withPlainEnds } from './lines.ts';
import { closes, fenceOf, MarkdownReader } from './markdownReader.ts';
import { betweenMarkdown, readInfo } from './parseLesson.ts';

type Parts = readonly [before: string, body: string, after: string];

/**
 * Cells may be changed, added, removed and moved. What a cell of Markdown leaves open, a fence or a comment, is closed
 * where another cell follows, which would else be part of it. Cells of Markdown that say nothing are left out.
 */
export function serializeLesson({ head, cells, lineEnd }: Lesson): string {
  const writer = new Writer(lineEnd);
  writer.write(head);
  const said = cells.filter((cell) => cell.kind !== 'markdown' || !isBlank(withPlainEnds(cell.text)));
  for (const [index, cell] of said.entries()) {
    const end = cell.raw
      ? (/\r\n|\n|\r/.exec(cell.raw.before + cell.raw.body + cell.raw.after)?.[0] ?? lineEnd)
      : lineEnd;
    const isLast = index === said.length - 1;
    const parts = cell.kind === 'markdown' ? markdownParts(cell, isLast, end) : codeParts(cell, isLast, end);
    writer.endLine();
    const isBehindMarkdown = cell.kind === 'markdown' && said[index - 1]?.kind === 'markdown';
    if (isBehindMarkdown && !parts[0].includes(betweenMarkdown)) writer.mark();
    else if (!cell.raw) writer.leaveBlank();
    for (const part of parts) writer.write(part);
  }
  return guarded(writer.text, head, lineEnd);
}

/** Something between lines of `---` at the very beginning would be front matter, though it was none. */
function guarded(text: string, head: string, lineEnd: string): string {
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  if (readFrontMatter(head, mark) || !readFrontMatter(text, mark)) return text;
  return text.slice(0, mark) + betweenMarkdown + lineEnd + text.slice(mark);
}

function markdownParts({ text, raw }: MarkdownCell, isLast: boolean, end: string): Parts {
  const body = isSame(text, raw) && raw ? raw.body : withEnds(text, end);
  const after = raw?.after ?? end;
  if (isLast) return [raw?.before ?? '', body, after];
  const reader = new MarkdownReader();
  for (const line of linesOf(body)) reader.read(line);
  const missing = reader.missingEnd;
  return [raw?.before ?? '', body, missing === null ? after : end + missing + (after || end)];
}

function codeParts(cell: CodeCell, isLast: boolean, end: string): Parts {
  const { kind, id, info = '', text, raw, isClosed } = cell;
  const known = readInfo(info);
  const isKnown = known?.kind === kind && known.id === id;
  if (raw && isKnown && isSame(text, raw) && (isClosed || isLast)) return [raw.before, raw.body, raw.after];
  const old = raw && fenceOf(raw.before);
  const character = old?.character ?? '`';
  let length = old?.length ?? 3;
  const lines = linesOf(text);
  while (lines.some((line) => closes(line, { character, length }))) length += 1;
  const fence = character.repeat(length);
  const opening =
    isKnown && raw ? contentOf(raw.before).slice(old?.length) : kind + (id === null ? '' : ` ${id}`);
  const body = isSame(text, raw) && raw ? raw.body : withEnds(text, end);
  const closing = raw && isClosed ? raw.after.replace(/^(?:\r\n|\n|\r)/, '') : fence + end;
  const after = length === old?.length ? closing : closing.replace(/[`~]+/, fence);
  return [fence + opening + end, body, (text === '' ? '' : end) + after];
}

function isSame(text: string, raw: LessonCell['raw']): boolean {
  return raw !== undefined && text === withPlainEnds(raw.body);
}

function withEnds(text: string, end: string): string {
  return withPlainEnds(text).replaceAll('\n', end);
}

class Writer {
  readonly #lineEnd: string;
  readonly #pieces: string[] = [];
  /** The last characters of what is written. */
  #tail = '';

  constructor(lineEnd: string) {
    this.#lineEnd = lineEnd;
  }

  get text(): string {
    return this.#pieces.join('');
  }

  write(piece: string): void {
    // Else two line ends would become one.
    if (this.#tail.endsWith('\r') && piece.startsWith('\n')) this.write('\r');
    this.#pieces.push(piece);
    this.#tail = (this.#tail + piece.slice(-8)).slice(-8);
  }

  /** The last line of a file may have no end. */
  endLine(): void {
    if (!this.#isEmpty && !/[\r\n]$/.test(this.#tail)) this.write(this.#lineEnd);
  }

  leaveBlank(): void {
    if (!this.#isEmpty && !/(?:\r\n|\n|\r(?!\n))[ \t]*(?:\r\n|\n|\r)$/.test(this.#tail))
      this.write(this.#lineEnd);
  }

  mark(): void {
    this.leaveBlank();
    this.write(betweenMarkdown + this.#lineEnd + this.#lineEnd);
  }

  get #isEmpty(): boolean {
    return this.#tail === '' || this.#tail === '\ufeff';
  }
}

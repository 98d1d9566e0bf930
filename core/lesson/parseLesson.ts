/** From the text of a `.lesson.md` file to its cells. Any text is a lesson; what is wrong with it `checkLesson` says. */
import { readFrontMatter } from './frontMatter.ts';
import { type CellKind, cellKinds, type Lesson, type LessonCell, type RawCell } from './lesson.ts';
import { contentOf, isBlank, linesOf, withPlainEnds } from './lines.ts';
import { closes, fenceOf, MarkdownReader } from './markdownReader.ts';

/** Stands between two cells of Markdown, which would be one without it. Git hosts show nothing of it. */
export const betweenMarkdown = '<!-- cell -->';

/**
 * A fence in the first column whose first word is a kind of cell begins a code cell; what is between such cells is
 * Markdown. Takes time in proportion to the text's length.
 */
export function parseLesson(text: string): Lesson {
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  const front = readFrontMatter(text, mark);
  const splitter = new Splitter(text.slice(0, front?.end ?? mark));
  const lines = linesOf(text.slice(front?.end ?? mark));
  for (let next = 0; next < lines.length; ) next = splitter.take(lines, next);
  splitter.endMarkdown();
  return {
    head: splitter.head,
    facts: front?.facts ?? { title: null, number: null, minutes: null },
    cells: splitter.cells,
    lineEnd: lineEndOf(text),
  };
}

/** Of two kinds of line ends the one of the first line. */
function lineEndOf(text: string): Lesson['lineEnd'] {
  const [end] = /\r\n|\n|\r/.exec(text) ?? [];
  return end === '\r\n' || end === '\r' ? end : '\n';
}

/** What is behind a fence: the kind and, if it is written so, the id. */
export function readInfo(info: string): { readonly kind: CellKind; readonly id: string | null } | null {
  const [word, id, ...more] = info.split(/[ \t]+/);
  const kind = cellKinds.find((each) => each === word);
  if (!kind) return null;
  return { kind, id: id !== undefined && more.length === 0 && isId(id) ? id : null };
}

function isId(id: string): boolean {
  return /^[A-Za-z][A-Za-z0-9-]*$/.test(id);
}

/** Collects lines to cells. */
class Splitter {
  head: string;
  readonly cells: LessonCell[] = [];
  #markdown: string[] = [];
  #reader = new MarkdownReader();
  /** Where the next cell begins. */
  #start: number;

  constructor(head: string) {
    this.head = head;
    this.#start = head.length;
  }

  /** Takes the line `at` or, where a code cell begins with it, all lines of that. Gives the number of the line after them. */
  take(lines: readonly string[], at: number): number {
    const line = lines[at] ?? '';
    const isOwn = !this.#reader.isInside(line);
    const fence = isOwn ? fenceOf(line) : null;
    const info = fence && readInfo(fence.info);
    if (fence && info) {
      this.endMarkdown();
      const end = lines.findIndex((each, index) => index > at && closes(each, fence));
      this.#addCode(info, fence.info, lines.slice(at, end < 0 ? lines.length : end + 1), end >= 0);
      return end < 0 ? lines.length : end + 1;
    }
    if (isOwn && isMark(line)) this.endMarkdown();
    else this.#reader.read(line);
    this.#markdown.push(line);
    return at + 1;
  }

  endMarkdown(): void {
    const lines = this.#markdown;
    this.#markdown = [];
    this.#reader = new MarkdownReader();
    const first = lines.findIndex((line) => !isBlank(line) && !isMark(line));
    if (first < 0) {
      this.#addBlank(lines.join(''));
      return;
    }
    const last = lines.findLastIndex((line) => !isBlank(line));
    const before = lines.slice(0, first).join('');
    const text = lines.slice(first, last + 1).join('');
    const body = contentOf(text);
    const after = text.slice(body.length) + lines.slice(last + 1).join('');
    this.#add({
      kind: 'markdown',
      text: withPlainEnds(body),
      raw: { before, body, after, start: this.#start },
    });
  }

  #addCode(
    about: { kind: CellKind; id: string | null },
    info: string,
    lines: string[],
    isClosed: boolean,
  ): void {
    const [before = ''] = lines;
    const text = lines.slice(1, isClosed ? -1 : undefined).join('');
    // The last line end is the fence's.
    const [end = ''] = /(?:\r\n|\n|\r)?$/.exec(text) ?? [];
    const body = text.slice(0, text.length - end.length);
    const after = end + (isClosed ? (lines.at(-1) ?? '') : '');
    const raw = { before, body, after, start: this.#start };
    this.#add({ ...about, info, text: withPlainEnds(body), isClosed, raw });
  }

  #add(cell: LessonCell & { readonly raw: RawCell }): void {
    const { before, body, after } = cell.raw;
    this.#start += before.length + body.length + after.length;
    this.cells.push(cell);
  }

  /** Blank lines belong to what stands before them. */
  #addBlank(text: string): void {
    this.#start += text.length;
    const last = this.cells.pop();
    if (!last?.raw) this.head += text;
    else this.cells.push({ ...last, raw: { ...last.raw, after: last.raw.after + text } });
  }
}

function isMark(line: string): boolean {
  return contentOf(line).trimEnd() === betweenMarkdown;
}

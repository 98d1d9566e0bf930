/**
 * Follows Markdown line by line, as far as is needed to know whether a line is Markdown's own or inside of a block that
 * shows its lines as they are: CommonMark 0.31, sections 4.5 fenced code blocks, 4.6 HTML blocks and 5.2 list items.
 */
import { contentOf, isBlank } from './lines.ts';

interface Fence {
  readonly character: string;
  readonly length: number;
  /** Of the list item that it is in; 0 where it is in none. */
  readonly item: number;
}

/** Blocks of HTML that blank lines don't end. */
const htmlBlocks: readonly { readonly begin: RegExp; readonly end: RegExp; readonly close: string }[] = [
  { begin: /^ {0,3}<!--/, end: /-->/, close: '-->' },
  { begin: /^ {0,3}<pre(?:[\s>]|$)/i, end: /<\/pre>/i, close: '</pre>' },
  { begin: /^ {0,3}<script(?:[\s>]|$)/i, end: /<\/script>/i, close: '</script>' },
  { begin: /^ {0,3}<style(?:[\s>]|$)/i, end: /<\/style>/i, close: '</style>' },
  { begin: /^ {0,3}<textarea(?:[\s>]|$)/i, end: /<\/textarea>/i, close: '</textarea>' },
  { begin: /^ {0,3}<\?/, end: /\?>/, close: '?>' },
  { begin: /^ {0,3}<!\[CDATA\[/, end: /\]\]>/, close: ']]>' },
];

const fenceStart = /^(`{3,}|~{3,})(.*)$/;
const itemStart = /^(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)/;
const tabStop = 4;

export class MarkdownReader {
  #fence: Fence | null = null;
  #html: (typeof htmlBlocks)[number] | null = null;
  /** Columns to the left of what the last list item holds; 0 outside of lists. */
  #item = 0;

  /** Whether the next line is inside of a block that shows it as it is. */
  isInside(line: string): boolean {
    return this.#html !== null || (this.#fence !== null && !this.#leavesItem(line));
  }

  /** The next line. */
  read(line: string): void {
    const content = contentOf(line);
    if (this.#html) {
      if (this.#html.end.test(content)) this.#html = null;
      return;
    }
    if (this.#fence && !this.#leavesItem(line)) {
      if (closes(content, this.#fence, 3 + this.#fence.item)) this.#fence = null;
      return;
    }
    this.#fence = null;
    if (!isBlank(line)) this.#readOwn(content);
  }

  /** The line that ends what is still open, though another begins in the first column; null where nothing is. */
  get missingEnd(): string | null {
    if (this.#html) return this.#html.close;
    const fence = this.#fence;
    return fence?.item === 0 ? fence.character.repeat(fence.length) : null;
  }

  /** A line that begins further left than a list item's text ends the item, and with it a fence in it. */
  #leavesItem(line: string): boolean {
    const item = this.#fence?.item ?? 0;
    return item > 0 && !isBlank(line) && indentOf(line) < item;
  }

  #readOwn(content: string): void {
    let column = indentOf(content);
    if (column < this.#item) this.#item = 0;
    if (column - this.#item > 3) return;
    let rest = content.trimStart();
    for (let item = itemStart.exec(rest); item; item = itemStart.exec(rest)) {
      const width = item[0].length;
      const gap = indentOf(rest.slice(width), column + width);
      rest = rest.slice(width).trimStart();
      // More than four columns behind the mark are code in the item.
      const isCode = gap > tabStop || rest === '';
      column += width + (isCode ? 1 : gap);
      this.#item = column;
      if (isCode) return;
    }
    const fence = fenceOf(rest);
    if (fence) this.#fence = { ...fence, item: this.#item };
    else if (this.#item === 0) {
      const html = htmlBlocks.find(({ begin }) => begin.test(content)) ?? null;
      const begun = html && content.replace(html.begin, '');
      if (html && begun !== null && !html.end.test(begun)) this.#html = html;
    }
  }
}

/** The fence that a line begins with, and what is behind it. */
export function fenceOf(line: string): { character: string; length: number; info: string } | null {
  const [, run, info] = fenceStart.exec(contentOf(line)) ?? [];
  if (run === undefined || info === undefined) return null;
  const character = run.charAt(0);
  // It would be code within a line.
  if (character === '`' && info.includes('`')) return null;
  return { character, length: run.length, info: info.trim() };
}

/** @param most How far it may be indented. */
export function closes(line: string, fence: Pick<Fence, 'character' | 'length'>, most = 3): boolean {
  const content = contentOf(line);
  if (indentOf(content) > most) return false;
  const run = content.trim();
  return run.length >= fence.length && run === fence.character.repeat(run.length);
}

/** Columns of white space at a line's start. @param from The column at which it begins, which tabs depend on. */
function indentOf(line: string, from = 0): number {
  let column = from;
  for (const character of line) {
    if (character === ' ') column += 1;
    else if (character === '\t') column += tabStop - (column % tabStop);
    else break;
  }
  return column - from;
}

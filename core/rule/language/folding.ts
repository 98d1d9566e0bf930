/** What can be folded: an update, the lines below an `if` or `else`, and comments of several lines. */
import { type SourceLine, sourceOf } from './source.ts';

/** Lines counted from 0, both of them part of what is folded. */
export interface Fold {
  readonly first: number;
  readonly last: number;
  readonly kind: 'block' | 'comment';
}

export function foldsOf(text: string): readonly Fold[] {
  const { lines } = sourceOf(text);
  return [...blocksIn(lines), ...commentsIn(lines)].sort((a, b) => a.first - b.first || b.last - a.last);
}

const owners: readonly string[] = ['update', 'if', 'elif', 'else'];

/** By indentation alone, so that they are there also where a line can't be read. */
function blocksIn(lines: readonly SourceLine[]): readonly Fold[] {
  const folds: Fold[] = [];
  const open: { readonly first: number; readonly column: number; readonly isOwner: boolean }[] = [];
  let last = 0;
  const close = (column: number) => {
    for (let top = open.at(-1); top && top.column >= column; top = open.at(-1)) {
      open.pop();
      if (top.isOwner && last > top.first) folds.push({ first: top.first, last, kind: 'block' });
    }
  };
  for (const { index, tokens } of lines) {
    const [head] = tokens;
    if (!head) continue;
    close(head.column);
    open.push({ first: index, column: head.column, isOwner: owners.includes(head.text) });
    last = index;
  }
  close(0);
  return folds;
}

function commentsIn(lines: readonly SourceLine[]): readonly Fold[] {
  const folds: Fold[] = [];
  let first: number | null = null;
  for (const { index, tokens, comment } of [...lines, { index: lines.length, tokens: [], comment: null }]) {
    const isComment = comment !== null && tokens.length === 0;
    if (isComment) first ??= index;
    else {
      if (first !== null && index - first > 1) folds.push({ first, last: index - 1, kind: 'comment' });
      first = null;
    }
  }
  return folds;
}

/** The parts of a rule, as an editor lists them: its name, what it declares, and its update with the locals. */
import { rangeText } from '../check/range.ts';
import type { Declaration } from '../syntax/parseDeclaration.ts';
import { type Span, spanning } from '../syntax/span.ts';
import type { Piece, Source } from './source.ts';
import { sourceOf } from './source.ts';

export interface OutlineItem {
  readonly kind: 'name' | 'hyperparameter' | 'option' | 'state' | 'scalar' | 'update' | 'local';
  readonly name: string;
  /** `0.9 in [0, 1)`; empty where there is nothing more to say. */
  readonly detail: string;
  /** All of it. */
  readonly at: Piece;
  /** What is selected when one goes there; within `at`. */
  readonly nameAt: Piece;
  readonly children: readonly OutlineItem[];
}

export function outlineOf(text: string): readonly OutlineItem[] {
  const source = sourceOf(text);
  return [...source.analysis.tree.declarations.flatMap(itemsOf), ...updateOf(source)];
}

function itemsOf(declaration: Declaration): readonly OutlineItem[] {
  const { at } = declaration;
  switch (declaration.kind) {
    case 'name':
      return [item('name', declaration.name, '', at, declaration.nameAt)];
    case 'hyperparameter': {
      const { name, default: value, range } = declaration.hyperparameter;
      return [item('hyperparameter', name, `${value} in ${rangeText(range)}`, at, declaration.nameAt)];
    }
    case 'option': {
      const { name, default: value, choices } = declaration.option;
      const among = choices ? ` in {${choices.join(', ')}}` : '';
      return [item('option', name, `${value}${among}`, at, declaration.nameAt)];
    }
    case 'state':
    case 'scalar':
      return declaration.memories.map((memory) =>
        item(declaration.kind, memory.name, '', memory.at, memory.nameAt),
      );
    case 'unread': {
      const { form, names } = declaration;
      return form === null ? [] : names.map((name) => item(form, name.text, '', name, name));
    }
  }
}

function updateOf({ analysis: { tree, symbols } }: Source): readonly OutlineItem[] {
  const { updateAt, program } = tree;
  if (!updateAt) return [];
  const at = spanning(updateAt, { end: Math.max(updateAt.end, program.at.end) });
  const locals = symbols.flatMap(({ kind, name, declaredAt }) =>
    kind === 'local' && declaredAt && declaredAt.start > at.start
      ? [item('local', name, '', declaredAt, declaredAt)]
      : [],
  );
  return [{ ...item('update', 'update', '', at, updateAt), children: locals }];
}

function item(kind: OutlineItem['kind'], name: string, detail: string, at: Span, nameAt: Span): OutlineItem {
  const piece = ({ start, end }: Span) => ({ start, end });
  return { kind, name, detail, at: piece(at), nameAt: piece(nameAt), children: [] };
}

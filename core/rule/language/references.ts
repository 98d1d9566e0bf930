/** Where names and choices are declared, and where they stand. */
import type { Reference } from '../check/symbols.ts';
import { spanOf } from '../syntax/span.ts';
import { choiceAt } from './choices.ts';
import { type Piece, sourceOf } from './source.ts';

/** Where what stands at an offset is declared; null for what every rule has, and where nothing is. */
export function definitionAt(text: string, offset: number): Piece | null {
  const source = sourceOf(text);
  return source.symbolAt(offset)?.symbol.declaredAt ?? choiceAt(source, offset)?.choice.declaredAt ?? null;
}

/** Every place where what stands at an offset stands, in the order of the text; empty where nothing does. */
export function referencesAt(
  text: string,
  offset: number,
  { withDeclaration = true }: { readonly withDeclaration?: boolean } = {},
): readonly Reference[] {
  const source = sourceOf(text);
  const found = source.symbolAt(offset)?.symbol;
  const choice = found ? undefined : choiceAt(source, offset)?.choice;
  const read = { reads: true, writes: false };
  const references =
    found?.references ?? choice?.places.map((place) => ({ at: spanOf(place), ...read })) ?? [];
  const declaredAt = found?.declaredAt ?? choice?.declaredAt;
  return references.filter(({ at }) => withDeclaration || at.start !== declaredAt?.start);
}

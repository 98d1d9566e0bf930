/** New names for what a rule declares, for its locals and for the choices of its options. */
import { meaningOfKind } from '../check/scope.ts';
import { limits } from '../syntax/limits.ts';
import type { Span } from '../syntax/span.ts';
import { isReserved } from '../syntax/words.ts';
import { choiceAt, choicesOf } from './choices.ts';
import { type Piece, type Source, sourceOf, type TextEdit } from './source.ts';

/** Why something can't be renamed, in words for the person. */
export interface Refusal {
  readonly refusal: string;
}

/** What would be renamed. */
export interface Renamable {
  readonly at: Piece;
  readonly name: string;
}

/** What can be renamed at an offset. */
export function renamableAt(text: string, offset: number): Renamable | Refusal {
  const found = find(sourceOf(text), offset);
  return 'refusal' in found ? found : { at: found.at, name: found.name };
}

/** The edits that give what stands at an offset another name everywhere; comments stay as they are. */
export function renameAt(
  text: string,
  offset: number,
  name: string,
): { readonly edits: readonly TextEdit[] } | Refusal {
  const source = sourceOf(text);
  const found = find(source, offset);
  if ('refusal' in found) return found;
  if (name === found.name) return { edits: [] };
  const refusal = refusalOf(name) ?? found.refuse(name);
  if (refusal !== null) return { refusal };
  return { edits: found.places.map(({ start, end }) => ({ start, end, text: name })) };
}

interface Found extends Renamable {
  readonly places: readonly Span[];
  /** Why a word can't be its name here. */
  readonly refuse: (name: string) => string | null;
}

function find(source: Source, offset: number): Found | Refusal {
  const named = source.symbolAt(offset);
  if (named) {
    const { name, kind, declaredAt, references } = named.symbol;
    if (!declaredAt)
      return { refusal: `'${name}' is ${meaningOfKind(kind)} in every rule and keeps its name.` };
    const places = references.map(({ at }) => at);
    return { at: named.reference.at, name, places, refuse: (word) => takenIn(source, word) };
  }
  const chosen = choiceAt(source, offset);
  if (chosen) {
    const { option, choice, places } = chosen.choice;
    const others = choicesOf(source).filter((each) => each.option === option);
    const refuse = (word: string) =>
      others.some((each) => each.choice === word)
        ? `'${word}' is a choice of '${option}' already; choose another word.`
        : null;
    return { at: chosen.at, name: choice, places, refuse };
  }
  const word = source.wordAt(offset);
  if (word && isReserved(word.text)) {
    return { refusal: `'${word.text}' is a word of the rule language and keeps its name.` };
  }
  return { refusal: 'There is no name here that the rule declares or assigns.' };
}

function refusalOf(name: string): string | null {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) {
    return `'${name}' is no name: a name begins with a letter from a to z and goes on with letters, digits and _.`;
  }
  if (name.length > limits.charactersInToken) {
    return `The name has ${name.length} characters; a name has at most ${limits.charactersInToken}.`;
  }
  return isReserved(name) ? `'${name}' is a word of the rule language; choose another name.` : null;
}

/** Two things with one name would be one thing. */
function takenIn(source: Source, name: string): string | null {
  const taken = source.symbol(name);
  if (taken) return `'${name}' is already ${meaningOfKind(taken.kind)}; choose another name.`;
  const choices = new Set(choicesOf(source).flatMap(({ places }) => places.map(({ start }) => start)));
  const isThere = source.lines.some(({ tokens }) =>
    tokens.some(({ kind, text, start }) => kind === 'word' && text === name && !choices.has(start)),
  );
  return isThere ? `'${name}' stands in the rule already, without a meaning; choose another name.` : null;
}

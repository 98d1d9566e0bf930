/** What each word of a rule stands for, so that an editor can tell state from hyperparameters by their colour. */
import type { NameKind } from '../check/scope.ts';
import type { Token } from '../syntax/tokens.ts';
import { isFunction, isReduction } from '../syntax/tree.ts';
import { isReserved } from '../syntax/words.ts';
import { choicesOf } from './choices.ts';
import { type Piece, type Source, sourceOf } from './source.ts';

/** Those of names are the language's own, the others are usual ones. */
export type SemanticType =
  | ('hyperparameter' | 'state' | 'gradient' | 'parameters' | 'step' | 'option' | 'choice' | 'local')
  | ('function' | 'keyword' | 'number' | 'comment' | 'string');

/** `scalar` is of state that is one number for all parameters. */
export type SemanticModifier = 'declaration' | 'modification' | 'readonly' | 'scalar';

export interface SemanticToken extends Piece {
  readonly type: SemanticType;
  readonly modifiers: readonly SemanticModifier[];
}

/** In the order of the text, each within a line; what has no meaning is left out. */
export function semanticTokensOf(text: string): readonly SemanticToken[] {
  const source = sourceOf(text);
  const meant = meantIn(source);
  return source.lines.flatMap(({ tokens, comment }) => {
    const all = comment ? [...tokens, comment] : tokens;
    return all.flatMap((token) => meant.get(token.start) ?? ofItself(token));
  });
}

const typeOf: Readonly<Record<NameKind, SemanticType>> = {
  parameter: 'parameters',
  gradient: 'gradient',
  step: 'step',
  hyperparameter: 'hyperparameter',
  option: 'option',
  state: 'state',
  scalar: 'state',
  local: 'local',
};

/** Names and choices, by where they begin. */
function meantIn(source: Source): ReadonlyMap<number, SemanticToken> {
  const meant = new Map<number, SemanticToken>();
  const add = (at: Piece, type: SemanticType, modifiers: readonly SemanticModifier[]) =>
    meant.set(at.start, { start: at.start, end: at.end, type, modifiers });
  for (const { kind, declaredAt, references } of source.analysis.symbols) {
    const own: readonly SemanticModifier[] = [
      ...(kind === 'step' || kind === 'hyperparameter' || kind === 'option' ? (['readonly'] as const) : []),
      ...(kind === 'scalar' ? (['scalar'] as const) : []),
    ];
    for (const { at, writes } of references) {
      const isDeclared = at.start === declaredAt?.start;
      add(at, typeOf[kind], [
        ...(isDeclared ? (['declaration'] as const) : []),
        ...(writes && !isDeclared ? (['modification'] as const) : []),
        ...own,
      ]);
    }
  }
  for (const { places, declaredAt } of choicesOf(source)) {
    for (const at of places) add(at, 'choice', at.start === declaredAt.start ? ['declaration'] : []);
  }
  return meant;
}

function ofItself({ kind, text, start, end }: Token): readonly SemanticToken[] {
  const as = (type: SemanticType): readonly SemanticToken[] => [{ start, end, type, modifiers: [] }];
  switch (kind) {
    case 'number':
    case 'string':
    case 'comment':
      return as(kind);
    case 'word':
      if (isFunction(text) || isReduction(text) || text === 'where') return as('function');
      return isReserved(text) ? as('keyword') : [];
    default:
      return [];
  }
}

/** What can be written at a place of a rule, and what it means. */
import type { NameKind } from '../../check/scope.ts';
import type { RuleSymbol } from '../../check/symbols.ts';
import { choicesOf } from '../choices.ts';
import { detailsOf } from '../hover.ts';
import { usualIndentation } from '../indentation.ts';
import { type Piece, type Source, sourceOf } from '../source.ts';
import { keywordMeanings } from '../words.ts';
import { type Cursor, cursorAt, type Place } from './place.ts';
import * as snippets from './snippets.ts';

export interface Completion {
  readonly label: string;
  readonly kind: NameKind | 'choice' | 'function' | 'keyword' | 'declaration' | 'formula';
  readonly detail: string;
  readonly about: string;
  /** A text for a snippet: with places to fill in, and `$`, `}` and `\` escaped. */
  readonly snippet: string;
  /** What the text replaces where it is inserted: the word up to the cursor. */
  readonly inserting: Piece;
  /** What it replaces where it replaces: all of the word. */
  readonly replacing: Piece;
}

type Offer = Omit<Completion, 'inserting' | 'replacing'>;

/** The likeliest first; empty where nothing fits. */
export function completionsAt(text: string, offset: number): readonly Completion[] {
  const source = sourceOf(text);
  const cursor = cursorAt(source, offset);
  if (!cursor) return [];
  const { inserting, replacing } = cursor;
  const indentation = missingIndentation(source, cursor);
  return offersAt(source, cursor).map((offer) => {
    const snippet = indentation + offer.snippet.replaceAll('\n', `\n${indentation}`);
    return { ...offer, snippet, inserting, replacing };
  });
}

/** Of a line of the update that begins where declarations do: what its other lines have. */
function missingIndentation(source: Source, { place, line, inserting }: Cursor): string {
  if (place.kind !== 'statement' || inserting.start > line.start) return '';
  return usualIndentation(source);
}

function offersAt(source: Source, cursor: Cursor): readonly Offer[] {
  const { place } = cursor;
  switch (place.kind) {
    case 'declaration':
      return declarationsAt(source, cursor);
    case 'statement':
      return statementsAt(source, cursor);
    case 'value':
      return valuesAt(source, cursor, place);
    case 'first value':
      return [
        ...namesAt(
          source,
          cursor,
          place.of === 'state' ? ['hyperparameter', 'parameter'] : ['hyperparameter'],
        ),
        ...callsAt(source, cursor).filter(({ label }) => !reducing.includes(label)),
      ];
    case 'choice':
      return choicesOf(source)
        .filter(({ option }) => option === place.option)
        .map(({ choice }) => word(choice, 'choice', `a choice of ${place.option}`, ''));
    case 'quoted name':
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as snippets have it
      return [{ ...keyword('name'), label: '"My optimizer"', snippet: '"${1:My optimizer}"' }];
    case 'range':
      return snippets.intervals.map((each) =>
        filled({ ...each, label: `in ${each.label}`, text: `in ${each.text}` }, 'keyword'),
      );
    case 'interval':
      return snippets.intervals.map((each) => filled(each, 'keyword'));
    case 'bound':
      return [keyword('inf')];
    case 'option value':
      return snippets.optionValues.map((each) => filled(each, 'keyword'));
    case 'choices':
      return [choicesOffer(cursor)];
    case 'at':
      return [keyword('at')];
    case 'logic':
      return [keyword('and'), keyword('or')];
  }
}

const reducing: readonly string[] = ['norm', 'sum', 'mean', 'global_norm'];

function declarationsAt(source: Source, { line }: Cursor): readonly Offer[] {
  const { tree, symbols } = source.analysis;
  const isElsewhere = (at: { readonly line: number } | null) => at !== null && at.line !== line.index + 1;
  const named = tree.declarations.some(({ kind, at }) => kind === 'name' && isElsewhere(at));
  const declared = new Set(
    symbols.flatMap(({ name, declaredAt }) => (isElsewhere(declaredAt) ? [name] : [])),
  );
  const isEmpty = source.lines.every(({ index, tokens }) => index === line.index || tokens.length === 0);
  return [...(isEmpty ? [snippets.wholeRule] : []), ...snippets.declarations]
    .filter(({ declares }) => declares === undefined || !declared.has(declares))
    .filter(({ label }) => !(label === 'name' && named))
    .filter(({ label }) => !(label === 'update' && isElsewhere(tree.updateAt)))
    .map((each) => filled(each, 'declaration'));
}

function statementsAt(source: Source, cursor: Cursor): readonly Offer[] {
  const update = source.analysis.tree.updateAt?.line ?? 0;
  const above = source.lines.slice(update, cursor.line.index);
  const isBelowIf = above.some(({ tokens }) => tokens[0]?.text === 'if');
  const isFirst = above.every(({ tokens }) => tokens.length === 0);
  return [
    ...namesAt(source, cursor, ['parameter', 'gradient', 'state', 'scalar', 'local']),
    ...[...snippets.statements, ...(isBelowIf ? snippets.continuations : [])].map((each) =>
      filled(each, 'keyword'),
    ),
    ...[...(isFirst ? [snippets.aheadLine] : []), ...snippets.formulas].map((each) =>
      filled(each, 'formula'),
    ),
  ];
}

function valuesAt(
  source: Source,
  cursor: Cursor,
  { isCondition, isLookAhead }: Extract<Place, { kind: 'value' }>,
): readonly Offer[] {
  const options: readonly NameKind[] = isCondition ? ['option'] : [];
  const kinds: readonly NameKind[] = ['local', 'state', 'scalar', 'gradient', 'parameter', 'hyperparameter'];
  return [
    ...(isLookAhead ? [filled(snippets.lookAhead, 'keyword')] : []),
    ...namesAt(source, cursor, [...options, ...kinds, 'step']),
    ...callsAt(source, cursor),
    ...(isCondition ? [keyword('not')] : []),
  ];
}

/** Names of these kinds that have a value where the cursor stands, the kinds in this order. */
function namesAt(source: Source, { line }: Cursor, kinds: readonly NameKind[]): readonly Offer[] {
  const isKnown = ({ declaredAt }: RuleSymbol) => declaredAt === null || declaredAt.line < line.index + 1;
  return kinds.flatMap((kind) =>
    source.analysis.symbols
      .filter((symbol) => symbol.kind === kind && isKnown(symbol))
      .map((symbol) => word(symbol.name, kind, kind, detailsOf(source, symbol).join('\n'))),
  );
}

/** Calls; their names alone, where a parenthesis follows already. */
function callsAt(source: Source, { replacing }: Cursor): readonly Offer[] {
  const isCalled = source.text[replacing.end] === '(';
  return snippets.calls.map((each) => filled(isCalled ? { ...each, text: each.label } : each, 'function'));
}

/** `in {first, second}`, with the default that stands before it as the first. */
function choicesOffer({ line }: Cursor): Offer {
  const first = line.tokens[3]?.text ?? 'first';
  return { ...keyword('in'), label: `in {${first}, …}`, snippet: `in {${first}, \${1:second}\\}` };
}

function word(name: string, kind: Completion['kind'], detail: string, about: string): Offer {
  return { label: name, kind, detail, about, snippet: name };
}

function keyword(name: keyof typeof keywordMeanings): Offer {
  const { signature, about } = keywordMeanings[name];
  return word(name, 'keyword', signature, about);
}

function filled({ label, detail, about, text }: snippets.Snippet, kind: Completion['kind']): Offer {
  return { label, kind, detail, about, snippet: text };
}

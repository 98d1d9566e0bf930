/** What stands at a place of a rule, explained: a name, a word of the language, a line of the update. */
import { rangeText } from '../check/range.ts';
import { meaningOfKind } from '../check/scope.ts';
import type { RuleSymbol } from '../check/symbols.ts';
import type { Memory } from '../syntax/rule.ts';
import type { Missing } from '../syntax/tree.ts';
import { choiceAt } from './choices.ts';
import { lineMaths, lookAheadMaths } from './maths.ts';
import { type Piece, type Source, sourceOf } from './source.ts';
import { unicodeSymbols } from './symbolsOfNames.ts';
import { statementIn } from './walkTree.ts';
import { givenMeanings, meaningOfWord } from './words.ts';

/** All of it is plain text, some of it the person's own. */
export interface Hover {
  readonly title: string;
  readonly lines: readonly string[];
  readonly at: Piece;
}

/** What an editor shows at an offset; null where there is nothing to say. */
export function hoverAt(text: string, offset: number): Hover | null {
  const source = sourceOf(text);
  const { tokens } = source.lineAt(offset);
  const token = tokens.find(({ start, end }) => start <= offset && offset < end) ?? source.wordAt(offset);
  if (!token) return null;
  const { start, end } = token;
  const maths = mathsOf(source, token.line);
  const about = nameLineHover(source, token.line) ?? aboutWord(source, token.start, token.text);
  if (about) {
    const lines = maths === null ? about.lines : [...about.lines, maths];
    return { title: about.title, lines, at: { start, end } };
  }
  const line = statementIn(source.analysis.tree, token.line);
  return maths === null || !line ? null : { title: maths, lines: [], at: { start, end } };
}

type Explained = Pick<Hover, 'title' | 'lines'>;

/** What the comment at the top says of the rule. */
function nameLineHover({ analysis: { tree } }: Source, line: number): Explained | null {
  const named = tree.declarations.find(({ kind, at }) => kind === 'name' && at.line === line);
  if (named?.kind !== 'name') return null;
  return { title: named.name, lines: tree.about.split('\n').filter((each) => each !== '') };
}

function aboutWord(source: Source, offset: number, word: string): Explained | null {
  const found = source.symbolAt(offset);
  // At the end of another name, the one that begins here is meant.
  if (found?.reference.at.start === offset) return aboutSymbol(source, found.symbol);
  const chosen = choiceAt(source, offset);
  if (chosen?.at.start === offset) {
    const option = source.symbol(chosen.choice.option);
    const description = option?.description ? [option.description] : [];
    return { title: `${word}: a choice of the option ${chosen.choice.option}`, lines: description };
  }
  const meaning = meaningOfWord(word);
  return meaning ? { title: meaning.signature, lines: [meaning.about] } : null;
}

function aboutSymbol(source: Source, symbol: RuleSymbol): Explained {
  return { title: `${symbol.name}: ${meaningOfKind(symbol.kind)}`, lines: detailsOf(source, symbol) };
}

/** What is known of a name: its meaning, its default and range, or what it begins with. */
export function detailsOf(source: Source, symbol: RuleSymbol): readonly string[] {
  const { name, kind, declaredAt, range, choices } = symbol;
  const comment = declaredAt && source.lineOf(declaredAt).comment?.text.slice(1).trim();
  const meaning = Object.hasOwn(givenMeanings, name)
    ? givenMeanings[name as keyof typeof givenMeanings]
    : symbol.description || comment || '';
  const lines = meaning === '' ? [] : [meaning];
  if (kind === 'hyperparameter' && range) {
    return [...lines, `Default ${symbol.default}, in ${rangeText(range)}.`];
  }
  if (kind === 'option' && symbol.default !== null) {
    const among = choices ?? ['true', 'false'];
    return [...lines, `Default ${symbol.default}, one of ${among.join(', ')}.`];
  }
  if (kind === 'state' || kind === 'scalar') return [...lines, firstValueOf(source, symbol)];
  return kind === 'local' ? [...lines, 'It lasts for the step.'] : lines;
}

function firstValueOf(source: Source, { name, kind }: RuleSymbol): string {
  const memory = memoryOf(source, name);
  const written = memory && memory.initial.at.end > memory.initial.at.start;
  const first = written ? source.textOf(memory.initial.at) : '0';
  const what = kind === 'state' ? 'one number for each parameter' : 'one number';
  return `Kept from step to step: ${what}, ${first} before the first.`;
}

function memoryOf({ analysis: { tree } }: Source, name: string): Memory<Missing> | undefined {
  return tree.declarations
    .flatMap((each) => (each.kind === 'state' || each.kind === 'scalar' ? each.memories : []))
    .find((memory) => memory.name === name);
}

/** The line of the update, as on paper. */
function mathsOf({ analysis: { tree, symbols } }: Source, line: number): string | null {
  const statement = statementIn(tree, line);
  if (!statement) return null;
  const symbolOf = unicodeSymbols(symbols.map(({ name }) => name));
  return statement === tree.program.lookAhead
    ? lookAheadMaths(statement, symbolOf)
    : lineMaths(statement, symbolOf);
}

/** Fixes of the lines above `update`. */
import { rangeText } from '../../check/range.ts';
import type { Range } from '../../syntax/rule.ts';
import type { Source } from '../source.ts';
import {
  firstWritten,
  freeName,
  insert,
  memoryOf,
  removeLine,
  removeMemory,
  replace,
  usualName,
} from './edits.ts';
import { candidate, type Fixer } from './fix.ts';

export const addName: Fixer = ({ at }, source) => {
  const { lineBreak, analysis } = source;
  const named = analysis.tree.declarations.find(({ kind }) => kind === 'name');
  if (named?.kind === 'name') return [candidate(`Change to "${usualName}"`, replace(at, `"${usualName}"`))];
  const first = firstWritten(source);
  const text = `name "${usualName}"${lineBreak.repeat(2)}`;
  return first ? [candidate(`Add 'name "${usualName}"'`, insert(first.start, text))] : [];
};

export const removeDeclaration: Fixer = ({ at }, source) => [
  candidate('Remove this line', removeLine(source, source.lineOf(at))),
];

/** The second of two declarations with one name goes, or gets another name. */
export const fixTakenName: Fixer = ({ at }, source) => {
  const name = source.textOf(at);
  const { declarations } = source.analysis.tree;
  const declaration = declarations.find((each) => each.at.line === at.line);
  const renamed = candidate(`Rename it to '${freeName(source, name)}'`, replace(at, freeName(source, name)));
  if (!declaration) return [renamed];
  if (declaration.kind === 'state' || declaration.kind === 'scalar') {
    const memory = declaration.memories.find(({ nameAt }) => nameAt.start === at.start);
    if (!memory) return [renamed];
    return [candidate(`Remove the second '${name}'`, removeMemory(source, declaration, memory)), renamed];
  }
  return [candidate('Remove this line', removeLine(source, source.lineOf(at))), renamed];
};

/** Everything that has the word as its name gets another: calls keep it. */
export const renameWord: Fixer = ({ at, suggestion }, source) => {
  if (suggestion !== null) return [candidate(`Change to '${suggestion}'`, replace(at, suggestion))];
  const word = source.textOf(at);
  const name = freeName(source, `${word}_`).replace(/_$/, '_1');
  const update = source.analysis.tree.updateAt?.line ?? 0;
  const places = source.lines.flatMap(({ index, tokens }) =>
    tokens.filter(({ kind, text, start }, position) => {
      const isHere = start === at.start || (index >= update && tokens[position + 1]?.text !== '(');
      return kind === 'word' && text === word && isHere;
    }),
  );
  const edits = places.map((place) => replace(place, name));
  return [
    candidate(`Rename it to '${name}'`, ...edits),
    ...(places.length > 1 ? [candidate(`Change to '${name}' here`, replace(at, name))] : []),
  ];
};

/** The range reaches to the default, or the default moves into the range. */
export const fixDefault: Fixer = ({ at }, source) => {
  const declaration = source.analysis.tree.declarations.find((each) => each.at.line === at.line);
  if (declaration?.kind !== 'hyperparameter') return [];
  const { default: value, range } = declaration.hyperparameter;
  const wide = widened(range, value);
  const inside = clamped(range, value);
  const widen =
    wide &&
    candidate(`Change the range to ${rangeText(wide)}`, replace(declaration.rangeAt, rangeText(wide)));
  const move = candidate(`Change the default to ${inside}`, replace(at, String(inside)));
  // The end of a range that is just left out was rather forgotten than the default mistaken.
  const isAtEnd = value === range.min || value === range.max;
  return (isAtEnd ? [widen, move] : [move, widen]).flatMap((each) => each ?? []);
};

function widened(range: Range, value: number): Range | null {
  if (range.min > range.max) return null;
  if (value <= range.min) return { ...range, min: value, minIncluded: true };
  return { ...range, max: value, maxIncluded: true };
}

/** The number of the range that is next to a value; of an end that is left out, one well inside. */
function clamped({ min, max, minIncluded, maxIncluded }: Range, value: number): number {
  const middle = Number.isFinite(max) ? (min + max) / 2 : min + 1;
  if (value <= min) return minIncluded ? min : middle;
  return maxIncluded ? max : middle;
}

export const fixChoice: Fixer = ({ at, suggestion }, source) => {
  const word = source.textOf(at);
  const { declarations } = source.analysis.tree;
  const tokens = source.lineOf(at).tokens;
  const asked = tokens[tokens.findIndex(({ start }) => start === at.start) - 2]?.text;
  const option = declarations.find(
    (each) => each.kind === 'option' && (each.at.line === at.line || each.option.name === asked),
  );
  if (option?.kind !== 'option') return [];
  const { choices } = option.option;
  const last = option.choicesAt.at(-1);
  const words = suggestion === null ? (choices ?? []) : [suggestion];
  return [
    ...words.map((each) => candidate(`Change to '${each}'`, replace(at, each))),
    ...(last
      ? [candidate(`Add '${word}' to the choices of '${option.option.name}'`, insert(last.end, `, ${word}`))]
      : []),
  ];
};

export const removeChoice: Fixer = ({ at }, source) => {
  const { tokens } = source.lineOf(at);
  const comma = tokens[tokens.findIndex(({ start }) => start === at.start) - 1];
  return [candidate('Remove it', { start: comma?.start ?? at.start, end: at.end, text: '' })];
};

/** A memory begins at 0 where nothing else is said. */
export const removeFirstValue: Fixer = ({ at }, source) => {
  const memory = memoryAround(source, at.start);
  if (!memory) return [];
  return [
    candidate(`Let '${memory.name}' begin at 0`, { start: memory.nameAt.end, end: memory.at.end, text: '' }),
  ];
};

function memoryAround({ analysis: { tree } }: Source, offset: number) {
  return tree.declarations
    .flatMap((each) => (each.kind === 'state' || each.kind === 'scalar' ? each.memories : []))
    .find(({ at }) => at.start <= offset && offset <= at.end);
}

/** A scalar becomes a state, which has a number for each parameter. */
export const makeState: Fixer = ({ at }, source) => {
  const name = source.textOf(at);
  const found = memoryOf(source, name);
  if (found?.declaration.kind !== 'scalar') return [];
  const { declaration, memory } = found;
  const title = `Make '${name}' a state`;
  const [word] = source.lineOf(declaration.at).tokens;
  if (declaration.memories.length === 1 && word) return [candidate(title, replace(word, 'state'))];
  const removed = removeMemory(source, declaration, memory);
  const text = `state ${source.textOf(memory.at)}${source.lineBreak}`;
  return [candidate(title, removed, insert(source.lineOf(declaration.at).start, text))];
};

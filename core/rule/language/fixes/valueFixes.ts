/** Fixes of what is computed: numbers, conditions, options that are asked, calls. */
import type { Source } from '../source.ts';
import { nodesOf } from '../walkTree.ts';
import { insert, replace } from './edits.ts';
import { type Candidate, candidate, type Fixer } from './fix.ts';

/** The word that was likely meant. */
export const takeSuggestion: Fixer = ({ at, suggestion }) =>
  suggestion === null ? [] : [candidate(`Change to '${suggestion}'`, replace(at, suggestion))];

/** A condition as a number. */
export const asNumber: Fixer = ({ at }, source) => {
  const text = `where(${withoutParentheses(source.textOf(at))}, 1, 0)`;
  return [candidate(`Change to '${text}'`, replace(at, text))];
};

/** Without the parentheses that are around all of it. */
function withoutParentheses(text: string): string {
  let depth = 0;
  for (const [index, character] of [...text].entries()) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0 && index < text.length - 1) return text;
  }
  return text.slice(1, -1).trim();
}

/** A number as a condition. */
export const asCondition: Fixer = ({ at }, source) => {
  const text = source.textOf(at);
  return ['!= 0', '> 0'].map((test) => candidate(`Change to '${text} ${test}'`, insert(at.end, ` ${test}`)));
};

/** `0 < g < 1` */
export const splitComparison: Fixer = ({ at }, source) => {
  const { tokens } = source.lineOf(at);
  const second = tokens.findIndex(({ start }) => start === at.start);
  const first = tokens.slice(0, second).findLastIndex(({ text }) => /^([<>]=?|[=!]=)$/.test(text));
  const [begin, end] = [tokens[first + 1], tokens[second - 1]];
  if (first === -1 || !begin || !end) return [];
  const middle = source.textOf({ start: begin.start, end: end.end });
  return [candidate(`Compare '${middle}' twice`, insert(end.end, ` and ${middle}`))];
};

/** `max(a, b, c)` */
export const fixArguments: Fixer = ({ at }, source) => {
  const name = source.textOf(at);
  const found = argumentsBehind(source, at.end);
  if (!found || found.length < 2) return [];
  const [first = '', ...rest] = found.map(({ start, end }) => source.text.slice(start, end).trim());
  const [begin, end] = [found[0]?.start ?? 0, found.at(-1)?.end ?? 0];
  const whole = { start: at.start, end: end + 1 };
  if (name === 'max' || name === 'min') {
    const nested = rest.reduce((inner, each) => `${name}(${inner}, ${each})`, first);
    return [candidate(`Change to '${nested}'`, replace(whole, nested))];
  }
  return [candidate(`Leave only '${first}'`, replace({ start: begin, end }, first))];
};

/** The pieces between the parentheses and commas of a call; undefined where it isn't closed. */
function argumentsBehind(source: Source, offset: number) {
  const tokens = source
    .lineAt(offset)
    .tokens.filter(({ start, kind }) => start >= offset && kind === 'symbol');
  const pieces: { start: number; end: number }[] = [];
  let depth = 0;
  let start = tokens[0]?.end ?? offset;
  for (const token of tokens) {
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if ((token.text === ',' && depth === 1) || depth === 0) {
      pieces.push({ start, end: token.start });
      start = token.end;
    }
    if (depth === 0) return pieces;
  }
  return undefined;
}

/** An option that is asked as it can't be. */
export const askOption: Fixer = ({ at }, source) => {
  const { tree } = source.analysis;
  const comparison = [...nodesOf(tree)].find(
    (node) =>
      node.kind === 'comparison' && (node.left.at.start === at.start || node.right.at.start === at.start),
  );
  const name = source.textOf(at);
  const choices = source.symbol(name)?.choices;
  if (comparison?.kind !== 'comparison') {
    return (choices ?? []).map((each) =>
      candidate(`Change to '${name} == ${each}'`, insert(at.end, ` == ${each}`)),
    );
  }
  const { left, right, operator } = comparison;
  if (right.at.start === at.start) {
    const [a, b] = [left, right].map(({ at: side }) => source.textOf(side));
    return [candidate('Swap the sides', replace(left.at, b ?? ''), replace(right.at, a ?? ''))];
  }
  if (!choices) {
    const isOn = (source.textOf(right.at) === 'true') === (operator === '==');
    const text = isOn ? name : `not ${name}`;
    return [candidate(`Change to '${text}'`, replace(comparison.at, text))];
  }
  const known = right.kind === 'name' && choices.includes(right.name) ? [right.name] : choices;
  return ['==', '!='].flatMap((sign) =>
    known.map((each): Candidate => {
      const text = `${name} ${sign} ${each}`;
      return candidate(`Change to '${text}'`, replace(comparison.at, text));
    }),
  );
};

/** An option as a number. */
export const optionAsNumber: Fixer = ({ at }, source) => {
  const name = source.textOf(at);
  const tests = source.symbol(name)?.choices?.map((each) => `${name} == ${each}`) ?? [name];
  return tests.map((test) =>
    candidate(`Change to 'where(${test}, 1, 0)'`, replace(at, `where(${test}, 1, 0)`)),
  );
};

/** Of anything but the gradient as it comes, the norm is one tensor's. */
export const tensorNorm: Fixer = ({ at }) => [candidate("Change to 'norm'", replace(at, 'norm'))];

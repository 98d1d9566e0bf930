/** Fixes of what is computed: numbers, conditions, options that are asked, calls. */
import type { FunctionName, ReductionName } from '../../syntax/tree.ts';
import type { Source } from '../source.ts';
import { nodesOf } from '../walkTree.ts';
import { insert, replace } from './edits.ts';
import { type Candidate, candidate, type Fixer } from './fix.ts';

/** The word that was likely meant. */
export const takeSuggestion: Fixer = ({ at, suggestion }) =>
  suggestion === null ? [] : [candidate(`Change to '${suggestion}'`, replace(at, suggestion))];

/** A function with a name close to it; or a name before parentheses is a factor. */
export const fixFunction: Fixer = (mark, source) => {
  const isFactor = source.symbol(source.textOf(mark.at)) !== undefined;
  const times = candidate("Add '*'", {
    start: mark.at.end,
    end: behindSpace(source, mark.at.end),
    text: ' * ',
  });
  return [...(isFactor ? [times] : []), ...takeSuggestion(mark, source)];
};

function behindSpace({ text }: Source, offset: number): number {
  return offset + (/^[ \t]*/.exec(text.slice(offset))?.[0].length ?? 0);
}

/** Calls as people write them, of a value `x`. */
const usualCalls: Readonly<Record<FunctionName | ReductionName | 'where', string>> = {
  ...{ abs: 'abs(x)', exp: 'exp(x)', log: 'log(x)', sign: 'sign(x)', sqrt: 'sqrt(x)', tanh: 'tanh(x)' },
  ...{ clip: 'clip(x, -1, 1)', max: 'max(x, 0)', min: 'min(x, 1)', pow: 'pow(x, 2)' },
  where: 'where(x > 0, x, 0)',
  ...{ norm: 'norm(x)', sum: 'sum(x)', mean: 'mean(x)', global_norm: 'global_norm(g)' },
};

/** A function without values gets those that it has most, of what there is where it stands. */
export const addArguments: Fixer = ({ at }, source) => {
  const usual = Object.entries(usualCalls).find(([name]) => name === source.textOf(at))?.[1];
  if (usual === undefined) return [];
  const { tree, symbols } = source.analysis;
  const isBelow = tree.updateAt !== null && at.start > tree.updateAt.start;
  const names = symbols.flatMap(({ name, kind }) => (kind === 'hyperparameter' ? [name] : []));
  return (isBelow ? ['g'] : ['p', ...names.slice(0, 1)])
    .map((x) => usual.replaceAll(/\bx\b/g, x))
    .map((text) => candidate(`Change to '${text}'`, replace(at, text)));
};

/** No end of a range; elsewhere a number that can be written. */
export const fixLargeNumber: Fixer = ({ at }) =>
  ['inf', '1e308'].map((text) => candidate(`Change to ${text}`, replace(at, text)));

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

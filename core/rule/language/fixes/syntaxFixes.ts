/** Fixes of lines that don't follow the grammar. */
import { closest } from '../../syntax/errors.ts';
import type { Token } from '../../syntax/tokens.ts';
import { isFunction, isReduction } from '../../syntax/tree.ts';
import { isReserved } from '../../syntax/words.ts';
import type { Source, SourceLine } from '../source.ts';
import { usualHyperparameters } from '../words.ts';
import { insert, insertAbove, removeLine, replace } from './edits.ts';
import { type Candidate, candidate, type Fixer } from './fix.ts';

/** Ways to make a line follow the grammar. */
export const fixSyntax: Fixer = ({ at, suggestion }, source) => {
  if (suggestion !== null) return [candidate(`Change to '${suggestion}'`, replace(at, suggestion))];
  const line = source.lineOf(at);
  const index = line.tokens.findIndex(({ start }) => start >= at.start);
  return ways.flatMap((way) => way(line, index, source) ?? []);
};

/** @param index Of the token that can't stand where it stands; -1 where the line ends too early. */
type Way = (line: SourceLine, index: number, source: Source) => Candidate | undefined;

/** What papers call the share of a mean that is kept. */
const shares = /^(beta|mu|rho)/;

const ways: readonly Way[] = [
  /** `iff`, `stat m` */
  ({ tokens, index }, _, { analysis: { tree } }) => {
    const [first] = tokens;
    const isBelow = tree.updateAt && index >= tree.updateAt.line;
    const words = isBelow ? ['if', 'elif', 'else'] : ['name', 'option', 'state', 'scalar', 'update'];
    if (first?.kind !== 'word' || words.includes(first.text)) return undefined;
    const likely = closest(first.text, words);
    return likely === null ? undefined : candidate(`Change to '${likely}'`, replace(first, likely));
  },
  /** `else if` */
  ({ tokens: [first, second] }) =>
    first?.text === 'else' && second?.text === 'if'
      ? candidate("Change to 'elif'", { start: first.start, end: second.end, text: 'elif' })
      : undefined,
  /** `if t = 1` */
  ({ tokens }, index) => {
    const token = tokens[index];
    return token?.text === '=' ? candidate("Change to '=='", replace(token, '==')) : undefined;
  },
  /** `update(p, g)` */
  ({ tokens: [first, ...rest] }) => {
    const last = rest.at(-1);
    return first?.text === 'update' && last
      ? candidate("Leave only 'update'", { start: first.end, end: last.end, text: '' })
      : undefined;
  },
  /** `name Adam` and `name: Adam` */
  ({ tokens: [first, ...rest], comment, text, start }) => {
    const [begin, last] = [rest[0], rest.at(-1)];
    if (first?.text !== 'name' || !begin || !last) return undefined;
    const end = comment ? comment.start : start + text.length;
    const name = text
      .slice(begin.start - start, end - start)
      .replace(/^[:=]/, '')
      .trim()
      .replaceAll('"', '');
    return candidate('Put the name in quotes', { start: first.end, end: last.end, text: ` "${name}"` });
  },
  /** `optimizer "Adam"` */
  ({ tokens: [first, second, third] }) =>
    first?.kind === 'word' && first.text !== 'name' && second?.kind === 'string' && !third
      ? candidate("Change to 'name'", replace(first, 'name'))
      : undefined,
  /** `param lr = 0.01 in [0, 1)` */
  ({ tokens: [first, second, third], index }, _, { analysis: { tree } }) => {
    const isDeclared = first?.kind === 'word' && second?.kind === 'word' && third?.text === '=';
    if (!isDeclared || isReserved(first.text) || (tree.updateAt && index >= tree.updateAt.line))
      return undefined;
    return candidate(`Remove '${first.text}'`, { start: first.start, end: second.start, text: '' });
  },
  /** `option nesterov` */
  ({ tokens: [first, second, third] }) =>
    first?.text === 'option' && second?.kind === 'word' && !third
      ? candidate("Add the default 'false'", insert(second.end, ' = false'))
      : undefined,
  /** `option nesterov = True` */
  ({ tokens: [first, , , value] }) => {
    const lower = value?.text.toLowerCase();
    const isFlag =
      first?.text === 'option' && (lower === 'true' || lower === 'false') && lower !== value?.text;
    return isFlag && value ? candidate(`Change to '${lower}'`, replace(value, lower)) : undefined;
  },
  /** `option form = pytorch` */
  ({ tokens: [first, , equals, value, next] }) =>
    first?.text === 'option' && equals?.text === '=' && value?.kind === 'word' && !next
      ? candidate('Add words to choose from', insert(value.end, ` in {${value.text}, other}`))
      : undefined,
  /** `beta1 = 0.9` */
  ({ tokens }) => {
    const [name, equals] = tokens;
    const last = tokens.at(-1);
    const isDeclared = name?.kind === 'word' && !isReserved(name.text) && equals?.text === '=';
    if (!isDeclared || last?.kind !== 'number' || tokens.length > 4) return undefined;
    const usual = usualHyperparameters.find((each) => each.name === name.text)?.range;
    const above = shares.test(name.text) && Number(last.text) < 1 ? '[0, 1)' : '[0, inf)';
    const range = tokens.length === 4 ? `[${tokens[2]?.text}${last.text}, inf)` : (usual ?? above);
    return candidate(`Add the range ${range}`, insert(last.end, ` in ${range}`));
  },
  /** `a if condition else b` */
  ({ tokens }, index, source) => whereOf(tokens, index, source),
  /** `lr: 0.1 in [0, inf)` */
  ({ tokens: [first, second] }, index) =>
    first?.kind === 'word' && index === 1 && second?.text === ':'
      ? candidate("Change to '='", replace(second, first.end === second.start ? ' =' : '='))
      : undefined,
  /** `in [0, Infinity)` */
  ({ tokens }, index) => {
    const token = tokens[index];
    const isInfinity = token?.kind === 'word' && /^(inf(inity)?|oo)$/i.test(token.text);
    return isInfinity ? candidate("Change to 'inf'", replace(token, 'inf')) : undefined;
  },
  /** `lr = 0.1 in [0, inf)` and `state m`, below the update */
  (line, _, source) => {
    const { updateAt } = source.analysis.tree;
    const [first, second] = line.tokens;
    if (!first || !updateAt || line.index < updateAt.line) return undefined;
    const isKept = ['name', 'option', 'state', 'scalar'].includes(first.text);
    const isDeclared = second?.text === '=' && line.tokens.some(({ text }) => text === 'in');
    if (!isKept && !isDeclared) return undefined;
    const above = insertAbove(source, source.lineOf(updateAt), line.text.trim());
    return candidate("Move it above 'update'", above, removeLine(source, line));
  },
  /** `sqrt v` */
  ({ tokens }, index) => {
    const [word, operand] = [tokens[index - 1], tokens[index]];
    if (!word || !operand || !isOperand(operand)) return undefined;
    if (!isFunction(word.text) && !isReduction(word.text)) return undefined;
    const text = `${word.text}(${operand.text})`;
    return candidate(`Change to '${text}'`, { start: word.start, end: operand.end, text });
  },
  /** `2 g` and `(1 - beta) g` */
  ({ tokens }, index) => {
    const [left, right] = [tokens[index - 1], tokens[index]];
    const isFactor = left && (left.text === ')' || isOperand(left)) && left.text !== '(';
    if (!isFactor || !right || !isOperand(right)) return undefined;
    return candidate("Add '*'", { start: left.end, end: right.start, text: ' * ' });
  },
  /** `(a + b` */
  ({ tokens }) => {
    const open = openBrackets(tokens);
    const last = tokens.at(-1);
    return open === '' || !last ? undefined : candidate(`Add '${open}'`, insert(last.end, open));
  },
  /** `p = g +` and `p = g)` */
  ({ tokens }, index) => {
    const token = tokens[index] ?? tokens.at(-1);
    if (token?.kind !== 'symbol') return undefined;
    return candidate(`Remove '${token.text}'`, {
      start: tokens[tokens.indexOf(token) - 1]?.end ?? token.start,
      end: token.end,
      text: '',
    });
  },
];

/** Whether a factor may begin with it. */
function isOperand({ kind, text }: Token): boolean {
  return kind === 'number' || text === '(' || (kind === 'word' && !keywords.includes(text));
}

const keywords = ['if', 'elif', 'else', 'and', 'or', 'not', 'in', 'at', 'gradient'];

/** The brackets that close those which are open. */
function openBrackets(tokens: readonly Token[]): string {
  const closing = new Map([
    ['(', ')'],
    ['[', ')'],
    ['{', '}'],
  ]);
  let open = '';
  for (const { kind, text } of tokens) {
    if (kind !== 'symbol') continue;
    if (closing.has(text)) open = (closing.get(text) ?? '') + open;
    else if (')]}'.includes(text)) open = open.slice(1);
  }
  return open;
}

function whereOf(tokens: readonly Token[], index: number, source: Source): Candidate | undefined {
  const otherwise = tokens.findIndex(({ text }) => text === 'else');
  const [begin, last] = [tokens[2], tokens.at(-1)];
  if (tokens[index]?.text !== 'if' || otherwise <= index || !begin || !last) return undefined;
  const between = (first: number, behind: number) => {
    const [from, to] = [tokens[first], tokens[behind - 1]];
    return from && to ? source.textOf({ start: from.start, end: to.end }) : '';
  };
  const parts = [between(index + 1, otherwise), between(2, index), between(otherwise + 1, tokens.length)];
  return candidate("Change to 'where(condition, a, b)'", {
    ...{ start: begin.start, end: last.end },
    text: `where(${parts.join(', ')})`,
  });
}

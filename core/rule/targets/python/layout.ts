/** Lines of Python, none longer than others like to read. */

export const lineWidth = 99;
export const tab = '    ';
/** Lines with less room than this are as long as they are: breaking them further makes them no easier to read. */
const leastRoom = 40;

export function indent(lines: readonly string[], depth = 1): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `${tab.repeat(depth)}${line}`));
}

/** A head such as `else:` and the lines below it. */
export function block(head: string | readonly string[], lines: readonly string[]): readonly string[] {
  return [...(typeof head === 'string' ? [head] : head), ...indent(lines)];
}

/** What a line is broken at, from what holds together least to what holds together most. */
const breaks: readonly (readonly string[])[] = [
  ['for'],
  ['if', 'else'],
  ['or'],
  ['and'],
  ['<', '<=', '>', '>=', '==', '!='],
  ['|'],
  ['&'],
  ['+', '-'],
  ['*', '/'],
  ['**'],
];

/**
 * A statement, over several lines where it is too long for one.
 * @param head Such as `p = ` or `return `; empty for a call.
 * @param depth How far it will be indented.
 * @param reserved Number of characters that will follow it.
 */
export function layOut(head: string, body: string, depth: number, reserved = 0): readonly string[] {
  const room = lineWidth - depth * tab.length - reserved;
  if (head.length + body.length <= room || room < leastRoom || head === 'for ') return [head + body];
  const inParts = (parts: readonly string[]) => indent(parts.flatMap((part) => layOutPart(part, depth + 1)));
  const items = splitItems(body);
  if (items.length > 1) return [`${head}(`, ...inParts(items), ')'];
  for (const words of breaks) {
    const terms = splitBefore(body, words);
    if (terms.length > 1) return [`${head}(`, ...inParts(terms), ')'];
  }
  const [name, bracket, inner] = bracketed(body);
  if (bracket === '' || inner === '' || (bracket === '[' && name !== '')) return [head + body];
  if (bracket === '[') return [`${head}[`, ...inParts(splitBefore(inner, ['for'])), ']'];
  if (name !== '') return [`${head}${name}(`, ...inParts(splitItems(inner)), ')'];
  // Brackets around several lines are there already; around one line they stay.
  const lines = layOut(head, inner, depth, reserved);
  return lines.length > 1 ? lines : [`${head}(`, ...indent([inner]), ')'];
}

/** What stands in front of the bracket that the end of a text closes, that bracket, and what it encloses. */
function bracketed(text: string): readonly [name: string, bracket: string, inner: string] {
  const [start = '', name = '', bracket = ''] = /^([\w.]*)([([])/.exec(text) ?? [];
  let depth = 0;
  for (let index = name.length; index < text.length; index++) {
    if ('(['.includes(text.charAt(index))) depth += 1;
    if (')]'.includes(text.charAt(index))) depth -= 1;
    if (depth > 0) continue;
    return index === text.length - 1 && start !== ''
      ? [name, bracket, text.slice(start.length, -1)]
      : ['', '', ''];
  }
  return ['', '', ''];
}

/** The head of a function, each argument on a line of its own where they are too many for one. */
export function signature(name: string, parameters: readonly string[], depth: number): readonly string[] {
  const line = `def ${name}(${parameters.join(', ')}):`;
  if (line.length <= lineWidth - depth * tab.length) return [line];
  return [`def ${name}(`, ...indent(parameters.map((parameter) => `${parameter},`)), '):'];
}

/** A part that may begin with an operator or the name of an argument and end with a comma. */
function layOutPart(part: string, depth: number): readonly string[] {
  const pattern = /^((?:for|if|else|or|and|[<>]=?|[=!]=|\*\*|[-|&+*/]) |\w+=)?(.*?)(,?)$/;
  const [, operator = '', body = '', comma = ''] = pattern.exec(part) ?? [];
  const lines = layOut(operator, body, depth, comma.length);
  return [...lines.slice(0, -1), `${lines.at(-1)}${comma}`];
}

/** What commas separate, each with a comma. */
function splitItems(text: string): readonly string[] {
  return splitAt(`${text},`, (word) => word.endsWith(','));
}

function splitBefore(text: string, words: readonly string[]): readonly string[] {
  let isFirst = true;
  return splitAt(
    text,
    () => false,
    (word) => {
      const starts = !isFirst && words.includes(word);
      isFirst = false;
      return starts;
    },
  );
}

/** Splits after and before words, where no bracket is open. */
function splitAt(
  text: string,
  isLast: (word: string) => boolean,
  isFirst: (word: string) => boolean = () => false,
): readonly string[] {
  const parts: string[][] = [];
  let current: string[] = [];
  let depth = 0;
  for (const word of text.split(' ')) {
    if (depth === 0 && isFirst(word)) {
      parts.push(current);
      current = [];
    }
    current.push(word);
    depth += count(word, /[([]/g) - count(word, /[)\]]/g);
    if (depth === 0 && isLast(word)) {
      parts.push(current);
      current = [];
    }
  }
  return [...parts, current].filter((part) => part.length > 0).map((part) => part.join(' '));
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

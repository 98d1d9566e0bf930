/** Reads a line of Python that makes an optimizer: `optimizer = torch.optim.Adam(model.parameters(), lr=3e-4)`. */
import { clippedSource } from '../format.ts';
import { findPyTorchClass, type PyTorchClass, PyTorchError, performanceArguments } from './pytorchClasses.ts';

export interface ParsedPyTorchCall {
  /** Without `torch.optim.`. */
  readonly className: string;
  /** For `fromPyTorch`: numbers, true and false, null for None, text, and lists of numbers. */
  readonly kwargs: Readonly<Record<string, unknown>>;
}

const longestCall = 10_000;

/**
 * The class and the arguments of a call of a class of torch.optim. Nothing is evaluated: a value is a number, a tuple or
 * list of numbers, True, False, None or a string. The parameters, which come first, may be anything.
 * @throws {PyTorchError} where the text is something else.
 */
export function parsePyTorchCall(text: string): ParsedPyTorchCall {
  if (text.length > longestCall) {
    throw new PyTorchError(`the text has ${text.length} characters — expected at most ${longestCall}`);
  }
  const [head, className] = /^\s*(?:[\w.]+\s*=\s*)?([\w.]+)\s*\(/.exec(text) ?? [];
  if (head === undefined || className === undefined) {
    const found = text.trim() === '' ? 'nothing' : JSON.stringify(text.trim().slice(0, 40));
    throw new PyTorchError(`expected a call such as torch.optim.Adam(params, lr=0.001), found ${found}`);
  }
  const pytorchClass = findPyTorchClass(className);
  const kwargs = readArguments(pytorchClass, splitArguments(text, head.length));
  return { className: pytorchClass.name, kwargs: Object.fromEntries(kwargs) };
}

/** Texts that stand for themselves when a call is split. */
const piece = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|#[^\n]*|./sy;
const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The texts between the commas of a call's parentheses, without comments. */
function splitArguments(text: string, start: number): readonly string[] {
  const found: string[] = [];
  const open = [')'];
  let current = '';
  for (piece.lastIndex = start; open.length > 0; ) {
    const [next] = piece.exec(text) ?? [];
    if (next === undefined) throw new PyTorchError(`expected '${open.at(-1)}', found the end of the text`);
    const close = closing[next];
    if (close !== undefined) open.push(close);
    else if (next === ')' || next === ']' || next === '}') {
      if (open.pop() !== next) throw new PyTorchError(`expected another bracket in place of '${next}'`);
    }
    if (open.length === 0) break;
    if (next === ',' && open.length === 1) {
      found.push(current.trim());
      current = '';
    } else if (!next.startsWith('#')) current += next;
  }
  const rest = text
    .slice(piece.lastIndex)
    .replace(/#[^\n]*/g, '')
    .trim();
  if (rest !== '' && rest !== ';') {
    throw new PyTorchError(`expected the end of the call, found ${JSON.stringify(rest.slice(0, 40))}`);
  }
  return current.trim() === '' ? found : [...found, current.trim()];
}

function readArguments(
  { name: className, positional }: PyTorchClass,
  texts: readonly string[],
): ReadonlyMap<string, unknown> {
  const kwargs = new Map<string, unknown>();
  let isByName = false;
  for (const [index, text] of texts.entries()) {
    const [, keyword, value = text] = /^([A-Za-z_]\w*)\s*=(?!=)\s*(.*)$/s.exec(text) ?? [];
    if (keyword === undefined && isByName) {
      throw new PyTorchError(
        `${clippedSource(text)} — expected a name in front of it, as in lr=${clippedSource(text)}`,
      );
    }
    if (keyword === undefined && index === 0) {
      expectParameters(text);
      continue;
    }
    isByName ||= keyword !== undefined;
    if (keyword === 'params') continue;
    const name = keyword ?? positional[index - 1]?.name;
    if (name === undefined) {
      throw new PyTorchError(
        `${clippedSource(text)} — expected at most params and ${positional.length} values without a name in ${className}`,
      );
    }
    if (kwargs.has(name)) throw new PyTorchError(`${name} = ${clippedSource(value)} — expected ${name} once`);
    kwargs.set(name, performanceArguments.includes(name) ? null : readValue(name, value));
  }
  return kwargs;
}

function expectParameters(text: string): void {
  if (!text.startsWith('*') && readNumber(text) === undefined) return;
  throw new PyTorchError(`${clippedSource(text)} — expected the parameters first, as in model.parameters()`);
}

const words: ReadonlyMap<string, boolean | null> = new Map([
  ['True', true],
  ['False', false],
  ['None', null],
]);

function readValue(name: string, text: string): unknown {
  const word = words.get(text);
  const number = readNumber(text);
  const quoted = /^(?:'[^'\\]*'|"[^"\\]*")$/.test(text) ? text.slice(1, -1) : undefined;
  const value = word !== undefined ? word : (number ?? quoted ?? readList(text));
  if (value !== undefined) return value;
  const expectation = 'a number, a tuple of numbers, True, False or None, written out';
  throw new PyTorchError(`${name} = ${clippedSource(text)} — expected ${expectation}`);
}

/** `(0.9, 0.999)` or `[0.9, 0.999]`; undefined where the text is no list of numbers. Python's `(0.9)` is a number. */
function readList(text: string): number | readonly number[] | undefined {
  const [, round, square] = /^(?:\((.*)\)|\[(.*)\])$/s.exec(text) ?? [];
  const inner = (round ?? square)?.trim();
  if (inner === undefined) return undefined;
  const single = round === undefined ? undefined : readNumber(inner);
  if (single !== undefined) return single;
  const texts = inner.replace(/,$/, '').split(',');
  const numbers = texts.flatMap((each) => readNumber(each.trim()) ?? []);
  return numbers.length === texts.length ? numbers : undefined;
}

/** A number as Python writes it, with or without a sign; undefined where it is none or too large for a double. */
function readNumber(text: string): number | undefined {
  if (!/^[+-]?(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return undefined;
  const value = Number(text.replaceAll('_', ''));
  return Number.isFinite(value) ? value : undefined;
}

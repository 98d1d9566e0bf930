/** From an experiment's text, JSON with comments and trailing commas, to its value and to where everything in it stands. */
import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { pathName } from '../../fault.ts';
import { tooMany } from '../errors.ts';
import { deepestNesting, largestTextLength, mostValues } from '../limits.ts';
import { findBrackets } from './brackets.ts';
import { numberFaults } from './numberFaults.ts';
import { placeOf } from './place.ts';
import { describeSyntax } from './syntaxWords.ts';
import type { Range, TextFault } from './textFault.ts';

export interface ExperimentText {
  /** Undefined where nothing can be read. */
  readonly root: Node | undefined;
  /** What the text says; of a text that has faults, as much as can be read. */
  readonly value: unknown;
  /** What is wrong with the text itself; empty if the value is all that it says. */
  readonly faults: readonly TextFault[];
}

/** Each name that is given twice is told, up to this many. */
const mostDuplicates = 10;

export function readText(text: string): ExperimentText {
  const fail = (message: string, range: Range): ExperimentText => ({
    root: undefined,
    value: undefined,
    faults: [{ message, path: [], ...range }],
  });
  // All before anything looks at the text that takes time or stack.
  if (text.length > largestTextLength)
    return fail(tooMany(text.length, 'characters', largestTextLength).message, { offset: 0, length: 1 });
  const { commas, depth, tooDeep, unclosed } = findBrackets(text, deepestNesting);
  if (tooDeep !== undefined)
    return fail(tooMany(depth, 'brackets inside each other', deepestNesting).message, {
      offset: tooDeep,
      length: 1,
    });

  if (commas >= mostValues)
    return fail(tooMany(commas + 1, 'values', mostValues).message, { offset: 0, length: 1 });

  const errors: ParseError[] = [];
  // A byte order mark, if it is still there, is no space of JSON's.
  const root = parseTree(text.replace(/^\ufeff/, ' '), errors, { allowTrailingComma: true });
  const [error] = errors;
  // Others follow from the first.
  const isOfJson = text.trim() !== '';
  const syntax = error ? [{ ...describeSyntax(error, text, unclosed), path: null, isOfJson }] : [];
  const faults =
    syntax.length > 0 || !root ? syntax : [...findDuplicates(root, text), ...numberFaults(root, text)];
  return { root, value: root && valueIn(root), faults };
}

/** Depth is bounded by `deepestNesting`. */
function valueIn(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(valueIn);
  if (node.type !== 'object') return node.value;
  const value: Record<string, unknown> = {};
  for (const { children: [key, field] = [] } of node.children ?? []) {
    if (key && field) setField(value, String(key.value), valueIn(field));
  }
  return value;
}

function setField(value: Record<string, unknown>, name: string, field: unknown): void {
  // Assigned, `__proto__` would be no field but the prototype, and would go unseen.
  if (name !== '__proto__') value[name] = field;
  else
    Object.defineProperty(value, name, {
      value: field,
      ...{ enumerable: true, writable: true, configurable: true },
    });
}

function findDuplicates(root: Node, text: string): TextFault[] {
  const faults: TextFault[] = [];
  const look = (node: Node, path: readonly PropertyKey[]) => {
    if (faults.length >= mostDuplicates) return;
    if (node.type === 'array')
      for (const [index, child] of (node.children ?? []).entries()) look(child, [...path, index]);
    if (node.type !== 'object') return;
    const keys = new Map<string, Node>();
    for (const { children: [key, field] = [] } of node.children ?? []) {
      if (!key) continue;
      const first = keys.get(key.value);
      if (first && faults.length < mostDuplicates)
        faults.push(duplicate(first, key, [...path, key.value], text));
      else keys.set(key.value, key);
      if (field) look(field, [...path, key.value]);
    }
  };
  look(root, []);
  return faults;
}

function duplicate(first: Node, second: Node, path: readonly PropertyKey[], text: string): TextFault {
  const [one, two] = [first, second].map(({ offset }) => placeOf(text, offset).line);
  const where = one === two ? `line ${one}` : `lines ${one} and ${two}`;
  const message = `${pathName(path)} is given twice, in ${where} — expected once`;
  return { message, path, offset: second.offset, length: second.length, isOfJson: true };
}

import { clipped } from './format.ts';

/** One thing wrong with an experiment: `lr[0] = 0 — expected a number above 0`. */
export interface Fault {
  readonly path: Path;
  readonly message: string;
  /** Places in other files that it is about. */
  readonly related?: readonly RelatedPlace[];
}

/** A place in the text of another file, and what is wrong there. Lines and columns begin at 1. */
export interface RelatedPlace {
  /** URI of the file. */
  readonly place: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly message: string;
}

/** @param expected Completes "… — expected …". */
export function faultAt(path: Path, value: unknown, expected: string): Fault {
  return { path, message: `${pathName(path)} = ${valueName(value)} — expected ${expected}` };
}

/** Where a value stands in another. */
export type Path = readonly PropertyKey[];

const longestKey = 60;
const longestValue = 60;
const mostListed = 10;

/** `optimizers[0].lr[1]`; `experiment` for the whole. Long names are shortened. */
export function pathName(path: Path): string {
  const name = path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${clipped(String(key), longestKey)}`))
    .join('');
  return name === '' ? 'experiment' : name.replace(/^\./, '');
}

/** The value as JSON writes it, shortened: `"A rather long ti…"`, `[1,2,…]`. What is opened is closed. */
export function valueName(value: unknown): string {
  if (value === undefined) return 'missing';
  return isShort(value, longestValue) ? beginningOf(value, longestValue + 1) : shortened(value, longestValue);
}

/** A value's JSON in at most `room` characters, with an ellipsis for what has no room. */
function shortened(value: unknown, room: number): string {
  if (typeof value === 'string') return quoted(value, room);
  if (typeof value !== 'object' || value === null) {
    const text = String(value);
    return text.length > room ? '…' : text;
  }
  const isList = Array.isArray(value) || ArrayBuffer.isView(value);
  const close = isList ? ']' : '}';
  let text = isList ? '[' : '{';
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  for (const key of keys) {
    const part = Reflect.get(value, key);
    if (part === undefined) continue;
    const before = text.length > 1 ? ',' : '';
    // Room is left for a comma, an ellipsis and the bracket.
    const left = room - text.length - before.length - 3;
    const name = isList ? '' : `${quoted(String(key), left)}:`;
    if (name.length + 3 > left) return `${text}${before}…${close}`;
    const shown = shortened(part, left - name.length);
    text += before + name + shown;
    if (shown === '…') return text + close;
  }
  return text + close;
}

/** Whole characters and escapes only. */
function quoted(text: string, room: number): string {
  let shown = '"';
  for (const character of text) {
    const next = JSON.stringify(character).slice(1, -1);
    if (shown.length + next.length > room - 2) return `${shown}…"`;
    shown += next;
  }
  return `${shown}"`;
}

/** Whether a value's JSON has at most so many characters. */
export function isShort(value: unknown, most: number): boolean {
  return beginningOf(value, most + 1).length <= most;
}

/** `a, b, c and 97 more`: names that may be long, and many. */
export function namesList(names: readonly string[]): string {
  const listed = names.slice(0, mostListed).map((name) => clipped(name, longestKey));
  const more = names.length - listed.length;
  return listed.join(', ') + (more > 0 ? ` and ${more.toLocaleString('en')} more` : '');
}

/** At least the first `room` characters of a value's JSON. Looks no further, however large or deep the value is. */
function beginningOf(value: unknown, room: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, room));
  // JSON has no name for what 1e999 is read as.
  if (typeof value !== 'object' || value === null) return String(value).slice(0, room);
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  const isList = Array.isArray(value) || ArrayBuffer.isView(value);
  let text = isList ? '[' : '{';
  for (const key of keys) {
    if (text.length >= room) return text;
    const part = Reflect.get(value, key);
    if (part === undefined) continue;
    if (text.length > 1) text += ',';
    if (!isList) text += `${beginningOf(key, room - text.length)}:`;
    if (text.length < room) text += beginningOf(part, room - text.length);
  }
  return text + (isList ? ']' : '}');
}

/** What stands at `path` in a value; undefined where nothing does. */
export function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}

import { createScanner, findNodeAtLocation, type JSONPath, type Node, parseTree } from 'jsonc-parser';
import { type Path, valueAt } from '../../fault.ts';
import type { Suggestion } from '../suggest.ts';
import type { ExperimentText } from './readText.ts';
import type { Range } from './textFault.ts';

/** What to put in place of a part of a text. */
export interface TextEdit extends Range {
  readonly text: string;
}

/** The edit that does what is suggested for the field at `path`; null where there is no such field to change. */
export function editOf(text: string, read: ExperimentText, path: Path, what: Suggestion): TextEdit | null {
  const { root, value } = read;
  const keys = path.filter(isKey);
  const node = root && findNodeAtLocation(root, keys);
  if (what.kind === 'place') {
    return node?.parent ? difference(text, moved(text, node, node.parent, what.to.filter(isKey))) : null;
  }
  if (what.kind === 'name') {
    const name = node?.parent?.children?.[0];
    return name ? { offset: name.offset, length: name.length, text: what.json } : null;
  }
  if (what.kind === 'fields') {
    const field = node?.parent;
    return field ? { offset: field.offset, length: field.length, text: what.json } : null;
  }
  if (!node) return difference(text, insert(text, keys, what.json));
  const { offset, length } = node;
  const own = text.slice(offset, offset + length);
  // Into a list as it is written, with its comments.
  const isListOfIt = JSON.stringify(JSON.parse(what.json)) === `[${JSON.stringify(valueAt(value, path))}]`;
  return { offset, length, text: isListOfIt ? `[${own}]` : what.json };
}

/** With a field at another place, its value as it is written. */
function moved(text: string, value: Node, field: Node, to: JSONPath): string {
  const own = text.slice(value.offset, value.offset + value.length);
  return insert(remove(text, field), to, own);
}

function isKey(key: PropertyKey): key is string | number {
  return typeof key !== 'symbol';
}

/** With another field, written as those beside it are: in one line, or each in its own. */
function insert(text: string, path: JSONPath, value: string): string {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const [parent, name] = [path.slice(0, -1), path.at(-1)];
  const holder = root && findNodeAtLocation(root, parent);
  const field = `${JSON.stringify(name)}: ${value}`;
  if (!holder) return parent.length === 0 ? text : insert(text, parent, `{ ${field} }`);
  const last = holder.children?.at(-1);
  if (!last) return splice(text, holder.offset, holder.length, `{ ${field} }`);
  const first = holder.children?.[0] ?? last;
  const before = /\r?\n[ \t]*$/.exec(text.slice(holder.offset, first.offset))?.[0] ?? ' ';
  return splice(text, last.offset + last.length, 0, `,${before}${field}`);
}

function splice(text: string, offset: number, length: number, by: string): string {
  return text.slice(0, offset) + by + text.slice(offset + length);
}

/** Without a field and the comma that belongs to it; with all comments, and with its line if nothing else is there. */
function remove(text: string, field: Node): string {
  const { offset, length, parent } = field;
  const end = offset + length;
  const comma = commaAt(text, end);
  const siblings = parent?.children ?? [];
  const previous = siblings[siblings.indexOf(field) - 1];
  const ahead = comma === null && previous ? commaAt(text, previous.offset + previous.length) : null;
  const before =
    ahead === null ? text.slice(0, offset) : text.slice(0, ahead) + text.slice(ahead + 1, offset);
  const comments = comma === null ? '' : text.slice(end, comma).trim();
  const after = comments + text.slice(comma === null ? end : comma + 1);
  const isOwnLine = /\n[ \t]*$/.test(before) && /^[ \t]*\r?\n/.test(after);
  if (isOwnLine) return before.replace(/[ \t]*$/, '') + after.replace(/^[ \t]*\r?\n/, '');
  // One space is left of the two around it.
  return before.endsWith(' ') ? before + after.replace(/^ /, '') : before + after;
}

/** Where the next thing that is no comment is a comma. */
function commaAt(text: string, offset: number): number | null {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset);
  scanner.scan();
  return text[scanner.getTokenOffset()] === ',' ? scanner.getTokenOffset() : null;
}

/** The one part in which two texts differ. */
function difference(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { offset: start, length: before.length - end - start, text: after.slice(start, after.length - end) };
}

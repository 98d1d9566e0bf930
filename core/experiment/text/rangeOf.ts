import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { Range } from './textFault.ts';

/**
 * Where a path leads in a text: to the value or, if it goes over several lines or its name is what is wrong, to the name.
 * What is missing is marked at the beginning of what it is missing in.
 */
export function rangeOf(
  text: string,
  root: Node | undefined,
  path: readonly PropertyKey[],
  isAboutName: boolean,
): Range {
  const keys = path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const node = root && findNodeAtLocation(root, keys);
  if (!node && isInRange(root, keys)) return rangeOf(text, root, keys.slice(0, -1), isAboutName);
  if (!node) return root && keys.length > 0 ? begin(holderOf(root, keys)) : { offset: 0, length: 1 };
  const name = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
  const isLong = /[\r\n]/.test(text.slice(node.offset, node.offset + node.length));
  if (name && (isAboutName || isLong)) return bounds(name);
  return isLong ? begin(node) : bounds(node);
}

/** Whether it is an entry of a list in whose place a range stands. */
function isInRange(root: Node | undefined, keys: readonly (string | number)[]): boolean {
  const isEntry = typeof keys.at(-1) === 'number';
  return isEntry && root !== undefined && findNodeAtLocation(root, keys.slice(0, -1))?.type === 'object';
}

/** What is there on the way to something that is missing. */
function holderOf(root: Node, keys: readonly (string | number)[]): Node {
  for (let length = keys.length - 1; length > 0; length--) {
    const node = findNodeAtLocation(root, keys.slice(0, length));
    if (node) return node;
  }
  return root;
}

function begin(node: Node): Range {
  return node.children ? { offset: node.offset, length: 1 } : bounds(node);
}

function bounds({ offset, length }: Node): Range {
  return { offset, length };
}

/** Numbers of a text that JSON allows and float64 can't hold: read, they would be infinite, or 0. */
import type { Node } from 'jsonc-parser';
import { pathName } from '../../fault.ts';
import { clippedSource } from '../../format.ts';
import { expectedInPlaceOf } from '../../numberText.ts';
import type { TextFault } from './textFault.ts';

const mostFaults = 10;
const mostShown = 30;

/** In the order of the text, the first ones. */
export function numberFaults(root: Node, text: string): TextFault[] {
  const faults: TextFault[] = [];
  const look = (node: Node, path: readonly PropertyKey[]) => {
    if (faults.length >= mostFaults) return;
    if (node.type === 'number') faults.push(...faultOf(node, path, text));
    if (node.type === 'array')
      for (const [index, child] of (node.children ?? []).entries()) look(child, [...path, index]);
    if (node.type !== 'object') return;
    for (const { children: [key, field] = [] } of node.children ?? [])
      if (key && field) look(field, [...path, String(key.value)]);
  };
  look(root, []);
  return faults;
}

function faultOf({ offset, length, value }: Node, path: readonly PropertyKey[], text: string): TextFault[] {
  if (Number.isFinite(value) && value !== 0) return [];
  const written = text.slice(offset, offset + length);
  const expected = expectedInPlaceOf(written);
  if (expected === null) return [];
  const message = `${pathName(path)} = ${clippedSource(written, mostShown)} — expected ${expected}`;
  return [{ message, path, offset, length }];
}

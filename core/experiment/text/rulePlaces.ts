/** Where an experiment's text names rules of one's own, and where it could. */
import { findNodeAtLocation, getLocation } from 'jsonc-parser';
import { valueAt } from '../../fault.ts';
import { isRulePath, rulePathsOf } from '../ruleFiles.ts';
import { readText } from './readText.ts';
import type { Range } from './textFault.ts';

export interface RulePlace extends Range {
  readonly path: string;
}

/** Each path, with its quotes. */
export function rulePlacesIn(text: string): RulePlace[] {
  const { root, value } = readText(text);
  const paths = new Set(rulePathsOf(value));
  const choices = valueAt(value, ['optimizers']);
  if (!root || paths.size === 0 || !Array.isArray(choices)) return [];
  return choices.flatMap((_, index) => {
    const node = findNodeAtLocation(root, ['optimizers', index, 'optimizer']);
    return node && paths.has(node.value)
      ? [{ path: node.value, offset: node.offset, length: node.length }]
      : [];
  });
}

/** What can be completed at a place in the text. */
export type Completable = Range &
  (
    | { readonly kind: 'optimizer' }
    /** The name of a setting of this rule of one's own, which has these already. */
    | { readonly kind: 'setting'; readonly optimizer: string; readonly given: readonly string[] }
  );

/** Null where nothing is completed that the schema doesn't know. */
export function completableAt(text: string, offset: number): Completable | null {
  const { path, previousNode, isAtPropertyKey } = getLocation(text, offset);
  const [list, index, field, name] = path;
  if (list !== 'optimizers' || typeof index !== 'number') return null;
  const isIn =
    previousNode && previousNode.offset <= offset && offset <= previousNode.offset + previousNode.length;
  const { offset: from, length } = isIn ? previousNode : { offset, length: 0 };
  const range = { offset: from, length };
  if (field === 'optimizer' && path.length === 3 && !isAtPropertyKey) return { kind: 'optimizer', ...range };
  if (field !== 'hyperparameters' || path.length !== 4 || !isAtPropertyKey) return null;
  const { value } = readText(text);
  const optimizer = valueAt(value, ['optimizers', index, 'optimizer']);
  if (typeof optimizer !== 'string' || !isRulePath(optimizer)) return null;
  const given = Object.keys(Object(valueAt(value, ['optimizers', index, 'hyperparameters'])));
  return { kind: 'setting', optimizer, given: given.filter((each) => each !== name), ...range };
}

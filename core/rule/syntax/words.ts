/** The words of the rule language, none of which can be a name. */
import { isFunction, isReduction } from './tree.ts';

const words: readonly string[] = [
  ...['name', 'option', 'state', 'scalar', 'update', 'in', 'inf', 'true', 'false'],
  ...['if', 'elif', 'else', 'where', 'and', 'or', 'not', 'gradient', 'at'],
];

export function isReserved(word: string): boolean {
  return words.includes(word) || isFunction(word) || isReduction(word);
}

/**
 * Lines of an update that stand above `update`, as papers and scripts write them: `v = mu * v + g`, `p -= lr * v` and
 * `if t > 1`. A hyperparameter is one number.
 */
import type { Token } from './tokens.ts';
import { isFunction, isReduction } from './tree.ts';
import { assigns } from './unread.ts';

const branches: readonly string[] = ['if', 'elif', 'else'];
const declaring: readonly string[] = ['name', 'option', 'state', 'scalar'];
const operators: readonly string[] = ['+', '-', '*', '/', '**'];
/** What alone on the right side is no number that could be given to a hyperparameter. */
const computed: readonly string[] = ['p', 'g', 't', 'gradient'];

export function isComputed([target, sign, ...value]: readonly Token[]): boolean {
  if (target?.kind !== 'word' || declaring.includes(target.text)) return false;
  if (branches.includes(target.text)) return !assigns(sign);
  if (!sign || !assigns(sign)) return false;
  if (sign.text !== '=') return true;
  if (value.some(({ kind, text }) => text === 'in' || kind === 'unknown')) return false;
  return value[0] !== undefined && (isOfStep(value[0]) || (value.some(isWord) && value.some(isOperator)));
}

function isOfStep({ text }: Token): boolean {
  return computed.includes(text) || isFunction(text) || isReduction(text);
}

const isWord = ({ kind }: Token) => kind === 'word';
const isOperator = ({ text }: Token) => operators.includes(text);

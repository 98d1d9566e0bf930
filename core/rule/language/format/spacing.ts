/** The tokens of a line with the spaces that the shipped optimizers have between them. */
import type { Token } from '../../syntax/tokens.ts';
import { isFunction, isReduction } from '../../syntax/tree.ts';
import { isReserved } from '../../syntax/words.ts';

/** `p -= lr * m_hat / (sqrt(v_hat) + eps)` */
export function spaced(tokens: readonly Token[]): string {
  return tokens.map((token, index) => spaceBefore(tokens, index) + token.text).join('');
}

function spaceBefore(tokens: readonly Token[], index: number): string {
  const [before, token] = [tokens[index - 1], tokens[index]];
  if (!before || !token) return '';
  if (before.kind === 'symbol' && ['(', '[', '{', '**'].includes(before.text)) return '';
  if (isSign(tokens, index - 1)) return '';
  if (token.kind !== 'symbol') return ' ';
  if ([')', ']', '}', ',', ':', '**'].includes(token.text)) return '';
  // The parenthesis of a call, not that behind `if` or `and`.
  return token.text === '(' && isCalled(before) ? '' : ' ';
}

/** Whether a minus is the sign of what follows: where nothing stands before it that it could be subtracted from. */
function isSign(tokens: readonly Token[], index: number): boolean {
  const [before, token] = [tokens[index - 1], tokens[index]];
  if (token?.text !== '-' || token.kind !== 'symbol') return false;
  if (!before) return true;
  if (before.kind === 'symbol') return ![')', ']', '}'].includes(before.text);
  return before.kind === 'word' && isOperator(before.text);
}

/** A word that has something on its right, such as `and`. */
function isOperator(word: string): boolean {
  return (
    isReserved(word) && !isFunction(word) && !isReduction(word) && !['true', 'false', 'inf'].includes(word)
  );
}

function isCalled({ kind, text }: Token): boolean {
  return kind === 'word' && (!isReserved(text) || isFunction(text) || isReduction(text) || text === 'where');
}

/** What there is to see in a step, in one sentence that follows from its numbers. */
import { formatNumber } from '../../format.ts';
import type { Movement } from './stepValues.ts';

/** Two numbers this close, as shares of the larger one, are about the same. */
const near = 0.1;

/** Digits of what moves: enough to see that two are about the same. */
const digits = 3;

/** From here on one number is told as so many times another, and up to there. */
const [remarkable, immense] = [1.5, 1e6];

/**
 * @param moves Of one or two parameters.
 * @param lr The learning rate of the step; undefined where the rule has none.
 */
export function headlineOf(moves: readonly Movement[], lr: number | undefined): string {
  const bad = moves.find(({ gradient, before, after }) => ![gradient, before, after].every(Number.isFinite));
  if (bad) return notFinite(bad);
  const [first, second] = moves;
  if (!first) return '';
  return second ? ofTwo(first, second, lr) : ofOne(first, lr);
}

function notFinite({ name, gradient, before, after }: Movement): string {
  if (!Number.isFinite(before))
    return `${name} was ${number(before)} before this step: look at earlier ones.`;
  if (!Number.isFinite(gradient))
    return `The gradient of ${name} is ${number(gradient)}, and no rule can go on from that.`;
  return `The gradient of ${name} is ${number(gradient)}, yet the step takes it to ${number(after)}.`;
}

function ofOne(move: Movement, lr: number | undefined): string {
  const { name, gradient } = move;
  const moved = changeOf(move);
  const size = number(Math.abs(moved));
  if (moved === 0 && gradient === 0) return `The gradient of ${name} is 0, and it stays where it is.`;
  if (moved === 0) return `The gradient of ${name} is ${number(gradient)}, yet it stays where it is.`;
  if (gradient === 0)
    return `The gradient of ${name} is 0, yet it moves by ${number(moved)}: what the rule keeps from earlier steps carries it on.`;
  if (moved * gradient > 0)
    return `${name} moves by ${number(moved)}, up its slope of ${number(gradient)}: what the rule keeps from earlier steps outweighs this gradient.`;
  if (lr === undefined || lr === 0)
    return `${name} moves by ${number(moved)}, down its slope of ${number(gradient)}.`;
  if (isNear(moved, -lr * gradient, 1e-6))
    return `${name} moves by the learning rate times its gradient: ${number(moved)}.`;
  if (isNear(Math.abs(moved), lr, near))
    return `The gradient of ${name} is ${number(gradient)}, yet it moves by about the learning rate: ${size}.`;
  return `${name} moves by ${number(moved)}: ${times(moved / (-lr * gradient))} the learning rate times its gradient.`;
}

function ofTwo(a: Movement, b: Movement, lr: number | undefined): string {
  const [movedA, movedB] = [changeOf(a), changeOf(b)];
  const sizes = [movedA, movedB].map((moved) => number(Math.abs(moved))).join(' and ');
  for (const [still, other] of [
    [a, b],
    [b, a],
  ] as const)
    if (still.gradient === 0 && changeOf(still) === 0 && other.gradient !== 0)
      return `${still.name} has no gradient and stays where it is. ${ofOne(other, lr)}`;
  const odd = [a, b].find((move) => changeOf(move) * move.gradient > 0 || move.gradient === 0);
  if (odd) return ofOne(odd, lr);
  const gradients = ratio(a.gradient, b.gradient);
  const changes = ratio(movedA, movedB);
  if (gradients.factor > immense) {
    const [less, more] = Math.abs(a.gradient) < Math.abs(b.gradient) ? [a, b] : [b, a];
    return `The gradient of ${less.name} is next to nothing beside that of ${more.name}. ${ofOne(more, lr)}`;
  }
  const differs =
    gradients.factor >= remarkable
      ? `One gradient is ${times(gradients.factor)} the other`
      : 'Both gradients are about the same';
  if (lr !== undefined && lr > 0) {
    if ([a, b].every((move) => isNear(changeOf(move), -lr * move.gradient, 1e-6)))
      return `${differs}; each step is the learning rate times its gradient: ${sizes}.`;
    if ([movedA, movedB].every((moved) => isNear(Math.abs(moved), lr, near))) {
      const yet = gradients.factor >= remarkable ? 'yet' : 'and';
      return `${differs}, ${yet} both coordinates move by about the learning rate: ${sizes}.`;
    }
  }
  if (movedA === 0 || movedB === 0) {
    const still = movedA === 0 ? a : b;
    return ofOne(still, lr);
  }
  if (isNear(gradients.signed, changes.signed, near)) return `${differs}, and so is one step: ${sizes}.`;
  if (isNear(Math.abs(movedA), Math.abs(movedB), near))
    return `${differs}, yet both coordinates move by about the same: ${sizes}.`;
  return `${differs}; one step is ${times(changes.factor)} the other: ${sizes}.`;
}

/** How much larger the larger one is, and the first over the second. */
function ratio(a: number, b: number): { readonly factor: number; readonly signed: number } {
  const [x, y] = [Math.abs(a), Math.abs(b)];
  return { factor: Math.max(x, y) / Math.min(x, y), signed: x / y };
}

function changeOf({ before, after }: Movement): number {
  return after - before;
}

function isNear(a: number, b: number, share: number): boolean {
  return Math.abs(a - b) <= share * Math.max(Math.abs(a), Math.abs(b));
}

/** `9.0 times` */
function times(factor: number): string {
  return `${formatNumber(factor, 2)} times`;
}

function number(value: number): string {
  return formatNumber(value, digits).replace('-', '−');
}

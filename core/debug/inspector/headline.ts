/** What there is to see in a step, in one sentence that follows from its numbers. */
import { formatNumber } from '../../format.ts';
import { type LessonTopic, type Remark, remark } from './lessonTopics.ts';
import type { RuleTraits } from './ruleTraits.ts';
import type { Movement } from './stepValues.ts';

/** Two numbers this close, as shares of the larger one, are about the same. */
const near = 0.1;

/** Digits of what moves: enough to see that two are about the same. */
const digits = 3;

/** From here on one number is told as so many times another, and up to there. */
const [remarkable, immense] = [1.5, 1e6];

/** Memories that begin at 0 are far off for so many steps. */
const early = 10;

/** What is known of the step beside how parameters move. */
export interface HeadlineContext {
  /** Counted from 1. */
  readonly step: number;
  /** The learning rate of the step; undefined where the rule has none. */
  readonly lr: number | undefined;
  readonly traits: RuleTraits;
}

/** @param moves Of one or two parameters. */
export function headlineOf(moves: readonly Movement[], context: HeadlineContext): Remark {
  const bad = moves.find(({ gradient, before, after }) => ![gradient, before, after].every(Number.isFinite));
  if (bad) return remark(notFinite(bad));
  const [first, second] = moves;
  if (!first) return remark('');
  return second ? ofTwo(first, second, context) : ofOne(first, context);
}

function notFinite({ name, gradient, before, after }: Movement): string {
  if (!Number.isFinite(before))
    return `${name} was ${number(before)} before this step: look at earlier ones.`;
  if (!Number.isFinite(gradient))
    return `The gradient of ${name} is ${number(gradient)}, and no rule can go on from that.`;
  return `The gradient of ${name} is ${number(gradient)}, yet the step takes it to ${number(after)}.`;
}

function ofOne(move: Movement, context: HeadlineContext): Remark {
  const { name, gradient } = move;
  const { lr } = context;
  const moved = changeOf(move);
  const size = number(Math.abs(moved));
  if (moved === 0 && gradient === 0) return remark(`The gradient of ${name} is 0, and it stays where it is.`);
  if (moved === 0) return remark(`The gradient of ${name} is ${number(gradient)}, yet it stays where it is.`);
  if (gradient === 0) {
    const { why, topic } = causeOf(context, 'carries it on');
    return remark(`The gradient of ${name} is 0, yet it moves by ${number(moved)}: ${why}.`, topic);
  }
  if (moved * gradient > 0) {
    const { why, topic } = context.traits.movesUp
      ? { why: 'the rule moves up the gradient', topic: null }
      : causeOf(context, 'outweighs this gradient');
    return remark(`${name} moves by ${number(moved)}, up its slope of ${number(gradient)}: ${why}.`, topic);
  }
  if (lr === undefined || lr === 0)
    return remark(`${name} moves by ${number(moved)}, down its slope of ${number(gradient)}.`);
  if (isNear(moved, -lr * gradient, 1e-6))
    return remark(`${name} moves by the learning rate times its gradient: ${number(moved)}.`);
  if (isNear(Math.abs(moved), lr, near))
    return remark(
      `The gradient of ${name} is ${number(gradient)}, yet it moves by about the learning rate: ${size}.`,
      scaleTopic(context),
    );
  return remark(
    `${name} moves by ${number(moved)}: ${times(moved / (-lr * gradient))} the learning rate times its gradient.`,
    scaleTopic(context) ?? memoryTopic(context),
  );
}

/** What moves a parameter, other than its gradient. */
function causeOf(
  context: HeadlineContext,
  does: string,
): { readonly why: string; readonly topic: LessonTopic | null } {
  const topic = memoryTopic(context);
  if (topic) return { why: `what the rule keeps from earlier steps ${does}`, topic };
  return context.traits.decays
    ? { why: `weight decay ${does}`, topic: 'weightDecay' }
    : { why: `another term of the rule ${does}`, topic: null };
}

/** In the first step nothing was kept yet. */
function memoryTopic({ step, traits }: HeadlineContext): LessonTopic | null {
  if (!traits.remembers || step === 1) return null;
  return traits.looksAhead ? 'lookAhead' : 'momentum';
}

function scaleTopic({ step, traits }: HeadlineContext): LessonTopic | null {
  if (!traits.adapts) return null;
  return traits.corrects && step <= early ? 'biasCorrection' : 'adaptiveRates';
}

function ofTwo(a: Movement, b: Movement, context: HeadlineContext): Remark {
  const { lr } = context;
  const [movedA, movedB] = [changeOf(a), changeOf(b)];
  const sizes = [movedA, movedB].map((moved) => number(Math.abs(moved))).join(' and ');
  for (const [still, other] of [
    [a, b],
    [b, a],
  ] as const)
    if (still.gradient === 0 && changeOf(still) === 0 && other.gradient !== 0) {
      const { text, topic } = ofOne(other, context);
      return remark(`${still.name} has no gradient and stays where it is. ${text}`, topic);
    }
  const odd = [a, b].find((move) => changeOf(move) * move.gradient > 0 || move.gradient === 0);
  if (odd) return ofOne(odd, context);
  const gradients = ratio(a.gradient, b.gradient);
  const changes = ratio(movedA, movedB);
  if (gradients.factor > immense) {
    const [less, more] = Math.abs(a.gradient) < Math.abs(b.gradient) ? [a, b] : [b, a];
    const { text, topic } = ofOne(more, context);
    return remark(
      `The gradient of ${less.name} is next to nothing beside that of ${more.name}. ${text}`,
      topic,
    );
  }
  const differs =
    gradients.factor >= remarkable
      ? `One gradient is ${times(gradients.factor)} the other`
      : 'Both gradients are about the same';
  if (lr !== undefined && lr > 0) {
    if ([a, b].every((move) => isNear(changeOf(move), -lr * move.gradient, 1e-6)))
      return remark(`${differs}; each step is the learning rate times its gradient: ${sizes}.`);
    if ([movedA, movedB].every((moved) => isNear(Math.abs(moved), lr, near))) {
      const yet = gradients.factor >= remarkable ? 'yet' : 'and';
      return remark(
        `${differs}, ${yet} both coordinates move by about the learning rate: ${sizes}.`,
        scaleTopic(context),
      );
    }
  }
  if (movedA === 0 || movedB === 0) return ofOne(movedA === 0 ? a : b, context);
  if (isNear(gradients.signed, changes.signed, near))
    return remark(`${differs}, and so is one step: ${sizes}.`, memoryTopic(context));
  const topic = scaleTopic(context) ?? memoryTopic(context);
  if (isNear(Math.abs(movedA), Math.abs(movedB), near))
    return remark(`${differs}, yet both coordinates move by about the same: ${sizes}.`, topic);
  return remark(`${differs}; one step is ${times(changes.factor)} the other: ${sizes}.`, topic);
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

/** Mistakes in running sums: a velocity, `momentum * v + g`, and Adagrad's `s + g**2`. */
import type { Rule } from '../../rule/syntax/rule.ts';
import type { Assignment, Expression } from '../../rule/syntax/tree.ts';
import type { Misconception, Mutant } from './misconception.ts';
import { binaryOf, isName, isStep, linesOf, mentions, type RunningSum, sumOf } from './patterns.ts';
import { changedEverywhere, changedOnce, make } from './rewrite.ts';
import { text } from './words.ts';

function ofSum(
  id: string,
  change: (sum: RunningSum) => Expression | null,
  message: (sum: RunningSum) => string,
): Misconception {
  return {
    id,
    mutants: (reference) =>
      changedOnce(reference, (expression, line) => {
        const sum = expression === line.value ? sumOf(line, reference) : null;
        return sum && change(sum);
      }).flatMap(({ rule, line }) => {
        const sum = sumOf(line, reference);
        return sum ? [{ rule, message: message(sum) }] : [];
      }),
  };
}

const kept = ({ share, old }: RunningSum) => (share ? make.binary('*', share, old) : old);
const whole = (sum: RunningSum) => make.binary(sum.operator, kept(sum), sum.term);

const forgetsNothing = ofSum(
  'velocity-forgets-nothing',
  (sum) => sum.share && make.binary(sum.operator, sum.old, sum.term),
  ({ state, share }) =>
    `${state} forgets nothing. Of what it was it keeps the share ${share ? text(share) : 1} each step.`,
);

const remembersNothing = ofSum(
  'sum-remembers-nothing',
  ({ operator, term }) => (operator === '-' ? make.binary('-', make.number(0, term.at), term) : term),
  ({ state, share, operator, old, term }) => {
    const kept = share ? `${text(share)} · ${text(old)}` : text(old);
    const how = operator === '-' ? 'subtracted from' : 'added to';
    return `Nothing is kept in ${state} from step to step. It is ${kept}, and ${text(term)} is ${how} that.`;
  },
);

const dampened = ofSum(
  'dampened',
  (sum) => {
    const { share, operator, term } = sum;
    if (!share) return null;
    const left = make.binary('-', make.number(1, term.at), share);
    return make.binary(operator, kept(sum), make.binary('*', left, term));
  },
  ({ state, share, term }) =>
    `${state} is a mean here: ${text(term)} is multiplied by 1 − ${share ? text(share) : ''}. In this rule it is added whole, so that ${state} grows to ${share ? `1 / (1 − ${text(share)})` : 'as many'} times a steady gradient.`,
);

const shareOfBoth = ofSum(
  'share-of-both',
  ({ share, old, operator, term }) => share && make.binary('*', share, make.binary(operator, old, term)),
  ({ share, old, term }) =>
    `${share ? text(share) : ''} multiplies ${text(term)}, too. It belongs to ${text(old)} alone.`,
);

const firstDropped = ofSum(
  'velocity-first-dropped',
  (sum) => make.inFirstStep(sum.old, whole(sum)),
  ({ state }) => `The first gradient is dropped: in step 1 ${state} stays what it was.`,
);

const flipped = ofSum(
  'velocity-uphill',
  (sum) => make.binary(sum.operator === '-' ? '+' : '-', kept(sum), sum.term),
  ({ state, operator, term }) =>
    `The sign in ${state} is flipped. ${text(term)} is ${operator === '-' ? 'subtracted from' : 'added to'} it.`,
);

const lr = (at: Expression) => make.name('lr', at.at);

/** Without the factor `lr`, wherever it stands. */
function withoutRate(expression: Expression): Expression | null {
  const product = binaryOf(expression, '*');
  return product && isName(product.left, 'lr') ? product.right : null;
}

/** The velocities whose terms have no rate, or have it. */
function velocities(rule: Rule, hasRate: boolean): readonly RunningSum[] {
  return linesOf(rule).flatMap((line) => {
    const sum = sumOf(line, rule);
    return sum?.share && mentions(sum.term, 'lr') === hasRate && mentions(sum.term, 'g') ? [sum] : [];
  });
}

/** Whether the step itself has the velocity, rather than a name that was given to it. */
function stepsAlong(rule: Rule, { state }: RunningSum): boolean {
  return linesOf(rule).some((line) => isStep(line) && mentions(line.value, state));
}

const rateInside: Misconception = {
  id: 'rate-inside',
  mutants(reference) {
    const [velocity] = velocities(reference, false);
    if (!velocity || !stepsAlong(reference, velocity)) return [];
    const inside = changedEverywhere(reference, (expression, line) => {
      if (expression === velocity.term) return make.binary('*', lr(expression), expression);
      const free = isStep(line) ? withoutRate(expression) : null;
      // A gradient that steps beside the velocity has the rate itself.
      return free && timesRate(free);
    });
    const message = `lr stands inside ${velocity.state}. As long as lr stays the same the steps are the same, but when it changes, ${velocity.state} goes on with the old one. In this rule ${velocity.state} is a sum of gradients, and lr multiplies the step.`;
    return inside ? [{ rule: inside, message }] : [];
  },
};

function timesRate(expression: Expression): Expression {
  if (isName(expression, 'g')) return make.binary('*', lr(expression), expression);
  const sum = binaryOf(expression, '+', '-');
  return sum ? { ...sum, left: timesRate(sum.left), right: timesRate(sum.right) } : expression;
}

const rateOutside: Misconception = {
  id: 'rate-outside',
  mutants(reference) {
    const [velocity] = velocities(reference, true);
    if (!velocity) return [];
    const free = changedEverywhere(reference, (expression) => withoutRate(expression));
    const rule = free && changedEverywhere(free, (expression, line) => stepOf(expression, line));
    const message = `lr stands outside of ${velocity.state}. As long as lr stays the same the steps are the same, but not when it changes. In this rule ${velocity.state} is a sum of steps: ${text(velocity.term)} goes into it.`;
    return rule ? [{ rule, message }] : [];
  },
};

function stepOf(expression: Expression, line: Assignment): Expression | null {
  const step = isStep(line) && expression === line.value ? binaryOf(expression, '+', '-') : null;
  return step && { ...step, right: make.binary('*', lr(step.right), step.right) };
}

const rateTwice: Misconception = {
  id: 'rate-twice',
  mutants(reference): readonly Mutant[] {
    const [without] = velocities(reference, false);
    const [having] = velocities(reference, true);
    const rule = changedEverywhere(reference, (expression, line) => {
      if (without) return expression === without.term ? make.binary('*', lr(expression), expression) : null;
      return having ? stepOf(expression, line) : null;
    });
    const message = `lr is there twice, in ${(without ?? having)?.state} and in the step. Its square makes steps much too short.`;
    return rule ? [{ rule, message }] : [];
  },
};

export const sums: readonly Misconception[] = [
  flipped,
  forgetsNothing,
  remembersNothing,
  dampened,
  shareOfBoth,
  rateInside,
  rateOutside,
  rateTwice,
  firstDropped,
];

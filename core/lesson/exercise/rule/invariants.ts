/** What is true of a rule's steps, whatever its names are: asked where two rules have none in common but `p`. */
import type { Rule } from '../../../rule/syntax/rule.ts';
import { largestDifference, noisyObjective, tensors } from '../../../ruleTests/run.ts';
import { walk } from '../../../ruleTests/sideBySide/samePath.ts';
import type { Trial } from '../../../ruleTests/sideBySide/trial.ts';

interface Invariant {
  /** Whether it is true of a rule, in this trial. */
  readonly holds: (rule: Rule, trial: Trial) => boolean;
  /** What is true of the reference, and of the learner's isn't. */
  readonly message: string;
  /** The same where it is the other way round. */
  readonly opposite: string;
}

const steps = 10;
/** Of the way. */
const tolerance = 1e-6;
/** 0 itself is out of the range of some rules. */
const tinyRate = 2 ** -40;
/** A power of two, so that nothing is rounded by it. */
const scale = 1024;

const invariants: readonly Invariant[] = [
  {
    holds: (rule, trial) => wayOf(rule, { ...trial, values: { ...trial.values, lr: tinyRate } }) <= tolerance,
    message: 'With a learning rate of almost 0 nothing should move; yours does.',
    opposite: 'With a learning rate of almost 0 yours stays where it is; the reference moves.',
  },
  {
    holds: (rule, trial) => firstLoss(rule, trial) !== 0,
    message: 'The first step should go somewhere; yours stays where it is.',
    opposite: 'The first step of yours goes somewhere; the reference stays where it is.',
  },
  {
    holds: (rule, trial) => firstLoss(rule, trial) <= 0,
    message: 'The first step should go downhill; yours climbs.',
    opposite: 'The first step of yours goes downhill; the reference climbs.',
  },
  {
    holds: isScaleFree,
    message:
      'With 1024 times the gradients the steps should be as long as before; yours get longer or shorter.',
    opposite: 'With 1024 times the gradients yours takes the same steps; those of the reference get longer.',
  },
  {
    holds: (rule, trial) => isProportional(rule, trial),
    message: 'With twice the learning rate the first step should be twice as long; yours isn’t.',
    opposite:
      'With twice the learning rate the first step of yours is twice as long; that of the reference isn’t.',
  },
  {
    holds: goesOnWithoutGradient,
    message:
      'Where the gradient vanishes after some steps, the parameters should go on for a while; yours stop at once.',
    opposite: 'Where the gradient vanishes after some steps, yours goes on moving; it should stop at once.',
  },
];

/** What the two rules don't have in common, in sentences. */
export function brokenInvariants(reference: Rule, learner: Rule, { values }: Trial): readonly string[] {
  const trial = trialOn(values, 1);
  return invariants.flatMap(({ holds, message, opposite }) => {
    const [expected, own] = [holds(reference, trial), holds(learner, trial)];
    return expected === own ? [] : [expected ? message : opposite];
  });
}

function trialOn(values: Trial['values'], factor: number): Trial {
  const objective = () => noisyObjective({ scale: factor });
  return { name: '', steps, tensors, objective, values, halvesAfter: null };
}

function wayOf(rule: Rule, trial: Trial): number {
  const { start } = trial.objective();
  return Math.max(...[...walk(rule, trial)].map((point) => largestDifference(point, start)));
}

/** By how much the first step changes the loss. */
function firstLoss(rule: Rule, trial: Trial): number {
  const objective = trial.objective();
  const [first = objective.start] = walk(rule, { ...trial, values: { ...trial.values, lr: 1e-6 } });
  return objective.loss(first) - objective.loss(objective.start);
}

function isScaleFree(rule: Rule, trial: Trial): boolean {
  const { start } = trial.objective();
  const scaled = trialOn({ ...trial.values, eps: 0 }, scale);
  const plain = { ...trial, values: scaled.values };
  const [path, other] = [[...walk(rule, plain)], [...walk(rule, scaled)]];
  const apart = Math.max(...path.map((point, i) => largestDifference(point, other[i] ?? start)));
  return apart <= tolerance * wayOf(rule, plain);
}

function isProportional(rule: Rule, trial: Trial): boolean {
  const { start } = trial.objective();
  const lr = 2 ** -20;
  const [once, twice] = [lr, 2 * lr].map((rate) => {
    const [first = start] = walk(rule, { ...trial, values: { ...trial.values, lr: rate } });
    return first.map((value, i) => value - (start[i] ?? 0));
  });
  if (!once || !twice) return false;
  const doubled = once.map((value) => 2 * value);
  return largestDifference(doubled, twice) <= tolerance * Math.max(...once.map(Math.abs));
}

function goesOnWithoutGradient(rule: Rule, trial: Trial): boolean {
  const noisy = trial.objective();
  let done = 0;
  const vanishing = {
    ...noisy,
    next: () => {
      done++;
    },
    lossAndGradient: (parameters: Float64Array, gradient: Float64Array) => {
      noisy.lossAndGradient(parameters, gradient);
      if (done >= steps / 2) gradient.fill(0);
      return 0;
    },
  };
  const path = [...walk(rule, { ...trial, objective: () => vanishing })];
  const [before, after] = [path[steps / 2 - 1], path[steps / 2]];
  return before !== undefined && after !== undefined && largestDifference(before, after) > 0;
}

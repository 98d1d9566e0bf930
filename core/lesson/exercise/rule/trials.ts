/** The trials of an exercise: each of its gradients, and two more that bring out what those don't. */
import type { Steppable } from '../../../engine/cpu/stepper.ts';
import { formatSetting } from '../../../format.ts';
import { findSurface } from '../../../problems/surfaces/index.ts';
import { surfaceObjective } from '../../../problems/surfaces/surfaceObjective.ts';
import { inRange } from '../../../rule/check/range.ts';
import { numbersIn } from '../../../rule/check/settings.ts';
import type { Hyperparameter, HyperparameterValues, Rule, Settings } from '../../../rule/syntax/rule.ts';
import { noisyObjective, tensors as noisyTensors } from '../../../ruleTests/run.ts';
import type { Trial } from '../../../ruleTests/sideBySide/trial.ts';
import type { ExerciseOf, Gradients } from '../exercise.ts';

/** One noise begins so many steps after another. */
const stepsOfNoise = 10_000;
/** Steps of the trials with other settings. */
const fewSteps = 60;
/** What is 0 by default, such as weight decay and dampening, is tried with this. */
const inPlaceOfZero = 0.125;
/** Of eps: beside gradients of about 1 its usual 1e-8 makes out next to nothing. */
const largeEps = 0.01;

/**
 * Those with the exercise's own settings come first, so that they are what a fault is told of.
 * @param reference Its options are decided.
 * @param settings All of the reference's.
 */
export function trialsOf(
  { gradients, steps, rate }: ExerciseOf<'rule'>,
  reference: Rule,
  settings: Settings,
  learner: Rule,
): readonly Trial[] {
  const values = numbersIn(settings);
  const own = gradients.map((each) => ({ ...sourceOf(each), steps, values, halvesAfter: null }));
  const noisy = sourceOf({ noise: 0 });
  const shared = reference.hyperparameters.filter((each) => isShared(each, learner));
  const others = otherValues(shared, learner, values);
  const changed = Object.entries(others).map(([name, value]) => `${name} ${formatSetting(value)}`);
  const varied: Trial = {
    ...noisy,
    name: `with ${changed.join(', ')}`,
    ...{ steps: fewSteps, values: { ...values, ...others }, halvesAfter: null },
  };
  const halvesAfter = fewSteps / 2;
  const falling: Trial = {
    ...noisy,
    name: `with a learning rate that is halved after step ${halvesAfter}`,
    ...{ steps: fewSteps, values, halvesAfter },
  };
  const hasRate = shared.some(({ name }) => name === 'lr');
  return [
    ...own,
    ...(changed.length > 0 ? [varied] : []),
    ...(hasRate && rate === 'falling' ? [falling] : []),
  ];
}

function isShared({ name }: Hyperparameter, { hyperparameters }: Rule): boolean {
  return hyperparameters.some((each) => each.name === name);
}

/** Another value for each hyperparameter that both rules can take, so that a number written in its place shows. */
function otherValues(
  shared: readonly Hyperparameter[],
  learner: Rule,
  values: HyperparameterValues,
): HyperparameterValues {
  return Object.fromEntries(
    shared.flatMap(({ name, range }): [string, number][] => {
      const own = learner.hyperparameters.find((each) => each.name === name);
      const value = values[name] ?? 0;
      const tried =
        name === 'eps' ? [largeEps] : value === 0 ? [inPlaceOfZero] : [0.75 * value, 1.25 * value];
      const other = tried.find(
        (each) => each !== value && inRange(each, range) && own && inRange(each, own.range),
      );
      return other === undefined ? [] : [[name, other]];
    }),
  );
}

function sourceOf(gradients: Gradients): Pick<Trial, 'name' | 'tensors' | 'objective'> {
  if ('surface' in gradients) {
    const surface = findSurface(gradients.surface);
    if (!surface) throw new RangeError(`surface = ${gradients.surface} — expected the id of a surface`);
    const [x = surface.start[0], y = surface.start[1]] = gradients.start ?? [];
    return {
      name: `on the surface ${surface.name}`,
      tensors: [2],
      objective: () => surfaceObjective(surface, [x, y]),
    };
  }
  if ('noise' in gradients) {
    const stepsDone = stepsOfNoise * gradients.noise;
    return {
      name: 'on a noisy slope',
      tensors: noisyTensors,
      objective: () => noisyObjective({ stepsDone }),
    };
  }
  const { sequence, start } = gradients;
  const size = sequence[0]?.length ?? 1;
  return {
    name: 'with gradients that are given',
    tensors: [size],
    objective: () => givenObjective(sequence, start ?? Array.from({ length: size }, () => 1)),
  };
}

/** The same gradients wherever the parameters are. */
function givenObjective(sequence: readonly (readonly number[])[], start: readonly number[]): Steppable {
  let step = 0;
  return {
    start: Float64Array.from(start),
    next: () => {
      step++;
    },
    loss: () => 0,
    lossAndGradient(_, gradient) {
      gradient.set(sequence[step % sequence.length] ?? []);
      return 0;
    },
  };
}

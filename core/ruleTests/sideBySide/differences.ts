/** What two rules compute, name by name, until the first step in which a value of the learner's is wrong. */
import type { Rule } from '../../rule/syntax/rule.ts';
import { Closeness } from './closeness.ts';
import { type StepValues, stepValues } from './stepValues.ts';
import type { Trial } from './trial.ts';

/** A value of the learner's that is not what it should be. */
export interface WrongValue {
  /** Of both rules; `p` is the parameter after the step, `gradient at` the point ahead. */
  readonly name: string;
  /** 1 for the first. */
  readonly step: number;
  /** Which parameter. */
  readonly element: number;
  readonly yours: number;
  readonly expected: number;
}

/** A step of both, of one parameter. */
export interface ComparedStep {
  readonly step: number;
  /** As the learner's rule gets it. */
  readonly gradient: number;
  readonly yours: number;
  readonly expected: number;
  /** The parameter after the step. */
  readonly parameter: { readonly yours: number; readonly expected: number };
}

export interface Differences {
  /** Null where all that both have is the same in each step. */
  readonly first: WrongValue | null;
  /** What is right until then, in the reference's order. */
  readonly right: readonly string[];
  /** Names of the reference's that the learner has under another name, as far as values tell. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Both rules in the step of the first wrong value. */
  readonly at: { readonly own: StepValues; readonly expected: StepValues } | null;
  /** From the first wrong value on. */
  readonly steps: readonly ComparedStep[];
}

/** Steps that are shown from the first wrong value on. */
const shownSteps = 3;

/** @param steps How many are looked at. */
export function compareValues(reference: Rule, learner: Rule, trial: Trial, steps: number): Differences {
  const own = stepValues(learner, trial);
  const closeness = new Map<string, Closeness>();
  const { start } = trial.objective();
  const isSame = (name: string, a: Float64Array, b: Float64Array) => {
    const measure = closeness.get(name) ?? new Closeness(start.length, name === 'p' ? start : null);
    closeness.set(name, measure);
    return measure.differs(a, b);
  };
  const candidates = new Map<string, Set<string>>();
  let right: readonly string[] = [];
  let found: Pick<Differences, 'first' | 'right' | 'at'> | null = null;
  const shown: ComparedStep[] = [];
  for (const expected of stepValues(reference, trial)) {
    if (!found && expected.step > steps) break;
    const mine: StepValues | undefined = own.next().value ?? undefined;
    if (!mine || shown.length === shownSteps) break;
    if (!found) {
      const wrong: WrongValue[] = [];
      const good: string[] = [];
      for (const [name, vector] of expected.values) {
        const vectorOwn = mine.values.get(name);
        if (!vectorOwn) narrow(candidates, name, expected, mine);
        // What is taken for the gradient has its name in each rule for itself.
        if (!vectorOwn || name === 'g') continue;
        const element = isSame(name, vector, vectorOwn);
        if (element === null) good.push(name);
        else wrong.push(wrongValue(name, element, expected, mine));
      }
      right = good;
      const [first] = wrong;
      if (first) {
        const order = [...expected.values.keys()];
        const before = good.filter((name) => order.indexOf(name) < order.indexOf(first.name));
        found = { first, right: before, at: { own: mine, expected } };
      }
    }
    if (found?.first) shown.push(comparedStep(found.first, expected, mine));
  }
  const renamed = new Map(
    [...candidates].flatMap(([name, [only]]) => (only === undefined ? [] : [[name, only] as const])),
  );
  return { ...(found ?? { first: null, right, at: null }), renamed, steps: shown };
}

/** Keeps of the learner's other names those that have the value of the reference's in this step, too. */
function narrow(
  candidates: Map<string, Set<string>>,
  name: string,
  expected: StepValues,
  own: StepValues,
): void {
  const vector = expected.values.get(name);
  if (!vector) return;
  const known = candidates.get(name);
  const others = [...own.values.keys()].filter((other) => !expected.values.has(other));
  const fitting = others.filter((other) => {
    const values = own.values.get(other);
    const isSame = values && new Closeness(vector.length, null).differs(vector, values) === null;
    return isSame && (!known || known.has(other));
  });
  candidates.set(name, new Set(fitting));
}

function wrongValue(name: string, element: number, expected: StepValues, own: StepValues): WrongValue {
  return {
    name,
    element,
    step: expected.step,
    yours: own.values.get(name)?.[element] ?? Number.NaN,
    expected: expected.values.get(name)?.[element] ?? Number.NaN,
  };
}

function comparedStep({ name, element }: WrongValue, expected: StepValues, own: StepValues): ComparedStep {
  const parameter = wrongValue('p', element, expected, own);
  const { yours, expected: right } = wrongValue(name, element, expected, own);
  return {
    step: expected.step,
    gradient: own.gradient[element] ?? Number.NaN,
    ...{ yours, expected: right },
    parameter: { yours: parameter.yours, expected: parameter.expected },
  };
}

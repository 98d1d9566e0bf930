/** What the exports to Python are run on, and where the float64 kernel goes on it. */
import fc from 'fast-check';
import { fillSettings, numbersIn } from '../../../core/rule/check/settings.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { readsGradientFirst, resolve } from '../../../core/rule/plan/resolve.ts';
import { compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';
import { RuleError } from '../../../core/rule/syntax/errors.ts';
import type { Rule, Settings } from '../../../core/rule/syntax/rule.ts';
import { className, functionName } from '../../../core/rule/targets/python/names.ts';
import { numpySource } from '../../../core/rule/targets/python/numpy.ts';
import { optaxSource } from '../../../core/rule/targets/python/optax.ts';
import { torchSource } from '../../../core/rule/targets/python/torch.ts';
import { settingsOf } from './everySetting.ts';
import { drawRule } from './wellFormedRules.ts';

const sources = { numpy: numpySource, torch: torchSource, optax: optaxSource } as const;
export type Library = keyof typeof sources;
export const libraries = ['numpy', 'torch', 'optax'] as const satisfies readonly Library[];

const usualSteps = 35;

type Tensors = readonly (readonly number[] | readonly (readonly number[])[])[];

export interface Problem {
  readonly name: string;
  readonly start: Tensors;
  gradient(p: Float64Array, step: number): Float64Array;
  /** For the problem in Python. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Where the learning rate by default is too large. */
  readonly largestRate: number;
  /** Default: 35. */
  readonly steps?: number;
}

const coefficients = [
  [1, 10, 0.1],
  [
    [2, 0.5],
    [5, 1],
  ],
];

const bowl: Problem = {
  name: 'bowl',
  start: [
    [1, -2, 0.5],
    [
      [0.3, -0.7],
      [1.5, -1.1],
    ],
  ],
  gradient: (p) => p.map((x, i) => (coefficients.flat(2)[i] ?? 0) * x + 0.05 * x * x * x),
  data: { coefficients },
  largestRate: 1,
};

const rosenbrock: Problem = {
  name: 'rosenbrock',
  start: [[-1.2, 1]],
  gradient: ([x = 0, y = 0]) => Float64Array.of(-2 * (1 - x) + 400 * x * (x * x - y), 200 * (y - x * x)),
  data: {},
  largestRate: 0.0005,
};

/** The same numbers each time, between -1 and 1; the gradient of the third parameter is 0 at first. */
const noise = Array.from({ length: usualSteps }, (_, step) => [
  [wave(step, 1), wave(step, 2), step < 3 ? 0 : wave(step, 3)],
  [
    [wave(step, 4), wave(step, 5)],
    [wave(step, 6), 0.001 * wave(step, 7)],
  ],
]);

function wave(step: number, seed: number): number {
  return Math.sin(12.9898 * step * seed + 78.233 * seed);
}

const random: Problem = {
  name: 'noise',
  start: [
    [0, -2, 0],
    [
      [0.3, -0.7],
      [1.5, 0],
    ],
  ],
  gradient: (p, step) => p.map((x, i) => (noise[step]?.flat(2)[i] ?? 0) + 0.1 * x),
  data: { noise },
  largestRate: 1,
};

const problems = [bowl, rosenbrock, random];

/** One export on one problem, as `test/python/trajectories.py` reads it. */
export interface Case {
  readonly id: string;
  readonly library: Library;
  readonly source: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, number>>;
  readonly lookAhead: boolean | 'second';
  readonly rates: readonly number[];
  readonly steps: number;
  readonly problem: Readonly<Record<string, unknown>>;
}

export interface ExpectedCase {
  readonly case: Case;
  /** Parameters after each step. */
  readonly path: readonly (readonly number[])[];
}

/** Every setting of the rule that makes other lines of it count, on every problem. */
export function casesOf(id: string, rule: Rule, library: Library): readonly ExpectedCase[] {
  return Object.entries(settingsOf(rule)).flatMap(([name, settings]) =>
    problems.map((problem) =>
      createCase(`${id} ${name} on ${problem.name}`, rule, settings, problem, library),
    ),
  );
}

/** Rules drawn at random, the same each time, each on one problem; without those that magnify rounding errors. */
export function randomCases(library: Library): readonly ExpectedCase[] {
  const draws = fc.sample(fc.gen(), { seed: 20_240, numRuns: 60 });
  return draws.flatMap((draw, index) => {
    const { text, settings } = drawRule(draw, { isTame: true });
    const problem = index % 2 === 0 ? bowl : random;
    const id = `random rule ${index} on ${problem.name}`;
    if (!isRule(text)) return [];
    const rule = parseRule(text);
    return isSteady(rule, settings, problem) ? [createCase(id, rule, settings, problem, library)] : [];
  });
}

/** Whether starts that differ in the last digits lead to paths that differ in the last digits. */
export function isSteady(rule: Rule, settings: Settings, problem: Problem): boolean {
  const filled = fillSettings(rule, settings);
  const path = pathOf(rule, filled, problem, []).flat();
  return [-5, -2, 1, 3, 7].every((digits) => {
    const moved = pathOf(rule, filled, problem, [], 1 + digits * Number.EPSILON).flat();
    return path.every((x, i) => Math.abs(x - (moved[i] ?? Number.NaN)) < 1e-13 * Math.max(1, Math.abs(x)));
  });
}

function isRule(text: string): boolean {
  try {
    return parseRule(text).name !== '';
  } catch (error) {
    if (error instanceof RuleError) return false;
    throw error;
  }
}

/** A problem whose gradients are these, wherever the parameters are; there is one for each step. */
export function givenGradients(
  name: string,
  start: readonly number[],
  gradients: readonly (readonly number[])[],
): Problem {
  const inWords = gradients.map((each) => each.map((x) => (Number.isFinite(x) ? x : String(x))));
  return {
    name,
    start: [start],
    gradient: (_, step) => Float64Array.from(gradients[step] ?? []),
    data: { kind: 'given', gradients: inWords.map((each) => [each]) },
    largestRate: Number.POSITIVE_INFINITY,
    steps: gradients.length,
  };
}

export function createCase(
  id: string,
  rule: Rule,
  settings: Settings,
  problem: Problem,
  library: Library,
): ExpectedCase {
  const options = Object.entries(settings).filter(([, value]) => typeof value !== 'number');
  const exported = resolve(rule, Object.fromEntries(options));
  const source = sources[library](exported);
  const rate = rule.hyperparameters.find(({ name }) => name === 'lr')?.default;
  const limited = rate === undefined ? settings : { ...settings, lr: Math.min(rate, problem.largestRate) };
  const filled = fillSettings(rule, limited);
  const hyperparameters = numbersIn(filled);
  // On the bowl, the learning rate falls.
  const rates =
    problem === bowl && rate !== undefined ? fallingRates(hyperparameters['lr'] ?? Number.NaN) : [];
  const taken = rule.hyperparameters.map(({ name }) => name).filter((name) => isArgument(source, name));
  return {
    case: {
      id: `${library}: ${id}`,
      library,
      source,
      name: library === 'optax' ? functionName(rule.name) : className(rule.name),
      arguments: Object.fromEntries(
        taken.map((name) => [pythonNameIn(source, name), hyperparameters[name] ?? Number.NaN]),
      ),
      lookAhead: exported.program.lookAhead !== null && (readsGradientFirst(exported) ? 'second' : true),
      rates,
      steps: problem.steps ?? usualSteps,
      problem: { kind: problem.name, start: problem.start, ...problem.data },
    },
    path: pathOf(rule, filled, problem, rates),
  };
}

function fallingRates(rate: number): readonly number[] {
  return Array.from({ length: usualSteps }, (_, step) => rate * 0.95 ** step);
}

/** The name of an argument: that of the hyperparameter, or with an underscore where Python has that name. */
function pythonNameIn(source: string, name: string): string {
  return (
    [name, `${name}_`, `${name}__`].find((each) => new RegExp(`\\b${each}=-?[0-9]`).test(source)) ?? name
  );
}

/** Hyperparameters that no line reads are no arguments. */
function isArgument(source: string, name: string): boolean {
  return new RegExp(`\\b${pythonNameIn(source, name)}=-?[0-9]`).test(source);
}

function pathOf(
  rule: Rule,
  settings: Settings,
  problem: Problem,
  rates: readonly number[],
  startFactor = 1,
): readonly (readonly number[])[] {
  const kernel = compileFloat64(
    resolve(rule, settings, rates.length > 0 ? ['lr'] : []),
    problem.start.map((tensor) => tensor.flat().length),
  );
  const constant = numbersIn(settings);
  const at = (step: number) => (rates.length > 0 ? { ...constant, lr: rates[step] ?? Number.NaN } : constant);
  const parameters = Float64Array.from(problem.start.flat(2), (x) => x * startFactor);
  const state = kernel.createState(parameters, at(0));
  return Array.from({ length: problem.steps ?? usualSteps }, (_, step) => {
    let gradient = problem.gradient(parameters, step);
    if (kernel.lookAhead) {
      const ahead = parameters.slice();
      kernel.lookAhead(parameters, gradient, state, at(step), step + 1, ahead);
      gradient = problem.gradient(ahead, step);
    }
    kernel.update(parameters, gradient, state, at(step), step + 1);
    return [...parameters];
  });
}

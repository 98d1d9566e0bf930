/** Rules whose values are 0, infinite or no number, at each level: what doubles make of these, exports have to make. */
import { declaredRule } from './ruleText.ts';

/** How each value is written as a number of the step. */
const values: Readonly<Record<string, string>> = {
  zero: 't - t',
  minus_zero: '-(t - t)',
  infinite: '1e308 * 10 * t',
  minus_infinite: '-(1e308 * 10 * t)',
  none: '1e308 * 10 * t - 1e308 * 10 * t',
  one: 't / t',
  minus_one: '-t / t',
  half: '0.5 * (t / t)',
  minus_eight: '-8 * (t / t)',
  large: '1e300 * (t / t)',
  small: '1e-300 * (t / t)',
};

const unary = ['abs', 'exp', 'log', 'sqrt', 'sign', 'tanh', '-'];
const comparisons = ['<', '<=', '>', '>=', '==', '!='];

/** Expressions of every pair of values, in names with this prefix. */
function expressionsOf(prefix: string): readonly string[] {
  const names = Object.keys(values).map((name) => prefix + name);
  return names.flatMap((a) => [
    ...unary.map((name) => `${name}(${a})`),
    `${a}**2`,
    `${a}**-1`,
    `${a}**0.5`,
    `(-${a})**3`,
    `2**${a}`,
    ...names.flatMap((b) => [
      ...['+', '*', '/'].map((operator) => `${a} ${operator} ${b}`),
      `${a}**${b}`,
      ...['min', 'max'].map((name) => `${name}(${a}, ${b})`),
    ]),
    ...names.slice(0, 5).map((b) => `clip(${a}, ${b}, ${prefix}one)`),
    ...names.slice(0, 5).map((b) => `clip(1, ${a}, ${b})`),
    ...comparisons.map((sign) => `where(${a} ${sign} ${prefix}zero, 1, 2)`),
    `where(not ${a} < ${prefix}one or ${a} == ${prefix}half, 1, 2)`,
    ...['min', 'max', 'clip'].map((name) => `${name}(${a}, 0${name === 'clip' ? ', 1' : ''})`),
  ]);
}

/** How a value of the step becomes one of another level. */
const levels: Readonly<Record<string, (name: string) => string>> = {
  step: (name) => name,
  chosen: (name) => `where(norm(g) >= 0, ${name}, 7)`,
  mean: (name) => `mean(where(g >= 0, ${name}, 7))`,
  element: (name) => `where(g >= 0, ${name}, 7)`,
};

/** The sum of a tensor begins with 0, which swallows the sign of -0, or with an element. */
const known = (level: string) => (name: string) => !(level === 'mean' && name === 'minus_zero');

/** As many results as a rule may have lines. */
const resultsOfRule = 60;

/** A rule that gives parameter k the k-th of its expressions. */
export interface ExtremeRule {
  readonly title: string;
  readonly text: string;
  readonly expressions: readonly string[];
}

/** @param every Takes one of so many rules. */
export function extremeRules(every: number): readonly ExtremeRule[] {
  return Object.entries(levels)
    .flatMap(([level, writeAs]) => {
      const all = expressionsOf('v_').filter((text) =>
        known(level)(/minus_zero/.test(text) ? 'minus_zero' : ''),
      );
      const parts = Math.ceil(all.length / resultsOfRule);
      return Array.from({ length: parts }, (_, part) => {
        const expressions = all.filter((_each, index) => index % parts === part);
        return { title: `${level} ${part}`, text: textOf(writeAs, expressions), expressions };
      });
    })
    .filter((_, index) => index % every === 0);
}

function textOf(writeAs: (name: string) => string, expressions: readonly string[]): string {
  return declaredRule(
    [],
    [
      ...Object.entries(values).flatMap(([name, value]) => [
        `${name} = ${value}`,
        `v_${name} = ${writeAs(name)}`,
      ]),
      ...expressions.flatMap((expression, index) => [
        `x${index} = ${expression}`,
        `p = where(g == ${index}, x${index}, p)`,
      ]),
    ],
  );
}

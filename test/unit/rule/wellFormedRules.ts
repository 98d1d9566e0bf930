/** Random texts that are rules, with everything that the language has. */
import fc, { type GeneratorValue } from 'fast-check';
import { expect } from 'vitest';
import type { Settings } from '../../../core/rule/syntax/rule.ts';

export interface RandomRule {
  readonly text: string;
  readonly settings: Settings;
}

const declarations = [
  'name "Random"',
  'a = 0.5 in [-9, 9]',
  'b = 2 in [-9, 9]',
  'option fast = false',
  'option form = x in {x, y, m}',
  'state m, v = p, w = where(p > a, p * b, -a)',
  'scalar q = 1, r = a - b',
];

const levels = ['step', 'tensor', 'element'] as const;
type Level = (typeof levels)[number];

/** A rule and settings for it. A tame one has no jumps and no large values, so that rounding changes little. */
export function drawRule(draw: GeneratorValue, { isTame }: { readonly isTame: boolean }): RandomRule {
  const writer = new Writer(draw, isTame);
  const lines = writer.lines();
  const settings = draw(
    fc.constantFrom,
    {},
    { fast: true },
    { form: 'y' },
    { form: 'm', fast: true },
    { a: 0.5 },
    { b: 2, a: 0.5 },
  );
  return { text: [...declarations, 'update', ...lines].join('\n'), settings };
}

class Writer {
  readonly #draw: GeneratorValue;
  readonly #isTame: boolean;
  /** Names that may be read, each with the level of what it may hold. */
  readonly #levels = new Map<string, Level>([
    ...['a', 'b', 't', 'q', 'r'].map((name): [string, Level] => [name, 'step']),
    ...['p', 'g', 'm', 'v', 'w'].map((name): [string, Level] => [name, 'element']),
  ]);
  #gradientChanged = false;
  #reductions = 0;

  constructor(draw: GeneratorValue, isTame: boolean) {
    this.#draw = draw;
    this.#isTame = isTame;
  }

  lines(): string[] {
    const given = new Set(this.#levels.keys());
    const ahead = this.#oneIn(3)
      ? [`g = gradient at p + ${this.#bounded(this.#value('element', given, 2, true))}`]
      : [];
    const lines = this.#block(given, 'step', 3);
    return [...ahead, ...lines, `p -= ${this.#bounded(this.#value('element', given, 2, true))}`].map(
      (line) => `  ${line}`,
    );
  }

  /** @param given Names that have a value; those that the block gives one are added. */
  #block(given: Set<string>, level: Level, depth: number): string[] {
    return Array.from({ length: this.#count(1, 4) }, () =>
      depth > 0 && this.#oneIn(3) ? this.#branch(given, level, depth) : [this.#assignment(given, level)],
    ).flat();
  }

  #branch(given: Set<string>, level: Level, depth: number): string[] {
    const own = this.#isTame ? 'step' : this.#oneOf(...levels);
    const condition = this.#condition(own, given, level !== 'element', 2);
    const inner = higher(level, own);
    const blocks = [new Set(given), new Set(given)].map(
      (names) => [this.#block(names, inner, depth - 1), names] as const,
    );
    const [[then = [], thenNames] = [], [otherwise = [], otherwiseNames] = []] = blocks;
    if (this.#oneIn(3)) return [`if ${condition}`, ...indent(then)];
    for (const name of thenNames ?? []) if (otherwiseNames?.has(name)) given.add(name);
    const [first = ''] = otherwise;
    if (first.startsWith('if ') && otherwise.slice(1).every((line) => /^( |el)/.test(line))) {
      return [`if ${condition}:`, ...indent(then), `el${first}`, ...otherwise.slice(1)];
    }
    return [`if ${condition}`, ...indent(then), 'else', ...indent(otherwise)];
  }

  #assignment(given: Set<string>, level: Level): string {
    const scalars = level === 'step' ? ['q', 'r'] : [];
    const target = this.#oneOf('p', 'g', 'm', 'v', 'w', 'x', 'y', 'x2', ...scalars);
    const isScalar = scalars.includes(target);
    const own = isScalar ? 'step' : this.#oneOf(...levels);
    const value = this.#bounded(this.#value(own, given, 3, level !== 'element'));
    const operator = given.has(target) && !this.#isTame ? this.#oneOf('=', '=', '+=', '-=', '*=', '/=') : '=';
    const known = this.#levels.get(target) ?? 'step';
    this.#levels.set(target, higher(known, higher(level, own)));
    given.add(target);
    if (target === 'g') this.#gradientChanged = true;
    return `${target} ${operator} ${value}`;
  }

  /** @param reduces Whether a reduction may stand here. */
  #value(level: Level, given: ReadonlySet<string>, depth: number, reduces: boolean): string {
    const value = (own = level) => this.#value(own, given, depth - 1, reduces);
    if (depth === 0 || this.#oneIn(4)) return this.#leaf(level, given);
    if (level !== 'step' && reduces && this.#reductions < 40 && this.#oneIn(4)) {
      this.#reductions += 1;
      if (!this.#gradientChanged && this.#oneIn(4)) return 'global_norm(g)';
      return `${this.#oneOf('norm', 'sum', 'mean')}(${this.#value('element', given, depth - 1, true)})`;
    }
    const [a, b] = [value(), value(this.#levelUpTo(level))];
    if (this.#isTame) {
      return this.#oneOf(
        `(${a} + ${b})`,
        `(${a} - ${b})`,
        `${a} * ${b}`,
        `${a} / (1 + abs(${b}))`,
        `tanh(${a})`,
        `-${a}`,
        `max(${a}, ${b})`,
        `sqrt(1 + abs(${a}))`,
        `(${a})**2`,
      );
    }
    switch (this.#count(0, 3)) {
      case 0:
        return `${this.#oneOf('abs', 'sign', 'sqrt', 'exp', 'log', 'tanh', '-')}(${a})`;
      case 1:
        return this.#oneOf(
          `max(${a}, ${b})`,
          `min(${a}, ${b})`,
          `pow(${a}, ${b})`,
          `clip(${a}, ${b}, ${value()})`,
          `(${a})**2`,
          `(${a})**${b}`,
        );
      case 2:
        return `where(${this.#condition(this.#levelUpTo(level), given, reduces, depth - 1)}, ${a}, ${b})`;
      default:
        return this.#oneOf(
          `${a} + ${b}`,
          `(${a} - ${b})`,
          `${a} - (${b})`,
          `(${a}) * (${b})`,
          `(${a}) / (${b})`,
          `-(${a}) * ${b}`,
        );
    }
  }

  #condition(level: Level, given: ReadonlySet<string>, reduces: boolean, depth: number): string {
    const condition = () => this.#condition(level, given, reduces, depth - 1);
    if (depth > 0 && this.#oneIn(3)) {
      return this.#oneOf(
        () => `not (${condition()})`,
        () => `${condition()} and ${condition()}`,
        () => `(${condition()} or ${condition()})`,
      )();
    }
    if (this.#oneIn(3)) return this.#oneOf('fast', 'not fast', 'form == x', 'form != m', 'form == y');
    if (this.#isTame) return this.#oneOf('t == 1', 't > 2', 'a < b', 't <= b');
    const comparison = this.#oneOf('<', '<=', '>', '>=', '==', '!=');
    const [left, right] = [
      this.#value(level, given, depth, reduces),
      this.#value(this.#levelUpTo(level), given, depth, reduces),
    ];
    return `${left} ${comparison} ${right}`;
  }

  #leaf(level: Level, given: ReadonlySet<string>): string {
    const names = [...given].filter((name) => higher(this.#levels.get(name) ?? 'step', level) === level);
    return this.#oneOf(...names, ...(this.#isTame ? ['1', '0.5'] : ['0', '1', '2', '0.1', '1e-3']));
  }

  #bounded(value: string): string {
    return this.#isTame ? `tanh(${value})` : value;
  }

  #levelUpTo(level: Level): Level {
    return this.#oneOf(...levels.slice(0, levels.indexOf(level) + 1));
  }

  #oneOf<T>(...choices: readonly T[]): T {
    const index = this.#count(0, choices.length - 1);
    return choices[index] ?? expect.fail('nothing to choose from');
  }

  #oneIn(count: number): boolean {
    return this.#count(1, count) === 1;
  }

  #count(min: number, max: number): number {
    return this.#draw(fc.integer, { min, max });
  }
}

function higher(a: Level, b: Level): Level {
  return levels.indexOf(a) > levels.indexOf(b) ? a : b;
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

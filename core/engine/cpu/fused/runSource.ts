/** The text of a function that does a whole run on a surface: surface, gradient, rule, schedule and score in one. */
import { withHelpers } from '../../../rule/targets/javascript/javascript.ts';
import { powerName, type UnrolledRule } from '../../../rule/targets/javascript/unrolled.ts';
import type { Code, SurfaceCode } from './surfaceCode.ts';

/** What the text of a run says; texts of values are numbers, or `first` and `second`, the function's arguments. */
export interface RunText {
  readonly rule: UnrolledRule;
  readonly surface: SurfaceCode;
  /** Texts of the hyperparameters that stay the same, by name. */
  readonly hyperparameters: ReadonlyMap<string, string>;
  /** Hyperparameters that a schedule sets, each with the name of its function that gives the table for a learning rate. */
  readonly scheduled: ReadonlyMap<string, string>;
  /** Text of the learning rate that the schedule begins with. */
  readonly rate: string;
  /** Text of the valley's condition. */
  readonly condition: string;
  readonly start: readonly [x: string, y: string];
  /** Whether the rule's look-ahead reads the gradient at the parameters. */
  readonly needsGradientFirst: boolean;
  readonly steps: number;
  /** Loss that counts as solved; null where there is none. */
  readonly target: number | null;
  /** Loss that ends the run; null where none does. */
  readonly stop: number | null;
}

/**
 * The body of a function of `largestLoss`, `powersOf`, `oneMinusPower` and the functions of `scheduled`, which returns the
 * one that does the run: from `first` and `second` to its score.
 */
export function runSource(text: RunText): string {
  const { rule, surface, steps } = text;
  const isAhead = rule.lookAhead !== null;
  const gradientAt = (point: string) => assignGradient(surface, point);
  const measuresGradient = !isAhead || text.needsGradientFirst;
  const inStep = [
    ...[...text.scheduled.keys()].map((name) => `$${name} = table$${name}[t];`),
    ...rule.powers.map((_, index) => `const $${powerName(index)} = powers${index}[t];`),
    't += 1;',
    'const $t = t;',
    ...(rule.lookAhead ?? []),
    ...(isAhead ? gradientAt('at') : []),
    ...rule.update,
    ...assignLoss(surface),
    'if (!(loss > -Infinity && loss <= limit)) return diverged(loss < best ? loss : best, reached, t);',
    'if (loss < best) best = loss;',
    ...targetLines(text.target),
    ...(text.stop === null ? [] : [`if (loss <= ${text.stop}) break;`]),
    ...(measuresGradient ? gradientAt('p') : []),
  ];
  const lines = [
    'const diverged = (best, first, divergedAt) => ({ final: NaN, best, first, forGood: 0, divergedAt });',
    'return (first, second) => {',
    `const condition = ${text.condition};`,
    ...[...text.hyperparameters].map(([name, value]) => `const $${name} = ${value};`),
    ...[...text.scheduled].flatMap(([name, tableOf]) => [
      `const table$${name} = ${tableOf}(${text.rate});`,
      `let $${name} = table$${name}[0];`,
    ]),
    ...text.start.map((value, i) => `let $p$${i} = ${value};`),
    ...['let $g$0 = 0, $g$1 = 0;', ...(isAhead ? ['let $at$0 = 0, $at$1 = 0;'] : [])],
    ...rule.once,
    ...rule.powers.map((base, index) => `const powers${index} = powersOf(${base});`),
    'let loss = 0, best = Infinity, reached = 0, above = 0, t = 0;',
    ...assignLoss(surface),
    'if (loss < best) best = loss;',
    'const limit = largestLoss(loss);',
    'if (!(loss > -Infinity && loss <= limit)) return diverged(best, 0, 1);',
    ...(measuresGradient ? gradientAt('p') : []),
    `const steps = ${text.stop === null ? steps : `loss <= ${text.stop} ? 0 : ${steps}`};`,
    'while (t < steps) {',
    ...inStep,
    '}',
    `const forGood = ${text.target === null ? '0' : 'above < t ? above + 1 : 0'};`,
    'return { final: loss, best, first: reached, forGood, divergedAt: 0 };',
    '};',
  ];
  return withHelpers(lines.join('\n'));
}

function targetLines(target: number | null): readonly string[] {
  if (target === null) return [];
  return [`if (loss <= ${target}) {`, 'if (reached === 0) reached = t;', '} else above = t;'];
}

function assignLoss({ value }: SurfaceCode): readonly string[] {
  return inBlock('p', value, (result) => [`loss = ${result};`]);
}

function assignGradient({ gradient }: SurfaceCode, point: string): readonly string[] {
  return inBlock(point, gradient, ([byX, byY]) => [`$g$0 = ${byX};`, `$g$1 = ${byY};`]);
}

function inBlock<Result>(
  point: string,
  { lines, result }: Code<Result>,
  assign: (result: Result) => readonly string[],
): readonly string[] {
  return ['{', `const x = $${point}$0, y = $${point}$1;`, ...lines, ...assign(result), '}'];
}

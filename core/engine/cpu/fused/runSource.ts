/** The text of a function that does a whole run on a surface: surface, gradient, rule, schedule and score in one. */
import { type Line, powerName, type UnrolledStage } from '../../../rule/plan/unroll.ts';
import { printFloat64 } from '../../../rule/targets/javascript/expression.ts';
import { withHelpers } from '../../../rule/targets/javascript/javascript.ts';
import type { RunText } from './runText.ts';
import type { Code, SurfaceCode } from './surfaceCode.ts';

/**
 * The body of a function of `largestLoss`, `oneMinusPower` and the functions that give tables, `powersOf`, `ratesOf` and
 * `momentaOf`, which returns the one that does the run: from `first` and `second` to its score.
 * @param tellsEnd Whether it returns the score with where the run ended, `x` and `y`.
 */
export function runSource(text: RunText, tellsEnd = false): string {
  const result = (score: string) => (tellsEnd ? `{ score: ${score}, x: $p$0, y: $p$1 }` : score);
  const { rule, surface, steps } = text;
  const isAhead = rule.lookAhead !== null;
  const gradientAt = (point: string) => assignGradient(surface, point);
  const measuresGradient = !isAhead || text.needsGradientFirst;
  // A loss of -Infinity is at the target, too.
  const reachedBy = (step: string) =>
    text.target === null ? '0' : `reached === 0 && loss <= ${text.target} ? ${step} : reached`;
  const inStep = [
    ...[...text.scheduled.keys()].map((name) => `$${name} = table$${name}[t];`),
    ...rule.powers.map((_, index) => `const $${powerName(index)} = powers${index}[t];`),
    't += 1;',
    'const $t = t;',
    ...(rule.lookAhead ? stageLines(rule.lookAhead) : []),
    ...(isAhead ? gradientAt('at') : []),
    ...stageLines(rule.update),
    ...assignLoss(surface),
    `if (!(loss > -Infinity && loss <= limit)) return ${result(`diverged(loss < best ? loss : best, ${reachedBy('t')}, t)`)};`,
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
    ...[...text.scheduled].flatMap(([name, table]) => [
      `const table$${name} = ${table}Of(${text.rate});`,
      `let $${name} = table$${name}[0];`,
    ]),
    ...text.start.map((value, i) => `let $p$${i} = ${value};`),
    ...['let $g$0 = 0, $g$1 = 0;', ...(isAhead ? ['let $at$0 = 0, $at$1 = 0;'] : [])],
    ...rule.once.map(assignOnce),
    ...rule.kept.map(({ name, value }) => `let $${name} = ${printFloat64(value)};`),
    ...rule.powers.map((base, index) => `const powers${index} = powersOf(${printFloat64(base)});`),
    'let loss = 0, best = Infinity, reached = 0, above = 0, t = 0;',
    ...assignLoss(surface),
    'if (loss < best) best = loss;',
    'const limit = largestLoss(loss);',
    `if (!(loss > -Infinity && loss <= limit)) return ${result(`diverged(best, ${reachedBy('1')}, 1)`)};`,
    ...(text.target === null ? [] : [`if (loss <= ${text.target}) reached = 1;`]),
    ...(measuresGradient ? gradientAt('p') : []),
    `const steps = ${text.stop === null ? steps : `loss <= ${text.stop} ? 0 : ${steps}`};`,
    'while (t < steps) {',
    ...inStep,
    '}',
    `const forGood = ${text.target === null ? '0' : `loss <= ${text.target} ? above + 1 : 0`};`,
    `return ${result('{ final: loss, best, first: reached, forGood, divergedAt: 0 }')};`,
    '};',
  ];
  return withHelpers(lines.join('\n'));
}

function stageLines({ lines, stores }: UnrolledStage): readonly string[] {
  return [...lines.map(assignOnce), ...stores.map(({ target, name }) => `$${target} = $${name};`)];
}

function assignOnce({ name, value }: Line): string {
  return `const $${name} = ${printFloat64(value)};`;
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

/** Runs on a surface in single precision, step by step: the rule's kernel in JavaScript, and every operation of the surface rounded. */
import { type ReadCode, readCode, surfaceName } from '../../../../core/engine/cpu/fused/readCode.ts';
import { describeRun, type Varied } from '../../../../core/engine/cpu/fused/runText.ts';
import { hasDiverged } from '../../../../core/engine/lossLimit.ts';
import { createRunRates } from '../../../../core/engine/runRates.ts';
import type { RunScore } from '../../../../core/engine/runScore.ts';
import type { RunSpec } from '../../../../core/experiment/runSpec.ts';
import { surfaceOf } from '../../../../core/experiment/surfaceOf.ts';
import { ScoreKeeper } from '../../../../core/map/scoreKeeper.ts';
import { ruleOf } from '../../../../core/optimizers/ruleOf.ts';
import { evaluate } from '../../../../core/rule/plan/evaluate.ts';
import { resolve } from '../../../../core/rule/plan/resolve.ts';
import { compileFloat32 } from '../../../../core/rule/run/javascriptKernel.ts';
import type { Expression } from '../../../../core/rule/syntax/tree.ts';
import { mapOperands } from '../../../../core/rule/syntax/walk.ts';
import { withValues } from './scores.ts';

/** The score of a run with values in place of what differs. */
export function singleScore(
  spec: RunSpec,
  varied: readonly Varied[],
  values: readonly number[],
  target: number | null,
): RunScore {
  const run = withValues(spec, varied, values);
  const { problem } = run;
  const text = describeRun(run, [], target);
  const rule = ruleOf(run);
  const value = text.kind === 'text' && readCode(text.surface.value);
  const slopes = text.kind === 'text' && readCode(text.surface.gradient);
  if (!rule || !value || !slopes) throw new RangeError('expected a surface of sums and products');
  const condition = 'condition' in problem ? problem.condition : undefined;
  const given = condition ?? surfaceOf({ surface: 'valley' })?.largestCurvature ?? Number.NaN;
  const start = ('start' in problem && problem.start) || surfaceOf(problem)?.start || [0, 0];

  const { hyperparametersAt } = createRunRates(run);
  const kernel = compileFloat32(resolve(rule, run.hyperparameters, createRunRates(run).changing));
  const parameters = Float32Array.from(start);
  const [gradient, ahead] = [new Float32Array(2), new Float32Array(2)];
  const state = kernel.createState(parameters, hyperparametersAt(0));
  const lossAt = (point: Float32Array) => rounded(value, point, given)[0] ?? Number.NaN;

  const keeper = new ScoreKeeper({ stepsPerEpoch: 1 }, target);
  const first = lossAt(parameters);
  keeper.take(first);
  let loss = first;
  for (let step = 1; step <= run.steps && !hasDiverged(loss, first); step++) {
    const settings = hyperparametersAt(step - 1);
    gradient.set(rounded(slopes, parameters, given));
    if (kernel.lookAhead) {
      kernel.lookAhead(parameters, gradient, state, settings, step, ahead);
      gradient.set(rounded(slopes, ahead, given));
    }
    kernel.update(parameters, gradient, state, settings, step);
    loss = lossAt(parameters);
    keeper.take(loss);
  }
  return keeper.score;
}

/** The results of a code at a point, each operation rounded to single precision. */
function rounded({ lines, results }: ReadCode, [x = 0, y = 0]: Float32Array, condition: number): number[] {
  const known = new Map([
    [surfaceName('x'), x],
    [surfaceName('y'), y],
    [surfaceName('condition'), Math.fround(condition)],
  ]);
  for (const { name, value } of lines) known.set(name, roundedValue(value, known));
  return results.map((result) => roundedValue(result, known));
}

function roundedValue(expression: Expression, known: ReadonlyMap<string, number>): number {
  const numbers = (part: Expression): Expression => ({
    kind: 'number',
    value: roundedValue(part, known),
    at: part.at,
  });
  return Math.fround(
    evaluate(mapOperands(expression, numbers), (node) =>
      node.kind === 'name' ? (known.get(node.name) ?? Number.NaN) : Number.NaN,
    ),
  );
}

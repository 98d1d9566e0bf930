/** A run whose scores a device computes for many values of two of its settings: what the device is to do. */
import { trainsOnData } from '../../../experiment/modelProblem.ts';
import type { RunSpec } from '../../../experiment/runSpec.ts';
import { surfaceOf } from '../../../experiment/surfaceOf.ts';
import { messageOf } from '../../../messageOf.ts';
import { ruleOf } from '../../../optimizers/ruleOf.ts';
import { parseSurface } from '../../../problems/surfaces/typed/parseSurface.ts';
import { plan } from '../../../rule/plan/plan.ts';
import { resolve } from '../../../rule/plan/resolve.ts';
import type { ResolvedRule } from '../../../rule/syntax/rule.ts';
import { wgslKernel } from '../../../rule/targets/wgsl/wgsl.ts';
import type { Varied } from '../../cpu/fused/runText.ts';
import { scheduledNames } from '../../hyperparameters.ts';
import { createRunSchedule } from '../../runSchedule.ts';
import { scoreEntryPoint, scoreKernel } from '../kernels/scoreKernel.ts';
import { coordinates } from '../kernels/surfaceSteps.ts';
import { obstacleTo } from '../obstacleTo.ts';
import { type StepNumber, stepNumbersOf } from './stepNumbers.ts';

/** As a device gets it. Its bindings are `scoreBindings`. */
export interface ScorePlan {
  /** For people. */
  readonly name: string;
  readonly source: string;
  readonly entryPoint: string;
  /** How many numbers of a run are kept from dispatch to dispatch: its parameters and the state of its rule. */
  readonly kept: number;
}

export interface PlannedScores {
  readonly plan: ScorePlan;
  readonly run: RunSpec;
  /** What differs along columns, and along rows. */
  readonly varied: readonly [columns: Varied, rows: Varied];
  readonly rule: ResolvedRule;
  readonly numbers: readonly StepNumber[];
  readonly rowLength: number;
}

/** @returns Or why no device computes such scores, as a clause. */
export function planScores(run: RunSpec, varied: readonly Varied[]): PlannedScores | string {
  const [columns, rows] = varied;
  if (trainsOnData(run.problem)) return 'networks of a map are trained there';
  if (!columns || !rows || varied.some(({ kind }) => kind === 'condition'))
    return 'along one of the axes each run is on a surface of its own';
  const obstacle = obstacleTo(run);
  if (obstacle !== null) return obstacle;
  const scheduled = scheduledNames(createRunSchedule(run)?.schedule ?? null, run.hyperparameters);
  const rule = ruleIn(run, [...scheduled, ...namesIn(varied)]);
  const text = surfaceOf(run.problem)?.text;
  if (!rule || text === undefined) return 'it has no optimizer or no surface of the tables';
  const numbers = stepNumbersOf(rule, { columns: nameIn(columns), rows: nameIn(rows), scheduled });
  if (numbers.some(({ along, moves }) => along === 'both' && moves))
    return 'its rule needs other numbers in each step of each run';
  const kernel = wgslKernel(plan(rule, { reciprocals: true }));
  const kept = coordinates * (1 + rule.state.length);
  try {
    const source = scoreKernel({ surface: parseSurface(text), rule: kernel, numbers, kept });
    return {
      plan: { name: 'scores on a surface', source, entryPoint: scoreEntryPoint, kept },
      ...{ run, varied: [columns, rows], rule, numbers, rowLength: kernel.rowLength },
    };
  } catch (error) {
    return messageOf(error);
  }
}

function ruleIn(run: RunSpec, open: readonly string[]): ResolvedRule | undefined {
  const rule = ruleOf(run);
  return rule && resolve(rule, run.hyperparameters, open);
}

function namesIn(varied: readonly Varied[]): readonly string[] {
  return varied.flatMap((each) => nameIn(each) ?? []);
}

function nameIn(varied: Varied): string | null {
  return varied.kind === 'hyperparameter' ? varied.name : null;
}

/** One function that does whole runs on a surface, for the many of a map: eight times as fast as step by step. */
import { trainsOnData } from '../../../experiment/modelProblem.ts';
import type { RunSpec } from '../../../experiment/runSpec.ts';
import { surfaceOf } from '../../../experiment/surfaceOf.ts';
import type { MapScore } from '../../../map/mapScore.ts';
import { ruleOf } from '../../../optimizers/ruleOf.ts';
import { parseSurface } from '../../../problems/surfaces/typed/parseSurface.ts';
import { numbersIn } from '../../../rule/check/settings.ts';
import { plan } from '../../../rule/plan/plan.ts';
import { readsGradientFirst, resolve } from '../../../rule/plan/resolve.ts';
import { createOneMinusPower } from '../../../rule/run/oneMinusPower.ts';
import { unroll } from '../../../rule/targets/javascript/unrolled.ts';
import { largestLoss } from '../../divergence.ts';
import { scheduledNames } from '../../hyperparameters.ts';
import { createRunSchedule } from '../../runSchedule.ts';
import { formulaCode } from './formulaCode.ts';
import { type RunText, runSource } from './runSource.ts';
import { type SurfaceCode, surfaceCodes } from './surfaceCode.ts';
import { rememberPowers, rememberTables, type TableOf } from './tables.ts';

/** What differs from run to run: a hyperparameter, a coordinate of the start, or the condition of the valley. */
export type Varied =
  | { readonly kind: 'hyperparameter'; readonly name: string }
  | { readonly kind: 'start'; readonly axis: 'x' | 'y' }
  | { readonly kind: 'condition' };

/** Does a run to its end. @param first The value of the first that differs; `second` of the second. */
export type FusedRun = (first: number, second: number) => MapScore;

export type Fused =
  | { readonly kind: 'fused'; readonly score: FusedRun }
  /** `reason`: why it has to be done step by step, as a clause. */
  | { readonly kind: 'fallback'; readonly reason: string };

/**
 * The function of a run, in float64: to the last bit what its runner comes to. Values are not checked.
 * @param varied At most two, each a thing of its own. A hyperparameter is one of the run's.
 * @param target Loss that counts as solved; null where there is none.
 */
export function fuseRun(run: RunSpec, varied: readonly Varied[], target: number | null): Fused {
  const reason = obstacleTo(run);
  const rule = ruleOf(run);
  const surface = codeOf(run);
  if (reason !== null || !rule || !surface)
    return { kind: 'fallback', reason: reason ?? 'it has no optimizer or no surface of the tables' };
  const argument = (matches: (each: Varied) => boolean) => argumentNames[varied.findIndex(matches)];
  const runSchedule = createRunSchedule(run);
  const scheduled = scheduledNames(runSchedule?.schedule ?? null, run.hyperparameters);
  const numbers = Object.entries(numbersIn(run.hyperparameters)).map(([name, value]): [string, string] => [
    name,
    argument((each) => each.kind === 'hyperparameter' && each.name === name) ?? String(value),
  ]);
  const open = varied.flatMap((each) => (each.kind === 'hyperparameter' ? [each.name] : []));
  const resolved = resolve(rule, run.hyperparameters, [...scheduled, ...open]);
  const hyperparameters = new Map(numbers);
  const text: RunText = {
    rule: unroll(plan(resolved), 2, scheduled),
    surface,
    hyperparameters: new Map(numbers.filter(([name]) => !scheduled.includes(name))),
    scheduled: new Map(
      scheduled.filter((name) => hyperparameters.has(name)).map((name) => [name, tableName(name)]),
    ),
    rate: hyperparameters.get('lr') ?? 'NaN',
    ...placeOf(run, argument),
    needsGradientFirst: readsGradientFirst(resolved),
    steps: run.steps,
    target,
    stop: run.stop.target ?? null,
  };
  return { kind: 'fused', score: link(text, run) };
}

const argumentNames = ['first', 'second'];

/** What keeps a run from being done in one go; null where nothing does. */
function obstacleTo(run: RunSpec): string | null {
  if (trainsOnData(run.problem)) return 'it trains on data';
  if (run.stop.seconds !== undefined) return 'it ends after a time';
  if (createRunSchedule(run)?.readsLosses) return 'its schedule decides by losses';
  return null;
}

function codeOf({ problem }: RunSpec): SurfaceCode | undefined {
  if (trainsOnData(problem)) return undefined;
  if ('formula' in problem) return formulaCode(parseSurface(problem.formula));
  return Object.hasOwn(surfaceCodes, problem.surface) ? surfaceCodes[problem.surface] : undefined;
}

type Argument = (matches: (each: Varied) => boolean) => string | undefined;

/** Where the run takes place. The start of a valley moves with its condition, unless the run has one. */
function placeOf(run: RunSpec, argument: Argument): Pick<RunText, 'condition' | 'start'> {
  const { problem } = run;
  if (trainsOnData(problem)) throw new TypeError('expected a run on a surface');
  const own = 'condition' in problem ? problem.condition : undefined;
  const varied = argument(({ kind }) => kind === 'condition');
  const condition = varied ?? String(own ?? surfaceOf({ surface: 'valley' })?.largestCurvature);
  const ofAxis = (axis: 'x' | 'y') => argument((each) => each.kind === 'start' && each.axis === axis);
  const [x, y] = problem.start ?? surfaceOf(problem)?.start ?? [Number.NaN, Number.NaN];
  const far = varied && !problem.start ? 'Math.sqrt(condition)' : String(y);
  return { condition, start: [ofAxis('x') ?? String(x), ofAxis('y') ?? far] };
}

function tableName(hyperparameter: string): string {
  return hyperparameter === 'lr' ? 'ratesOf' : 'momentaOf';
}

/** Safe for rules and formulas from anywhere: names of a rule have a `$`, nothing of a formula's text gets into the source. */
function link(text: RunText, run: RunSpec): FusedRun {
  const scheduleFor = (lr: number) =>
    createRunSchedule({ ...run, hyperparameters: { ...run.hyperparameters, lr } })?.schedule;
  const fill = (valueAt: ((stepsDone: number) => number) | undefined, table: Float64Array) => {
    for (let i = 0; i < table.length; i++) table[i] = valueAt?.(i) ?? Number.NaN;
  };
  const given: Readonly<
    Record<string, TableOf | typeof largestLoss | ReturnType<typeof createOneMinusPower>>
  > = {
    largestLoss,
    oneMinusPower: createOneMinusPower(),
    powersOf: rememberPowers(run.steps),
    ratesOf: rememberTables(run.steps, (lr, table) => fill(scheduleFor(lr), table)),
    momentaOf: rememberTables(run.steps, (lr, table) => fill(scheduleFor(lr)?.momentum, table)),
  };
  return new Function(...Object.keys(given), runSource(text))(...Object.values(given)) as FusedRun;
}

/** What a function of whole runs is made of, whichever language it is in. */
import { trainsOnData } from '../../../experiment/modelProblem.ts';
import type { RunSpec } from '../../../experiment/runSpec.ts';
import { surfaceOf } from '../../../experiment/surfaceOf.ts';
import { ruleOf } from '../../../optimizers/ruleOf.ts';
import { parseSurface } from '../../../problems/surfaces/typed/parseSurface.ts';
import { numbersIn } from '../../../rule/check/settings.ts';
import { plan } from '../../../rule/plan/plan.ts';
import { readsGradientFirst, resolve } from '../../../rule/plan/resolve.ts';
import { type UnrolledRule, unroll } from '../../../rule/plan/unroll.ts';
import { scheduledNames } from '../../hyperparameters.ts';
import { createRunSchedule } from '../../runSchedule.ts';
import { formulaCode } from './formulaCode.ts';
import { type SurfaceCode, surfaceCodes } from './surfaceCode.ts';

/** What differs from run to run: a hyperparameter, a coordinate of the start, or the condition of the valley. */
export type Varied =
  | { readonly kind: 'hyperparameter'; readonly name: string }
  | { readonly kind: 'start'; readonly axis: 'x' | 'y' }
  | { readonly kind: 'condition' };

/** Texts of values are numbers, or `first` and `second`, the values that differ from run to run. */
export interface RunText {
  readonly rule: UnrolledRule;
  readonly surface: SurfaceCode;
  /** Texts of the hyperparameters that stay the same, by name. */
  readonly hyperparameters: ReadonlyMap<string, string>;
  /** Hyperparameters that a schedule sets in each step, each with what tells its tables from others. */
  readonly scheduled: ReadonlyMap<string, 'rates' | 'momenta'>;
  /** Text of the learning rate that the schedule begins with. */
  readonly rate: string;
  /** Text of the valley's condition. */
  readonly condition: string;
  /** Texts, in which `condition` may stand. */
  readonly start: readonly [x: string, y: string];
  /** Whether the rule's look-ahead reads the gradient at the parameters. */
  readonly needsGradientFirst: boolean;
  readonly steps: number;
  /** Loss that counts as solved; null where there is none. */
  readonly target: number | null;
  /** Loss that ends the run; null where none does. */
  readonly stop: number | null;
}

/** What numbers of parameters, of states and of the surface are rounded to. */
export type LanePrecision = 'float64' | 'float32';

/** Says why a run has to be done step by step, as a clause. */
export interface Fallback {
  readonly kind: 'fallback';
  readonly reason: string;
}

/**
 * @param varied At most two, each a thing of its own. A hyperparameter is one of the run's.
 * @param precision In single precision divisions are what they are in its kernels. Default: 'float64'.
 */
export function describeRun(
  run: RunSpec,
  varied: readonly Varied[],
  target: number | null,
  precision: LanePrecision = 'float64',
): ({ readonly kind: 'text' } & RunText) | Fallback {
  const reason = obstacleTo(run);
  const rule = ruleOf(run);
  const surface = codeOf(run);
  if (reason !== null || !rule || !surface)
    return { kind: 'fallback', reason: reason ?? 'it has no optimizer or no surface of the tables' };
  const argument = (matches: (each: Varied) => boolean) => argumentNames[varied.findIndex(matches)];
  const scheduled = scheduledNames(createRunSchedule(run)?.schedule ?? null, run.hyperparameters);
  const hyperparameters = new Map(
    Object.entries(numbersIn(run.hyperparameters)).map(([name, value]) => [
      name,
      argument((each) => each.kind === 'hyperparameter' && each.name === name) ?? String(value),
    ]),
  );
  const open = varied.flatMap((each) => (each.kind === 'hyperparameter' ? [each.name] : []));
  const resolved = resolve(rule, run.hyperparameters, [...scheduled, ...open]);
  return {
    kind: 'text',
    rule: unroll(plan(resolved, { reciprocals: precision === 'float32' }), 2, scheduled),
    surface,
    hyperparameters: new Map([...hyperparameters].filter(([name]) => !scheduled.includes(name))),
    scheduled: new Map(
      scheduled
        .filter((name) => hyperparameters.has(name))
        .map((name) => [name, name === 'lr' ? 'rates' : 'momenta']),
    ),
    rate: hyperparameters.get('lr') ?? 'NaN',
    ...placeOf(run, argument),
    needsGradientFirst: readsGradientFirst(resolved),
    steps: run.steps,
    target,
    stop: run.stop.target ?? null,
  };
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

/** What the parts of a script are told of a run. */
import { createRunRates } from '../engine/runRates.ts';
import { dataName, type ModelProblem, trainsOnData } from '../experiment/modelProblem.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import { surfaceOf } from '../experiment/surfaceOf.ts';
import { valueName } from '../fault.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import { activations, findActivation } from '../problems/models/activations/index.ts';
import type { Surface } from '../problems/surfaces/surface.ts';
import { numbersIn } from '../rule/check/settings.ts';
import { readsGradientFirst, resolve } from '../rule/plan/resolve.ts';
import type { ResolvedRule } from '../rule/syntax/rule.ts';
import { className, functionName } from '../rule/targets/python/names.ts';
import type { TableCode } from './data/tableCode.ts';
import { type ScheduleCode, scheduleCode } from './schedule/scheduleCode.ts';

/** Features and classes of the data; 0 classes where numbers are predicted. */
export interface DataWidths {
  readonly features: number;
  readonly classes: number;
}

export interface ExportedNetwork extends DataWidths {
  readonly problem: ModelProblem;
  readonly activation: keyof typeof activations;
  /** Inputs, hidden layers ..., outputs. */
  readonly widths: readonly number[];
}

export interface ExportedRun {
  readonly spec: RunSpec;
  /** Under a name that the script has no use for. */
  readonly rule: ResolvedRule;
  /** Numbers among the settings, as the defaults of what is written out. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Where the optimizer wants its gradient: at the parameters, ahead of them, or ahead after one at the parameters. */
  readonly gradient: 'here' | 'ahead' | 'both';
  readonly schedule: ScheduleCode | null;
  /** The hyperparameter that the schedule cycles beside the rate; null: none. */
  readonly momentumName: string | null;
  /** Null on data. */
  readonly surface: Surface | null;
  /** Null on surfaces. */
  readonly network: ExportedNetwork | null;
  /** Of a CSV file, how the script reads it; of a data set that ships as a table, its file. */
  readonly table: TableCode | null;
}

/**
 * @param shape Of the data; null on surfaces.
 * @throws {RangeError} if there is no such optimizer or problem.
 */
export function exportedRun(spec: RunSpec, shape: DataWidths | null, table: TableCode | null): ExportedRun {
  const found = ruleOf(spec);
  if (!found)
    throw new RangeError(`optimizer = ${valueName(spec.optimizer)} — expected the id of an optimizer`);
  const schedule = scheduleCode(spec);
  const { changing } = createRunRates(spec);
  const rule = resolve(found, spec.hyperparameters, changing);
  const { lookAhead } = rule.program;
  const momentum = changing.find((name) => name !== 'lr') ?? null;
  return {
    spec,
    rule: { ...rule, name: freeName(rule.name) },
    numbers: numbersIn(spec.hyperparameters),
    gradient: !lookAhead ? 'here' : readsGradientFirst(rule) ? 'both' : 'ahead',
    schedule,
    momentumName: momentum !== null && momentum in spec.hyperparameters ? momentum : null,
    surface: trainsOnData(spec.problem) ? null : surfaceIn(spec),
    network: networkIn(spec, shape),
    table,
  };
}

function surfaceIn({ problem }: RunSpec): Surface {
  const surface = surfaceOf(problem);
  if (!surface) throw new RangeError(`problem = ${valueName(problem)} — expected a surface of the table`);
  return surface;
}

function networkIn({ problem }: RunSpec, shape: DataWidths | null): ExportedNetwork | null {
  if (!trainsOnData(problem)) return null;
  if (!shape) throw new RangeError(`shape = null — expected that of ${dataName(problem)}`);
  const { features, classes } = shape;
  const wanted = findActivation(problem.activation ?? 'tanh');
  const names = Object.keys(activations) as (keyof typeof activations)[];
  const activation = names.find((name) => activations[name] === wanted) ?? 'tanh';
  const widths = [features, ...problem.hidden, classes === 0 ? 1 : classes];
  return { problem, activation, widths, features, classes };
}

/** Names at the top of scripts, which an optimizer of a person's own may have, too. */
const taken = new Set([
  ...[
    'Random',
    'ReduceLROnPlateau',
    'activate',
    'slope',
    'distribution',
    'gate',
    'loss_and_slope',
    'forward',
  ],
  ...[
    'loss_and_gradients',
    'evaluate',
    'train',
    'batches',
    'load_data',
    'make_data',
    'training_rows',
    'values',
  ],
  ...[
    'standardize',
    'initial_weights',
    'learning_rate',
    'momentum',
    'make_model',
    'make_optimizer',
    'update',
  ],
  ...[
    'loss_of',
    'slope_of',
    'loss_at',
    'predict',
    'model',
    'optimizer',
    'number',
    'is_missing',
    'erfc',
    'nn',
  ],
  ...['keras', 'base64', 'gzip', 'io', 'csv', 'itertools', 'os', 'collections', 'unicodedata'],
  ...['SEED', 'WIDTHS', 'STEPS', 'STAGES', 'START', 'LR', 'TABLE', 'FILE', 'COLUMNS', 'MISSING'],
]);

function freeName(name: string): string {
  const isTaken = taken.has(className(name)) || taken.has(functionName(name));
  return isTaken ? `${name} rule` : name;
}

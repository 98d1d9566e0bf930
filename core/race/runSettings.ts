/** The settings of runs as named values, by which runs are compared. */

import { epochsAfter } from '../epochs.ts';
import { batchSizeText } from '../experiment/batchSize.ts';
import { layersOf } from '../experiment/layerRates.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import { type AnySpec, isOfLog } from '../experiment/runSpec.ts';
import { surfaceOf } from '../experiment/surfaceOf.ts';
import { formatSetting } from '../format.ts';

/** What determines a run, with its optimizer's display name. */
export type NamedSpec = AnySpec & { readonly name: string };

export type SettingValue = number | string | boolean;

export interface Setting {
  /** Letters, digits, `_` and `-`. */
  readonly id: string;
  /** In a sentence: `learning rate`, `beta2`. */
  readonly name: string;
  /** null: the run has no such setting, so it can't differ from others in it. */
  readonly of: (run: NamedSpec) => SettingValue | null;
  /** Whether its name alone says enough where all runs have the same. */
  readonly isKnown?: boolean;
  /** Hardly anybody asks for it where all runs have it so. */
  readonly usual?: readonly SettingValue[];
}

/** What is not given, where others give it. */
const byDefault = 'default';

const problem: Setting = { id: 'problem', name: 'problem', of: problemOf, isKnown: true };
const optimizer: Setting = { id: 'optimizer', name: 'optimizer', of: ({ name }) => name };
const rate: Setting = { id: 'lr', name: 'learning rate', of: (run) => lrOf(run) };
const batch: Setting = { id: 'batch', name: 'batch size', of: ({ batchSize }) => batchOf(batchSize) };
const seed: Setting = { id: 'seed', name: 'seed', of: (run) => run.seed };
const engine: Setting = {
  ...{ id: 'engine', name: 'engine', isKnown: true },
  of: (run) => (isOfLog(run) ? null : run.engine),
};

const lengths: readonly Setting[] = [
  { id: 'steps', name: 'steps', of: (run) => (trainsOnData(run.problem) || isOfLog(run) ? null : run.steps) },
  {
    id: 'epochs',
    name: 'epochs',
    of: (run) =>
      trainsOnData(run.problem) ? Number(epochsAfter(run.stepsPerEpoch, run.steps).toFixed(2)) : null,
  },
];

const evaluations: Setting = {
  ...{ id: 'evaluate_every', name: 'epochs between evaluations', usual: [1] },
  of: (run) => (trainsOnData(run.problem) ? run.evaluateEvery : null),
};

/**
 * All settings that some of the runs have: the problem and its parts, the optimizer, its learning rate and other
 * hyperparameters, batch size, schedule, seed, length, what ends a run before that, and the engine.
 */
export function settingsOf(runs: readonly NamedSpec[]): Setting[] {
  const all = [
    ...[problem, ...partsOfProblem(runs), optimizer, ...versions(runs), rate, ...layerRates(runs), batch],
    ...hyperparameters(runs),
    ...schedules(runs),
    ...[seed, ...lengths, ...stops(runs), evaluations, engine],
  ];
  return all.filter((setting) => runs.some((run) => setting.of(run) !== null));
}

/** Stages are a text. */
function batchOf(batchSize: AnySpec['batchSize']): SettingValue | null {
  return typeof batchSize === 'object' && batchSize ? batchSizeText(batchSize) : batchSize;
}

/** `0.01`, `full`, `true`, `(1, 10)`. */
export function settingText(value: SettingValue): string {
  return typeof value === 'number' ? formatSetting(value) : String(value);
}

/** What its losses can be compared within: the same function, or the same data. */
function problemOf({ problem }: NamedSpec): string {
  if ('log' in problem) return problem.log;
  if ('surface' in problem) return surfaceOf(problem)?.name ?? problem.surface;
  if ('formula' in problem) return problem.formula;
  return 'data' in problem ? problem.data : `${problem.target} of ${problem.csv}`;
}

/** A log may not tell it. */
function lrOf({ hyperparameters }: NamedSpec): number | null {
  if (hyperparameters['lr'] === undefined) return null;
  return Number(formatSetting(Number(hyperparameters['lr'])));
}

const startOf: Setting['of'] = ({ problem }) => {
  if (trainsOnData(problem) || 'log' in problem) return null;
  if (problem.start_range) {
    const { x, y } = problem.start_range;
    return `drawn from x ${rangeText(x)} and y ${rangeText(y)}`;
  }
  const start = problem.start ?? surfaceOf(problem)?.start;
  return start ? `(${start.map(formatSetting).join(', ')})` : null;
};

function rangeText([from, to]: readonly [number, number]): string {
  return `${formatSetting(from)} to ${formatSetting(to)}`;
}

/** Fields that are settings of their own; a window is but what one looks at. */
const otherFields: ReadonlySet<string> = new Set([
  ...['surface', 'formula', 'data', 'csv', 'log', 'target', 'start', 'start_range', 'window'],
  ...['condition', 'hidden', 'activation', 'validation', 'test', 'evaluate_on'],
]);

function partsOfProblem(runs: readonly NamedSpec[]): Setting[] {
  const fields = new Set(runs.flatMap(({ problem }) => Object.keys(problem)));
  return [
    { id: 'condition', name: 'condition', of: conditionOf, usual: [100] },
    { id: 'start', name: 'start', of: startOf },
    { id: 'hidden', name: 'hidden layers', of: hiddenOf },
    { id: 'activation', name: 'activation', of: activationOf, usual: ['tanh'] },
    { id: 'validation', name: 'share held out', of: validationOf, usual: [0] },
    { id: 'test', name: 'share of test rows', of: testOf, usual: [0] },
    { id: 'evaluate_on', name: 'evaluation rows', of: evaluatedOn, usual: ['validation'] },
    ...[...fields]
      .filter((field) => !otherFields.has(field))
      .map((field) => ({ id: `problem-${field}`, name: wordsOf(field), of: fieldOf(field) })),
  ];
}

function conditionOf({ problem }: NamedSpec): number | null {
  return 'surface' in problem && problem.surface === 'valley' ? (problem.condition ?? 100) : null;
}

function hiddenOf({ problem }: NamedSpec): string | null {
  return trainsOnData(problem) ? problem.hidden.join('-') || 'none' : null;
}

function activationOf({ problem }: NamedSpec): string | null {
  return trainsOnData(problem) && problem.hidden.length > 0 ? (problem.activation ?? 'tanh') : null;
}

function validationOf({ problem }: NamedSpec): number | null {
  return trainsOnData(problem) ? (problem.validation ?? 0) : null;
}

function testOf({ problem }: NamedSpec): number | null {
  return trainsOnData(problem) ? (problem.test ?? 0) : null;
}

function evaluatedOn({ problem }: NamedSpec): string | null {
  return trainsOnData(problem) ? (problem.evaluate_on ?? 'validation') : null;
}

/** Of rules by the same name, as one that was changed between two races. */
function versions(runs: readonly NamedSpec[]): Setting[] {
  const of = (run: NamedSpec) => (isOfLog(run) ? null : (run.rule?.version ?? 'built in'));
  const known = new Map(runs.map((run) => [run.name, of(run)]));
  const isSame = runs.every((run) => known.get(run.name) === of(run));
  return isSame ? [] : [{ id: 'rule', name: 'rule version', of }];
}

function fieldOf(field: string): Setting['of'] {
  return ({ problem }) => (trainsOnData(problem) ? textOf(fieldValue(problem, field)) : null);
}

/** Of networks of which one at least has a rate by layer: a layer of another has that network's own. */
function layerRates(runs: readonly NamedSpec[]): Setting[] {
  const layers = Math.max(0, ...runs.map((run) => (isOfLog(run) ? 0 : (run.layerRates?.length ?? 0))));
  return Array.from({ length: layers }, (_, layer): Setting => {
    const of = (run: NamedSpec) => {
      if (isOfLog(run) || layer >= layersOf(run.problem)) return null;
      const rate = run.layerRates?.[layer];
      return rate === undefined ? lrOf(run) : Number(formatSetting(rate));
    };
    return { id: `layer_lr-${layer + 1}`, name: `rate of layer ${layer + 1}`, of };
  });
}

function hyperparameters(runs: readonly NamedSpec[]): Setting[] {
  const names = new Set(runs.flatMap((run) => Object.keys(run.hyperparameters)));
  names.delete('lr');
  return [...names].map((name) => ({
    ...{ id: `hyperparameter-${name}`, name, usual: [0, false, 'pytorch'] },
    of: (run) => (Object.hasOwn(run.hyperparameters, name) ? (run.hyperparameters[name] ?? null) : null),
  }));
}

/** What a schedule is not given has its default where another of the same name is given it. */
function schedules(runs: readonly NamedSpec[]): Setting[] {
  if (runs.every(({ schedule }) => schedule === null)) return [];
  const given = new Set(
    runs.flatMap(({ schedule }) => Object.keys(schedule ?? {}).map((key) => `${schedule?.name} ${key}`)),
  );
  const names = new Set(runs.flatMap(({ schedule }) => Object.keys(schedule ?? {})));
  names.delete('name');
  return [
    {
      ...{ id: 'schedule', name: 'schedule' },
      of: (run) => (isOfLog(run) ? null : (run.schedule?.name ?? 'constant rate')),
    },
    ...[...names].map(
      (name): Setting => ({
        ...{ id: `schedule-${name}`, name: wordsOf(name) },
        of: ({ schedule }) =>
          schedule && given.has(`${schedule.name} ${name}`) ? textOf(fieldValue(schedule, name)) : null,
      }),
    ),
  ];
}

function stops(runs: readonly NamedSpec[]): Setting[] {
  const kinds = [
    { key: 'target', name: 'stop at loss' },
    { key: 'patience', name: 'patience' },
    { key: 'seconds', name: 'seconds at most' },
  ] as const;
  return kinds
    .filter(({ key }) => runs.some(({ stop }) => stop[key] !== undefined))
    .map(({ key, name }) => ({
      id: `stop-${key}`,
      name,
      of: (run) => (isOfLog(run) ? null : (run.stop[key] ?? 'none')),
    }));
}

function fieldValue(fields: object, name: string): unknown {
  return Object.entries(fields).find(([key]) => key === name)?.[1];
}

function textOf(value: unknown): SettingValue {
  if (value === undefined) return byDefault;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value;
  return JSON.stringify(value);
}

function wordsOf(field: string): string {
  return field.replaceAll('_', ' ');
}

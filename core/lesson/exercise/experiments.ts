/** Experiments of exercises and claims: run to their ends, in float64, and judged. */

import { type Judged, type ScoreKind, scoreOf } from '../../compare/score.ts';
import { float64Engine } from '../../engine/cpu/float64Engine.ts';
import { createRunner } from '../../engine/createRunner.ts';
import type { Engine, Task } from '../../engine/engine.ts';
import { shapeOfData } from '../../experiment/dataShape.ts';
import { optimizerNames } from '../../experiment/describe.ts';
import { expandExperiment } from '../../experiment/expand.ts';
import { recordingOf } from '../../experiment/recording.ts';
import type { RunSpec } from '../../experiment/runSpec.ts';
import type { Experiment, Problem } from '../../experiment/schema.ts';
import { splitOf } from '../../experiment/splitOf.ts';
import { findDataset } from '../../problems/data/index.ts';
import { type PreparedDataset, prepareDataset } from '../../problems/data/preparation/prepareDataset.ts';
import { RunRecord } from '../../race/runRecord.ts';
import { tellingApart } from '../../race/tellingApart.ts';
import type { ExperimentOptions } from './experimentOptions.ts';

/** A run that has come to its end. */
export interface RanRun {
  readonly spec: RunSpec;
  /** What tells it from the others: `Adam`, `Adam, lr 0.1`. */
  readonly label: string;
  readonly judged: Judged;
  readonly record: RunRecord;
  /** What it was to solve. */
  readonly task: Task;
  /** At the end. */
  readonly parameters: Float64Array;
}

/** Where a run stands. */
export interface Standing extends Pick<RanRun, 'spec' | 'task' | 'parameters'> {
  readonly stepsDone: number;
}

/** Looks at runs on their way. */
export interface Visits {
  /** Every how many steps, beside its start and its end; infinite: never. */
  everyOf(spec: RunSpec): number;
  at(run: Standing): void;
}

/** Steps between two words about how far the runs are. */
const stepsBetweenNews = 500;

/**
 * All runs of an experiment, in its order.
 * @param visits Changes nothing about the runs. Default: nobody looks.
 * @throws {RangeError} if its data isn't there, or a run can't be made.
 */
export async function runExperiment(
  experiment: Experiment,
  options: ExperimentOptions = {},
  visits?: Visits,
): Promise<readonly RanRun[]> {
  const { problem } = experiment;
  const { onProgress } = options;
  const data = await dataFor(problem, options);
  const specs = expandExperiment(experiment, 'csv' in problem && data ? shapeOfData(data) : undefined);
  const labelOf = labelsOf(specs);
  const recording = recordingOf(
    experiment,
    specs.map(({ steps }) => steps),
  );
  const all = specs.reduce((sum, { steps }) => sum + steps, 0);
  let before = 0;
  const ran: RanRun[] = [];
  for (const spec of specs) {
    const { engine, now } = keeping(float64Engine);
    const runner = await createRunner(spec, data, { engines: [engine], recording, now: () => 0 });
    const every = visits?.everyOf(spec) ?? Number.POSITIVE_INFINITY;
    const visit = () => {
      if (every < Number.POSITIVE_INFINITY) visits?.at({ spec, stepsDone: runner.stepsDone, ...now() });
    };
    visit();
    while (!runner.ended) {
      const next = every * (Math.floor(runner.stepsDone / every) + 1);
      await runner.advance(Math.min(runner.stepsDone + stepsBetweenNews, next), Number.POSITIVE_INFINITY);
      if (runner.ended || runner.stepsDone === next) visit();
      onProgress?.((before + runner.stepsDone) / all);
    }
    before += spec.steps;
    const record = new RunRecord();
    record.append(runner.takePiece());
    ran.push({ spec, label: labelOf(spec), judged: judgedOf(record), record, ...now() });
  }
  return ran;
}

/** The same engine, which tells where the run that it has computed stands. */
function keeping(engine: Engine): {
  readonly engine: Engine;
  readonly now: () => Pick<RanRun, 'task' | 'parameters'>;
} {
  let now: (() => Pick<RanRun, 'task' | 'parameters'>) | undefined;
  return {
    engine: {
      ...engine,
      async createTrainer(task, reason) {
        const trainer = await engine.createTrainer(task, reason);
        now = () => ({ task, parameters: Float64Array.from(trainer.checkpoint?.()?.parameters ?? []) });
        return trainer;
      },
    },
    now() {
      if (!now) throw new TypeError('expected a run that has begun');
      return now();
    },
  };
}

function labelsOf(specs: readonly RunSpec[]): (spec: RunSpec) => string {
  const nameOf = optimizerNames(specs);
  const apart = tellingApart(specs);
  return (spec) => [nameOf(spec), apart(spec)].filter(Boolean).join(', ');
}

function judgedOf(record: RunRecord): Judged {
  const losses = record.get('mean') ?? record.get('loss');
  return {
    state: record.state,
    evaluations: record.evaluations,
    losses: {
      length: record.length,
      at: (index) => losses?.at(index) ?? Number.NaN,
      stepOf: (index) => record.stepOf(index),
    },
  };
}

export function score({ judged }: RanRun, kind: ScoreKind, target: number | undefined): number {
  return scoreOf(judged, kind, target ?? null);
}

/** @throws {RangeError} if it isn't there. */
export function dataFor(problem: Problem, { dataOf }: ExperimentOptions): Promise<PreparedDataset | null> {
  return dataOf ? dataOf(problem) : generatedData(problem);
}

async function generatedData(problem: Problem): Promise<PreparedDataset | null> {
  if ('surface' in problem || 'formula' in problem) return null;
  const entry = 'data' in problem ? findDataset(problem.data) : undefined;
  if (!entry || entry.file !== undefined)
    throw new RangeError(
      `problem = ${JSON.stringify(problem)} — expected a surface, or data that is generated`,
    );
  return prepareDataset(entry.load(''), { ...splitOf(problem), standardize: entry.standardize ?? false });
}

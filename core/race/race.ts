/** One experiment being run, or a log of somebody else's training: its runs with everything they have recorded so far. */
import type { CsvData, CsvFacts } from '../experiment/csvData.ts';
import { rowsOf } from '../experiment/dataShape.ts';
import { optimizerNames } from '../experiment/describe.ts';
import { expandExperiment } from '../experiment/expand.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import { notesOf } from '../experiment/notes.ts';
import type { AnySpec, RunSpec } from '../experiment/runSpec.ts';
import type { Experiment } from '../experiment/schema.ts';
import { stableText } from '../stableText.ts';
import type { Caption } from './caption.ts';
import type { Climbing } from './climbing.ts';
import { climbingRuns } from './climbingRuns.ts';
import { looksOf } from './colors.ts';
import type { Phase, Speed } from './phase.ts';
import { raceTitle } from './raceTitle.ts';
import type { RunLook } from './runLook.ts';
import { type Chunk, RunRecord } from './runRecord.ts';
import { hasEnded, type RunStatus } from './status.ts';

export interface Run {
  readonly spec: AnySpec;
  /** The optimizer's display name; of a log the run's. */
  readonly name: string;
  readonly color: RunLook['color'];
  readonly variant: RunLook['variant'];
  readonly home: RunLook['home'];
  readonly record: RunRecord;
  /** What was recorded before its rule was changed; absent where it was not. */
  readonly before?: RunRecord;
}

/** Of an experiment. */
export interface ExperimentRun extends Run {
  readonly spec: RunSpec;
}

interface AnyRace {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  title: string;
  readonly caption: Caption | null;
  /** What the person is told of the experiment as it starts, or of what was found in a log: a sentence each. */
  notes: readonly string[];
  /** null where the data, if any, ships with the extension. */
  readonly csv: CsvFacts | null;
  /** Rows of the data to train on; undefined on surfaces. */
  readonly rows: number | undefined;
  /** A run's number is its place here. */
  readonly runs: readonly Run[];
  phase: Phase;
  speed: Speed;
  /** How many threads share the work; 0 if they aren't known any more. */
  threads: number;
}

export interface Race extends AnyRace {
  experiment: Experiment;
  readonly log: null;
  /** Address of the queue whose workers compute its runs; null where this process does, or nobody. */
  queue: string | null;
  /** The id of the race that it took the place of, since a rule was changed; null where there was none. */
  readonly before: string | null;
  /** Runs whose rule moves up the gradient. */
  readonly climbing: readonly Climbing[];
  readonly runs: readonly ExperimentRun[];
}

/** Runs that are somebody else's: they can be looked at and compared, and nothing of them is run again. */
export interface LogRace extends AnyRace {
  readonly experiment: null;
  readonly log: LogFacts;
  /** The log may tell of more runs while it grows. */
  runs: readonly Run[];
}

export interface LogFacts {
  /** The path of the file, or of the folder. */
  readonly place: string;
  /** What it is called among others: the last part of that, or the folder of an event file. */
  readonly name: string;
}

/** What can be open, shown and compared. */
export type RaceOrLog = Race | LogRace;

/** How a race is started. */
export interface StartOptions {
  /** Default: a pace to watch on surfaces, as fast as possible on data. */
  readonly speed?: Speed | undefined;
  /** The problem's CSV file, which must have been read. Default: the problem has none. */
  readonly csv?: CsvData | null;
  /** That it takes the place of, since a rule was changed. Default: none. */
  readonly before?: EarlierRace | null;
  /** What there is to say of how it was put together, a sentence each. Default: nothing. */
  readonly said?: readonly string[];
}

export interface RaceOptions {
  readonly id: string;
  readonly startedAt: number;
  readonly caption?: Caption | null;
  readonly csv?: CsvFacts | null;
  /** Of a race that was saved. Default: what the experiment expands into. */
  readonly specs?: readonly RunSpec[];
  /** Of a race that was saved. Default: what there is to say of the experiment. */
  readonly notes?: readonly string[];
  /** That it takes the place of. Default: none. */
  readonly before?: EarlierRace | null;
  /** Notes that come before those on the experiment. Default: none. */
  readonly said?: readonly string[];
}

/** A race whose records stay as pale curves behind those of another. */
export type EarlierRace = Pick<Race, 'id' | 'runs'>;

/** A race before its first step. Surfaces play at a pace that can be watched, models as fast as they can. */
export function createRace(
  experiment: Experiment,
  { id, startedAt, caption = null, csv = null, specs, notes, before = null, said = [] }: RaceOptions,
): Race {
  const all = specs ?? expandExperiment(experiment, csv?.shape);
  return {
    id,
    startedAt,
    title: raceTitle(experiment, csv?.shape),
    caption,
    notes: notes ?? [...said, ...notesOf(experiment, csv?.shape)],
    experiment,
    log: null,
    queue: null,
    csv,
    rows: rowsOf(experiment.problem, csv?.shape),
    before: before?.id ?? null,
    climbing: climbingRuns(all),
    runs: withBefore(runsOf(all), before?.runs ?? []),
    phase: 'running',
    speed: trainsOnData(experiment.problem) ? 'max' : 1,
    threads: 0,
  };
}

function runsOf(specs: readonly RunSpec[]): ExperimentRun[] {
  const looks = looksOf(specs.map(({ optimizer }) => optimizer));
  const nameOf = optimizerNames(specs);
  return specs.map((spec, number) => {
    const look = looks[number] ?? { color: 0, variant: 0, home: 0 };
    return { spec, name: nameOf(spec), ...look, record: new RunRecord() };
  });
}

/** Runs with what those at the same places of an earlier race had recorded by another rule. */
export function withBefore(
  runs: readonly ExperimentRun[],
  earlier: readonly ExperimentRun[],
): readonly ExperimentRun[] {
  return runs.map((run, number) => {
    const old = earlier[number];
    return old && isOfOtherRule(old.spec, run.spec) ? { ...run, before: old.record } : run;
  });
}

/** Whether runs at the same place of two races differ in the text of their rule. */
function isOfOtherRule(old: RunSpec, now: RunSpec): boolean {
  const isSamePlace =
    old.optimizer === now.optimizer &&
    stableText(old.batchSize) === stableText(now.batchSize) &&
    old.seed === now.seed;
  return (
    isSamePlace &&
    old.hyperparameters['lr'] === now.hyperparameters['lr'] &&
    old.rule?.version !== now.rule?.version
  );
}

/** The same end for those of the runs, by their numbers, that have not ended, as chunks behind all that they have recorded. */
export function endChunks(race: RaceOrLog, status: RunStatus, runs?: Iterable<number>): Chunk[] {
  return statusChunks(race, status, runs);
}

/** Runs of a race that has not begun, as chunks. @param reason What they wait for, as a clause. Default: their turn. */
export function queuedChunks(race: Race, reason?: string): Chunk[] {
  return statusChunks(race, { kind: 'queued', ...(reason !== undefined && { reason }) });
}

function statusChunks(
  race: RaceOrLog,
  status: RunStatus,
  runs: Iterable<number> = race.runs.keys(),
): Chunk[] {
  return [...runs].flatMap((run) => {
    const record = race.runs[run]?.record;
    if (!record || hasEnded(record.state.status)) return [];
    const state = { ...record.state, status };
    return [{ run, piece: { firstPoint: record.length, points: {}, evaluations: [], state } }];
  });
}

/** A run of somebody's training log, as the panel draws it: pieces in the shape of those of our own runs. */
import { beforeStart, type RecordPiece, type RunState } from '../race/runRecord.ts';
import type { RunStatus } from '../race/status.ts';
import { KeptPoints } from './keptPoints.ts';
import { LogEvaluations } from './logEvaluations.ts';
import type { RoleChoice } from './logRoles.ts';
import { RunColumns } from './runColumns.ts';
import { type DrawnPoints, type RunFacts, runFacts } from './runFacts.ts';
import type { LoggedRun, TrainingLog } from './trainingLog.ts';

/** What was added to a run since the last piece. */
export interface LogPiece {
  /** Whether what was known before is no longer so, as after a restart: the record begins anew with this piece. */
  readonly isAnew: boolean;
  readonly piece: RecordPiece;
  /** Whether there are more points than were asked for. */
  readonly hasMore: boolean;
}

/** One quantity of a run, by growing steps. */
export interface LogSeries {
  readonly steps: Float64Array;
  readonly values: Float64Array;
  /** Unix time in seconds; null where the log has none of its own, but perhaps a column of times. */
  readonly times: Float64Array | null;
}

/** Points of a piece at most, unless asked for another number: half a megabyte. */
const usualMost = 2 ** 15;

/** The kept points of the columns that are drawn. */
interface Drawn extends DrawnPoints {
  /** What the loss depends on, and the evaluations: with another, they begin anew. */
  readonly lossId: string;
  readonly evaluationId: string;
  readonly evaluations: LogEvaluations;
}

const nothing: Drawn = {
  ...{ lossId: '', evaluationId: '', loss: null, validationLoss: null, accuracy: null },
  evaluations: new LogEvaluations({ loss: null, accuracy: null, trainingLoss: null, accuracyOfOne: 1 }),
};

/** Accuracies above this are percentages: rounding may bring a share slightly above 1. */
const largestShare = 1.5;

export class LogRun {
  readonly #log: TrainingLog;
  readonly #run: LoggedRun;
  readonly #columns: RunColumns;
  #drawn = nothing;
  /** Points that were handed on, and whether anything was. */
  #taken = 0;
  #hasTaken = false;
  /** How many steps the run was said to have done. */
  #toldSteps = 0;
  #best = Number.POSITIVE_INFINITY;

  /** @param choice What the person says about the columns. Default: they are found by their names. */
  constructor(log: TrainingLog, run: LoggedRun, choice: RoleChoice = {}) {
    this.#log = log;
    this.#run = run;
    this.#columns = new RunColumns(run, log.hasSteps, choice);
  }

  /** Empty where the log is of one run. */
  get name(): string {
    return this.#run.name;
  }

  /** What was found of the run, up to the last piece, and what the person should know. */
  facts(): RunFacts {
    if (!this.#hasTaken) this.#update();
    return runFacts(this.#run, this.#columns.find(), this.#drawn, this.#percent() > 1);
  }

  /** The numbers of any column; undefined where there is no such column. */
  series(name: string): LogSeries | undefined {
    const column = this.#run.columns.get(name);
    if (!column) return undefined;
    const points = new KeptPoints(column, this.#columns.find().stepOf(column));
    points.update();
    const list = (of: (point: number) => number) =>
      Float64Array.from({ length: points.length }, (_, point) => of(point));
    return {
      steps: list((point) => points.step(point)),
      values: list((point) => points.value(point)),
      times: this.#log.hasSteps ? list((point) => column.timeAt(points.indexOf(point))) : null,
    };
  }

  /**
   * What has come since the last call.
   * @param status Of the run: a log doesn't say whether it will grow.
   * @param most Points.
   */
  takePiece(status: RunStatus, most = usualMost): LogPiece {
    const isAnew = this.#update();
    const { loss, evaluations: source } = this.#drawn;
    const isEnded = status.kind !== 'running' && status.kind !== 'queued';
    let evaluations = source.take(isEnded);
    let isEvaluatedAnew = false;
    while (!evaluations) {
      isEvaluatedAnew = true;
      source.restart();
      evaluations = source.take(isEnded);
    }
    if (isEvaluatedAnew) this.#forget();
    const firstPoint = this.#taken;
    const points = this.#takePoints(loss, most);
    for (const evaluation of loss ? [] : evaluations)
      if (evaluation.loss < this.#best) this.#best = evaluation.loss;
    const anew = (isAnew || isEvaluatedAnew) && this.#hasTaken;
    this.#toldSteps = stepsOf(this.#drawn);
    this.#hasTaken ||= this.#taken > 0 || evaluations.length > 0 || this.#toldSteps > 0;
    return {
      isAnew: anew,
      piece: { firstPoint, points, evaluations, state: this.#stateOf(status) },
      hasMore: this.#taken < (loss?.length ?? 0),
    };
  }

  #forget(): void {
    this.#taken = 0;
    this.#best = Number.POSITIVE_INFINITY;
  }

  /** Takes what has come to the columns. @returns whether what was handed on is no longer so. */
  #update(): boolean {
    const before = this.#drawn;
    const drawn = this.#draw(before);
    const lossIsOther = drawn.loss !== before.loss;
    const lossIsCut = (drawn.loss?.update() ?? 0) < this.#taken || (lossIsOther && this.#taken > 0);
    const cuts = [drawn.validationLoss, drawn.accuracy].map((points) => {
      const length = points?.length ?? 0;
      return (points?.update() ?? 0) < length;
    });
    // A record goes on with a state that has as many steps or more.
    const isBehind = stepsOf(drawn) < this.#toldSteps;
    const isOther =
      drawn.evaluationId !== before.evaluationId || cuts.includes(true) || lossIsCut || isBehind;
    const isAnew = lossIsCut || isBehind || (isOther && before.evaluations.hasTaken);
    this.#drawn = isOther ? { ...drawn, evaluations: this.#evaluationsOf(drawn) } : drawn;
    if (isAnew || lossIsOther) this.#forget();
    return isAnew;
  }

  /** What is to be drawn now; what depends on nothing else than before is the same. */
  #draw(before: Drawn): Drawn {
    const { roles, unit, stepOf, fault } = this.#columns.find();
    const columnOf = (name: string | undefined) => this.#run.columns.get(name ?? '');
    const idOf = (names: readonly (string | undefined)[]) =>
      JSON.stringify([
        names.map((name) => [name, columnOf(name)?.dropped]),
        [roles.step, roles.epoch, unit, fault],
      ]);
    const keep = (name: string | undefined) => {
      const column = columnOf(name);
      return column ? new KeptPoints(column, stepOf(column)) : null;
    };
    const lossId = idOf([roles.loss]);
    const evaluated = [roles.validationLoss, roles.accuracy];
    const evaluationId = idOf([...evaluated, roles.validationLoss === undefined ? roles.loss : undefined]);
    const id = `${evaluationId}${this.#percent()}`;
    return {
      ...{ lossId, evaluationId: id, evaluations: before.evaluations },
      loss: lossId === before.lossId ? before.loss : keep(roles.loss),
      ...(id === before.evaluationId
        ? { validationLoss: before.validationLoss, accuracy: before.accuracy }
        : { validationLoss: keep(roles.validationLoss), accuracy: keep(roles.accuracy) }),
    };
  }

  #evaluationsOf({ loss, validationLoss, accuracy }: DrawnPoints): LogEvaluations {
    return new LogEvaluations({
      ...{ loss: validationLoss, accuracy, trainingLoss: loss },
      accuracyOfOne: this.#percent(),
    });
  }

  /** 100 where accuracies are in percent, else 1. */
  #percent(): number {
    const name = this.#columns.find().roles.accuracy;
    const largest = this.#run.columns.get(name ?? '')?.largest ?? 0;
    return largest > largestShare ? 100 : 1;
  }

  #takePoints(loss: KeptPoints | null, most: number): RecordPiece['points'] {
    const count = Math.max(0, Math.min(most, (loss?.length ?? 0) - this.#taken));
    if (!loss || count === 0) return {};
    const step = new Float64Array(count);
    const values = new Float64Array(count);
    for (let index = 0; index < count; index++) {
      const value = loss.value(this.#taken + index);
      step[index] = loss.step(this.#taken + index);
      values[index] = value;
      if (value < this.#best) this.#best = value;
    }
    this.#taken += count;
    return { step, loss: values };
  }

  /** Without a loss of training, the held-out one is the run's. */
  #stateOf(status: RunStatus): RunState {
    const { loss, validationLoss } = this.#drawn;
    const count = loss ? this.#taken : (validationLoss?.length ?? 0);
    return {
      ...beforeStart,
      status,
      stepsDone: this.#toldSteps,
      loss: (count > 0 ? (loss ?? validationLoss)?.value(count - 1) : undefined) ?? Number.NaN,
      best: this.#best,
      stepsPerSecond: this.#stepsPerSecond(loss),
    };
  }

  /** Over the time between the first and the last point; 0 where that is not known. */
  #stepsPerSecond(loss: KeptPoints | null): number {
    if (!loss || loss.length < 2) return 0;
    const clock = this.#run.columns.get(this.#columns.find().roles.seconds ?? '');
    const timeOf = (point: number) => {
      const index = loss.indexOf(point);
      if (this.#log.hasSteps) return loss.column.timeAt(index);
      return clock?.isGrowing ? clock.valueAt(clock.lastUpTo(loss.column.placeOf(index))) : Number.NaN;
    };
    const last = loss.length - 1;
    const end = timeOf(last);
    const seconds = (end - timeOf(0)) / (end > milliseconds ? 1000 : 1);
    const speed = (loss.step(last) - loss.step(0)) / seconds;
    return seconds > 0 && Number.isFinite(speed) ? speed : 0;
  }
}

/** How many steps are done by what is drawn. */
function stepsOf({ loss, validationLoss, accuracy }: DrawnPoints): number {
  const steps = [loss, validationLoss, accuracy].map((points) => points?.lastStep ?? 0);
  return Math.floor(Math.max(0, ...steps));
}

/** Unix times above this are in milliseconds, as MLflow has them: in seconds it is the year 5138. */
const milliseconds = 1e11;

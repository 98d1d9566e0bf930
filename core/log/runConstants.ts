/** What a log says all the time of a run: its learning rate, and how many steps an epoch has. */
import type { LogSeries } from './logRun.ts';
import type { RunFacts } from './runFacts.ts';
import type { LoggedRun } from './trainingLog.ts';

export interface Constants {
  /** null where it changes, or isn't known. */
  readonly lr: number | null;
  /** 1 where that is not known. */
  readonly stepsPerEpoch: number;
}

/** Of epochs with more numbers than this, the first tell how long they are. */
const most = 100_000;

export class RunConstants {
  readonly #run: LoggedRun;
  /** The column of rates that was looked through, how far, and what was found. */
  #rates = '';
  #seen = 0;
  #lr: number | null = null;
  /** Once it is known it stays. */
  #stepsPerEpoch = 1;

  constructor(run: LoggedRun) {
    this.#run = run;
  }

  of({ roles, stepUnit }: RunFacts, series: (column: string) => LogSeries | undefined): Constants {
    const { epoch, learningRate, step } = roles;
    const isKnown = this.#stepsPerEpoch > 1 || stepUnit !== 'step' || epoch === undefined || epoch === step;
    if (!isKnown && (this.#run.columns.get(epoch)?.length ?? 0) <= most)
      this.#stepsPerEpoch = stepsPerEpochOf(series(epoch));
    return { lr: this.#rateIn(learningRate), stepsPerEpoch: this.#stepsPerEpoch };
  }

  #rateIn(name: string | undefined): number | null {
    const column = this.#run.columns.get(name ?? '');
    if (!column) return null;
    if (name !== this.#rates || column.length < this.#seen) {
      this.#rates = column.name;
      this.#seen = 0;
      this.#lr = column.length > 0 ? column.valueAt(0) : null;
    }
    for (; this.#seen < column.length && this.#lr !== null; this.#seen++)
      if (column.valueAt(this.#seen) !== this.#lr) this.#lr = null;
    return this.#lr !== null && Number.isFinite(this.#lr) ? this.#lr : null;
  }
}

/** Between the first two changes of the epoch and, where it grows all the time, as `0.01, 0.02`, all in all. */
function stepsPerEpochOf(epochs: LogSeries | undefined): number {
  if (!epochs) return 1;
  const { steps, values } = epochs;
  const changes: number[] = [];
  for (let i = 1; i < values.length && changes.length < 2; i++)
    if ((values[i] ?? 0) > (values[i - 1] ?? 0)) changes.push(i);
  const [first, second] = changes;
  if (first === undefined || second === undefined) return 1;
  const share = (values[second] ?? 0) - (values[first] ?? 0);
  const length = Math.round(((steps[second] ?? 0) - (steps[first] ?? 0)) / share);
  return Number.isSafeInteger(length) && length > 0 ? length : 1;
}

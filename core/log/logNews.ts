/** What has come to a log since it was last asked for, as messages between threads: pieces of records, and what was found. */
import { buffersOf, type RecordPiece, type RunState } from '../race/runRecord.ts';
import type { RunStatus } from '../race/status.ts';
import type { RoleChoice } from './logRoles.ts';
import { LogRun } from './logRun.ts';
import { RunConstants } from './runConstants.ts';
import type { RunFacts } from './runFacts.ts';
import type { TrainingLog } from './trainingLog.ts';

/** What is known of a run beside its numbers. */
export interface LoggedFacts extends RunFacts {
  /** The learning rate, where it is the same all the time; else null. */
  readonly lr: number | null;
  /** 1 where that is not known. */
  readonly stepsPerEpoch: number;
}

export interface RunNews {
  /** Empty where the log is of one run. */
  readonly name: string;
  /** null: as before, but for the numbers of points and steps. */
  readonly facts: LoggedFacts | null;
  /** Whether the record begins anew with the first piece. */
  readonly isAnew: boolean;
  readonly pieces: readonly RecordPiece[];
}

export interface LogNews {
  /** Whether it is another log than before: of what was known of runs nothing is so any more. */
  readonly isAnew: boolean;
  readonly runs: readonly RunNews[];
  /** What could not be read, as sentences. */
  readonly remarks: readonly string[];
  /** Why nothing is read, or nothing more, as a sentence; null where all is well. */
  readonly fault: string | null;
  /** Whether all was read that there is. */
  readonly isWhole: boolean;
}

/** How far a log was read. */
export interface Standing extends Pick<LogNews, 'fault' | 'isWhole'> {
  /** Whether it was written to a short while ago. */
  readonly isGrowing: boolean;
}

interface FollowedRun {
  readonly run: LogRun;
  readonly constants: RunConstants;
  /** What was told last, as a text. */
  told: string;
  state: RunState | null;
}

export class LogReport {
  readonly #choice: RoleChoice;
  #log: TrainingLog | null = null;
  readonly #runs = new Map<string, FollowedRun>();

  /** @param choice What the person says about the columns. */
  constructor(choice: RoleChoice) {
    this.#choice = choice;
  }

  news(log: TrainingLog, { isGrowing, fault, isWhole }: Standing): LogNews {
    const isAnew = this.#log !== null && this.#log !== log;
    if (this.#log !== log) this.#runs.clear();
    this.#log = log;
    const status: RunStatus = { kind: isGrowing ? 'running' : 'finished' };
    const runs = [...log.runs].flatMap(([name, logged]) => {
      const known = this.#runs.get(name);
      const followed = known ?? {
        run: new LogRun(log, logged, this.#choice),
        constants: new RunConstants(logged),
        ...{ told: '', state: null },
      };
      this.#runs.set(name, followed);
      return newsOf(name, followed, status);
    });
    return { isAnew, runs, remarks: log.remarks.list().map(({ message }) => message), fault, isWhole };
  }
}

/** None of a run that has nothing new, or of which nothing is known yet. */
function newsOf(name: string, followed: FollowedRun, status: RunStatus): RunNews[] {
  const { run, constants } = followed;
  const pieces: RecordPiece[] = [];
  let isAnew = false;
  for (let hasMore = true; hasMore; ) {
    const taken = run.takePiece(status);
    if (taken.isAnew) {
      isAnew = true;
      pieces.length = 0;
    }
    pieces.push(taken.piece);
    hasMore = taken.hasMore;
  }
  const found = run.facts();
  const facts = { ...found, ...constants.of(found, (column) => run.series(column)) };
  const { names, roles, stepUnit, remarks, lr, stepsPerEpoch } = facts;
  const told = JSON.stringify([names, roles, stepUnit, remarks, lr, stepsPerEpoch]);
  const isOther = told !== followed.told;
  const last = pieces.at(-1);
  const isQuiet = last && pieces.length === 1 && isEmpty(last) && isSame(followed.state, last.state);
  followed.told = told;
  followed.state = last?.state ?? null;
  if (names.length === 0 || (isQuiet && !isOther && !isAnew)) return [];
  return [{ name, facts: isOther ? facts : null, isAnew, pieces }];
}

function isEmpty({ points, evaluations }: RecordPiece): boolean {
  return Object.keys(points).length === 0 && evaluations.length === 0;
}

function isSame(before: RunState | null, { status, stepsDone }: RunState): boolean {
  return before?.status.kind === status.kind && before.stepsDone === stepsDone;
}

/** The memory of the numbers, which can be handed to another thread. */
export function buffersOfNews({ runs }: LogNews): ArrayBuffer[] {
  return runs.flatMap(({ pieces }) => pieces.flatMap(buffersOf));
}

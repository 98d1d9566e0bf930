/** Reads logs from texts and bytes, whole or in pieces, and says all that was read. */
import { LogFile, type ReadOptions } from '../../../core/log/logFormat.ts';
import type { RoleChoice } from '../../../core/log/logRoles.ts';
import { LogRun } from '../../../core/log/logRun.ts';
import { TrainingLog } from '../../../core/log/trainingLog.ts';
import { RunRecord } from '../../../core/race/runRecord.ts';

export interface ReadingOptions extends ReadOptions {
  readonly name?: string;
  readonly folder?: string;
  /** Where the bytes are cut. Default: nowhere. */
  readonly cuts?: readonly number[];
  /** Whether what waits for the rest of its line is taken. Default: true. */
  readonly isWhole?: boolean;
  /** Called after each piece. */
  readonly onPiece?: (log: TrainingLog) => void;
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export function readLogOf(content: string | Uint8Array, options: ReadingOptions = {}): TrainingLog {
  const { name = 'log', folder = '', cuts = [], isWhole = true, onPiece } = options;
  const bytes = typeof content === 'string' ? bytesOf(content) : content;
  const log = new TrainingLog();
  const file = new LogFile(log, { folder, name }, options);
  const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
  for (const [index, from] of places.slice(0, -1).entries()) {
    // Whoever reads a file reads the next piece into the same memory.
    const piece = bytes.slice(from, places[index + 1]);
    file.add(piece);
    piece.fill(0);
    onPiece?.(log);
  }
  if (isWhole) file.finish();
  return log;
}

/** The numbers of each run and column: `{ '': { loss: [0.5, 0.25] } }`. */
export function numbersOf(log: TrainingLog): Record<string, Record<string, number[]>> {
  const numbers: Record<string, Record<string, number[]>> = {};
  for (const [name, run] of log.runs) {
    const columns: Record<string, number[]> = {};
    for (const [title, column] of run.columns)
      columns[title] = Array.from({ length: column.length }, (_, index) => column.valueAt(index));
    numbers[name] = columns;
  }
  return numbers;
}

/** All that can be known of a log, to compare two readings. */
export function everythingOf(log: TrainingLog): unknown {
  return {
    remarks: log.remarks.list(),
    values: log.values,
    runs: [...log.runs.values()].map((run) => ({
      name: run.name,
      rows: run.rows,
      columns: [...run.columns.values()].map((column) => ({
        name: column.name,
        numbers: Array.from({ length: column.length }, (_, index) => [
          column.placeOf(index),
          column.valueAt(index),
          column.timeAt(index),
        ]),
      })),
      drawn: drawnOf(new LogRun(log, run)),
    })),
  };
}

/** A run as the panel has it in the end, its points taken in small pieces. */
export function drawnOf(run: LogRun, most = 7) {
  const record = new Follower(run);
  record.take('finished', most);
  return { ...record.drawn, facts: run.facts() };
}

/** Appends the pieces of a run as a page does. */
export class Follower {
  readonly run: LogRun;
  record = new RunRecord();
  /** How often the record began anew. */
  begun = 0;

  constructor(run: LogRun) {
    this.run = run;
  }

  take(kind: 'running' | 'finished' = 'running', most?: number): void {
    for (;;) {
      const { isAnew, piece, hasMore } = this.run.takePiece({ kind }, most);
      if (isAnew) {
        this.record = new RunRecord();
        this.begun++;
      }
      if (!this.record.append(piece)) throw new Error(`points are missing before ${piece.firstPoint}`);
      if (!hasMore) return;
    }
  }

  get drawn() {
    return {
      steps: [...(this.record.get('step')?.slice() ?? [])],
      losses: [...(this.record.get('loss')?.slice() ?? [])],
      evaluations: [...this.record.evaluations],
      state: this.record.state,
    };
  }
}

/** The first run of a log, or the one of a name, as the panel has it. */
export function drawn(
  content: string | Uint8Array,
  choice: RoleChoice = {},
  options: ReadingOptions = {},
  name?: string,
) {
  const log = readLogOf(content, options);
  const run = name === undefined ? [...log.runs.values()][0] : log.runs.get(name);
  if (!run) throw new Error(`no run in the log; there are ${[...log.runs.keys()].join(', ')}`);
  return {
    ...drawnOf(new LogRun(log, run, choice)),
    remarks: log.remarks.list().map(({ message }) => message),
  };
}

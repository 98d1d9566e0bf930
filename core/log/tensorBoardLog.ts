/** TensorBoard's files, as TensorFlow, Keras, PyTorch's SummaryWriter and Lightning write them: their scalars. */
import { longestEvent } from './logLimits.ts';
import { logName } from './logName.ts';
import type { LogReader } from './logReader.ts';
import { ProtobufError } from './protobuf.ts';
import { readEvent, type TfEvent } from './tfEvent.ts';
import { TfRecords } from './tfRecords.ts';
import type { TrainingLog } from './trainingLog.ts';

/** Folders that hold a part of one run, as Keras writes them. */
const parts = /^(?:train|training|val|valid|validation|eval|test)$/i;

/**
 * The run that a folder is of, and what stands before the names in it: `run3/validation` has a part of `run3`.
 * @internal
 */
export function runOfFolder(folder: string): { readonly run: string; readonly part: string } {
  const names = folder.split(/[\\/]/).filter((name) => name !== '' && name !== '.');
  const last = names.at(-1) ?? '';
  if (!parts.test(last)) return { run: logName(names.join('/')), part: '' };
  return { run: logName(names.slice(0, -1).join('/')), part: logName(last) };
}

export class TensorBoardLog implements LogReader {
  readonly #log: TrainingLog;
  readonly #run: string;
  readonly #part: string;
  readonly #file: string;
  readonly #records: TfRecords;

  /**
   * @param log The files of one run are read in their order.
   * @param folder Of the file, in the folder that is read: tells runs apart.
   * @param file Its name, for remarks.
   */
  constructor(log: TrainingLog, folder = '', file = 'the file') {
    this.#log = log;
    log.hasSteps = true;
    ({ run: this.#run, part: this.#part } = runOfFolder(folder));
    this.#file = file;
    const note = (kind: 'damagedEvent' | 'longEvent' | 'damagedFile') => (byte: number) =>
      log.remarks.note(kind, this.#placeOf(byte));
    this.#records = new TfRecords(longestEvent, {
      data: (data, byte) => this.#takeEvent(data, byte),
      damaged: note('damagedEvent'),
      long: note('longEvent'),
      lost: note('damagedFile'),
    });
  }

  get waiting(): number {
    return this.#records.waiting;
  }

  add(bytes: Uint8Array): void {
    this.#records.add(bytes);
  }

  /** What is left is a part of an event, which says nothing. */
  finish(): void {}

  #placeOf(byte: number): string {
    return `byte ${byte.toLocaleString('en')} of ${logName(this.#file)}`;
  }

  #takeEvent(data: Uint8Array, byte: number): void {
    let event: TfEvent;
    try {
      event = readEvent(data);
    } catch (error) {
      if (!(error instanceof ProtobufError)) throw error;
      this.#log.remarks.note('unreadableEvent', this.#placeOf(byte));
      return;
    }
    const place = () => this.#placeOf(byte);
    if (event.isStart) this.#begin(event.step, place);
    for (const { tag, value } of event.scalars) {
      const name = logName(this.#part === '' ? tag : `${this.#part}/${tag}`);
      const run = this.#log.run(this.#run, place);
      const column = run && this.#log.column(run, name, place);
      if (column && this.#log.takesOneMore(place)) column.add(event.step, value, event.wallTime);
    }
  }

  /** A session that isn't the first takes over from a checkpoint: what follows that is replaced. */
  #begin(step: number, place: () => string): void {
    const run = this.#log.run(this.#run, place);
    if (!run || run.sessions++ === 0) return;
    let dropped = 0;
    for (const column of run.columns.values()) {
      const before = column.dropped;
      if (this.#part === '' || column.name.startsWith(`${this.#part}/`)) column.dropFrom(step);
      dropped += column.dropped - before;
    }
    if (dropped > 0) this.#log.remarks.note('restart', place());
  }
}

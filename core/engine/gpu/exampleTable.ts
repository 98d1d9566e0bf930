/** The examples of a model as a device reads them, sent in pieces. */

import { crc32 } from '../../crc.ts';
import { findLoss } from '../../problems/models/losses/index.ts';
import type { Examples } from '../../problems/models/mlp.ts';
import type { ModelTask } from '../../problems/models/modelTask.ts';
import type { Device } from './deviceAccess.ts';

/** Bytes of a piece at most, unless a row is longer. */
const bytesOfPiece = 8 * 2 ** 20;

export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/** A row for each example: its inputs, then its class or its targets. The rows to train on come first. */
export class ExampleTable {
  /** The rows by which a model is judged: those held out or, where there are none, all. */
  readonly judged: RowRange;
  /** Numbers of the whole table. */
  readonly length: number;
  readonly #width: number;
  readonly #sets: readonly Examples[];
  readonly #isClass: boolean;
  #key: string | null = null;

  constructor({ widths, options, training, validation }: ModelTask) {
    this.#isClass = findLoss(options.loss).target === 'class';
    this.#width = (widths[0] ?? 0) + (this.#isClass ? 1 : (widths.at(-1) ?? 0));
    this.#sets = validation ? [training, validation] : [training];
    const rows = training.rows + (validation?.rows ?? 0);
    this.judged = validation ? { first: training.rows, end: rows } : { first: 0, end: rows };
    this.length = rows * this.#width;
  }

  /** Whether a model learns from the same numbers, at the same place in memory. */
  isOf({ training, validation }: ModelTask): boolean {
    const [own, heldOut] = this.#sets;
    return isSame(own, training) && isSame(heldOut, validation ?? undefined);
  }

  /** Names the numbers: another table of the same ones has the same key. */
  get key(): string {
    this.#key ??= [this.length, ...this.#sums()].join('-');
    return this.#key;
  }

  /** Comes back when the device has the table; sends it, unless that was done. */
  sendTo(device: Device): Promise<void> {
    const sent = device.tables.get(this.key) ?? this.#send(device);
    device.tables.set(this.key, sent);
    return sent;
  }

  async #send(device: Device): Promise<void> {
    const { key, length } = this;
    for (const { at, numbers } of this.#pieces())
      await device.request<'examples'>({ type: 'examples', key, length, at, numbers });
  }

  *#sums(): Generator<string> {
    for (const { numbers } of this.#pieces()) yield crc32(new Uint8Array(numbers.buffer)).toString(16);
  }

  *#pieces(): Generator<{ readonly at: number; readonly numbers: Float32Array<ArrayBuffer> }> {
    const most = Math.max(1, Math.floor(bytesOfPiece / 4 / this.#width));
    let at = 0;
    for (const examples of this.#sets) {
      for (let first = 0; first < examples.rows; first += most) {
        const numbers = this.#rows(examples, first, Math.min(first + most, examples.rows));
        const { length } = numbers;
        yield { at, numbers };
        // Sent on to where the device is, they are gone here.
        at += length;
      }
    }
  }

  #rows({ inputs, labels, targets, rows }: Examples, first: number, end: number): Float32Array<ArrayBuffer> {
    const numbers = new Float32Array((end - first) * this.#width);
    const features = inputs.length / rows;
    const answers = (this.#isClass ? labels : targets) ?? [];
    const width = this.#width - features;
    let at = 0;
    for (let row = first; row < end; row++) {
      for (let i = 0; i < features; i++) numbers[at++] = inputs[row * features + i] ?? 0;
      for (let i = 0; i < width; i++) numbers[at++] = answers[row * width + i] ?? 0;
    }
    return numbers;
  }
}

function isSame(one: Examples | undefined, other: Examples | undefined): boolean {
  return one?.inputs === other?.inputs && one?.labels === other?.labels && one?.targets === other?.targets;
}

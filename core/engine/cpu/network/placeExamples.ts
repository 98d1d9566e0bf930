/** Examples in single precision, as kernels read them: rows with padding, and next to them what each is to give. */
import { findLoss, type LossName } from '../../../problems/models/losses/index.ts';
import type { Examples } from '../../../problems/models/mlp.ts';
import { rowStride, writeRecord } from './describeNetwork.ts';
import { padded } from './layout.ts';
import { type Arena, createArena, memoryBegin } from './memory.ts';

export interface PlacedExamples {
  readonly rows: number;
  /** Of the record. */
  readonly address: number;
  /** Copies the numbers and the record into the memory. */
  write(buffer: ArrayBufferLike): void;
}

/** Numbers from one row to the next, of inputs and of targets. */
export interface ExampleStrides {
  readonly inputs: number;
  readonly targets: number;
}

export function exampleStrides(inputs: number, outputs: number, loss: LossName): ExampleStrides {
  const isSingle = outputs === 1 || findLoss(loss).target === 'class';
  return { inputs: rowStride(inputs), targets: isSingle ? 1 : padded(outputs) };
}

/**
 * Bytes from the begin of a memory to the end of its examples.
 * @param sets How many rows each has.
 */
export function bytesOfExamples(
  sets: readonly number[],
  shape: readonly [number, number],
  loss: LossName,
): number {
  const arena = createArena(memoryBegin);
  for (const rows of sets) placeRows(rows, shape, loss, arena);
  return arena.end;
}

/** Addresses in bytes. */
function placeRows(
  rows: number,
  [features, outputs]: readonly [number, number],
  loss: LossName,
  arena: Arena,
) {
  const strides = exampleStrides(features, outputs, loss);
  const inputsAt = arena.words(rows * strides.inputs);
  const targetsAt = arena.words(rows * strides.targets);
  const fields = [rows, inputsAt, 4 * strides.inputs, targetsAt, 4 * strides.targets];
  return { strides, inputsAt, targetsAt, record: { address: arena.words(fields.length), fields } };
}

/**
 * @param name For errors.
 * @throws {RangeError} if numbers are missing or a label is no class.
 */
export function placeExamples(
  name: string,
  examples: Examples,
  [features, outputs]: readonly [number, number],
  loss: LossName,
  arena: Arena,
): PlacedExamples {
  const { rows, inputs, labels, targets } = examples;
  const isClass = findLoss(loss).target === 'class';
  const [given, answers, width] = isClass ? ['labels', labels, 1] : ['targets', targets, outputs];
  expectLength(`${name}.inputs`, inputs, rows * features);
  expectLength(`${name}.${given}`, answers, rows * width);
  if (isClass) expectClasses(`${name}.labels`, answers, outputs);
  const { strides, inputsAt, targetsAt, record } = placeRows(rows, [features, outputs], loss, arena);
  return {
    rows,
    address: record.address,
    write(buffer) {
      writeRecord(record, buffer);
      const inputRows = new Float32Array(buffer, inputsAt, rows * strides.inputs);
      copyRows(inputs, features, inputRows, strides.inputs);
      const size = rows * strides.targets;
      const targetRows = isClass
        ? new Int32Array(buffer, targetsAt, size)
        : new Float32Array(buffer, targetsAt, size);
      copyRows(answers, width, targetRows, strides.targets);
    },
  };
}

function copyRows(
  from: ArrayLike<number>,
  width: number,
  to: Float32Array | Int32Array,
  stride: number,
): void {
  for (let source = 0, target = 0; source < from.length; source += width, target += stride) {
    for (let i = 0; i < width; i++) to[target + i] = from[source + i] ?? 0;
  }
}

function expectLength(
  field: string,
  numbers: ArrayLike<number> | undefined,
  count: number,
): asserts numbers is ArrayLike<number> {
  if (numbers?.length !== count)
    throw new RangeError(`${field} has ${numbers?.length ?? 0} numbers — expected ${count}`);
}

/** A label that is no class would be read and written outside of a row. */
function expectClasses(field: string, labels: ArrayLike<number>, classes: number): void {
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row] ?? -1;
    if (!(Number.isInteger(label) && label >= 0 && label < classes))
      throw new RangeError(`${field}[${row}] = ${label} — expected a class, 0 to ${classes - 1}`);
  }
}

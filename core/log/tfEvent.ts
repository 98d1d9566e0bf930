/** Events of TensorBoard's files, as far as they have scalars (tensorboard/compat/proto/event.proto, summary.proto). */
import { fieldsOf, float32Of, float64Of, ProtobufError } from './protobuf.ts';
import { scalarOf } from './tfTensor.ts';

export interface Scalar {
  readonly tag: string;
  readonly value: number;
}

export interface TfEvent {
  /** Unix time in seconds. */
  readonly wallTime: number;
  readonly step: number;
  /** `brain.Event:2` in the first event of a file; else undefined. */
  readonly fileVersion: string | undefined;
  /** Whether a session of training begins, at the event's step. */
  readonly isStart: boolean;
  readonly scalars: readonly Scalar[];
}

const eventFields = { wallTime: 1, step: 2, fileVersion: 3, summary: 5, sessionLog: 7 } as const;
const valueFields = { tag: 1, simpleValue: 2, tensor: 8, metadata: 9 } as const;
const value = 1;
const sessionStatus = 1;
const statusStart = 1n;

/** @throws {ProtobufError} where the bytes are no event. */
export function readEvent(bytes: Uint8Array): TfEvent {
  let [wallTime, step, isStart] = [Number.NaN, 0, false];
  let fileVersion: string | undefined;
  const scalars: Scalar[] = [];
  for (const field of fieldsOf(bytes)) {
    if (field.number === eventFields.wallTime) wallTime = float64Of(field.bits);
    else if (field.number === eventFields.step) step = Number(field.bits);
    else if (field.number === eventFields.fileVersion) fileVersion = textOf(field.bytes);
    else if (field.number === eventFields.sessionLog) isStart = isStartOf(field.bytes);
    else if (field.number === eventFields.summary)
      for (const part of fieldsOf(field.bytes)) if (part.number === value) addScalar(part.bytes, scalars);
  }
  return { wallTime, step, fileVersion, isStart, scalars };
}

function isStartOf(sessionLog: Uint8Array): boolean {
  for (const { number, bits } of fieldsOf(sessionLog))
    if (number === sessionStatus) return bits === statusStart;
  return false;
}

function addScalar(bytes: Uint8Array, scalars: Scalar[]): void {
  let tag = '';
  let number: number | undefined;
  for (const field of fieldsOf(bytes)) {
    if (field.number === valueFields.tag) tag = textOf(field.bytes);
    else if (field.number === valueFields.simpleValue) number = float32Of(field.bits);
    else if (field.number === valueFields.tensor) number = scalarOf(field.bytes);
    else if (field.number === valueFields.metadata && !isOfScalars(field.bytes)) return;
  }
  if (number !== undefined) scalars.push({ tag, value: number });
}

/** Whether metadata names the plugin of scalars, or none. */
function isOfScalars(metadata: Uint8Array): boolean {
  for (const plugin of fieldsOf(metadata))
    if (plugin.number === 1)
      for (const { number, bytes } of fieldsOf(plugin.bytes))
        if (number === 1) return textOf(bytes) === 'scalars';
  return true;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function textOf(bytes: Uint8Array): string {
  if (bytes.length > 10_000) throw new ProtobufError('a name of more than 10,000 bytes');
  return decoder.decode(bytes);
}

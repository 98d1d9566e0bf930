/**
 * A rule's function takes as many arguments as its rule has tensors, and the kernels are compiled once for all rules. So a
 * small module stands between them: its `call` takes the address of a list of arguments, and the last argument.
 */
import { ascii, type Bytes, list, sized, unsigned } from '../../../rule/targets/wasm/encoding.ts';
import { get, op, valueTypes } from '../../../rule/targets/wasm/instructions.ts';

const magic = [...Array.from('\0asm', (character) => character.charCodeAt(0)), 1, 0, 0, 0];
const functionType = 0x60;
const kinds = { function: 0x00, memory: 0x02 };
const [addressOfList, lastArgument] = [0, 1];
const callFirst = [0x10, 0];
const loadI32 = (offset: number): Bytes => [0x28, 2, ...unsigned(offset)];

/**
 * Imports `env.memory` and `rule.function`, a function of `count` integers; exports `call(list, last)`, which calls it with
 * `count` - 1 integers from the memory at `list`, and `last`.
 */
export function callFromTable(count: number): Uint8Array<ArrayBuffer> {
  const loads = Array.from({ length: count - 1 }, (_, index) => [
    ...get(addressOfList),
    ...loadI32(4 * index),
  ]);
  const body = [...list([]), ...loads.flat(), ...get(lastArgument), ...callFirst, ...op.end];
  const typeOf = (parameters: number) => [
    functionType,
    ...list(Array.from({ length: parameters }, () => [valueTypes.i32])),
    ...list([]),
  ];
  const section = (code: number, items: readonly Bytes[]) => [code, ...sized(list(items))];
  return Uint8Array.from([
    ...magic,
    ...section(1, [typeOf(count), typeOf(2)]),
    ...section(2, [
      [...ascii('env'), ...ascii('memory'), kinds.memory, 0x00, 1],
      [...ascii('rule'), ...ascii('function'), kinds.function, 0],
    ]),
    ...section(3, [unsigned(1)]),
    ...section(7, [[...ascii('call'), kinds.function, 1]]),
    ...section(10, [sized(body)]),
  ]);
}

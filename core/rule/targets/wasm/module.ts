import { ascii, type Bytes, list, sized, unsigned } from './encoding.ts';
import { valueTypes } from './instructions.ts';

/** A function of two 32-bit integers that returns nothing. */
export interface ModuleFunction {
  /** Under which it is exported. */
  readonly name: string;
  /** Its locals and instructions, with their length in front. */
  readonly body: Bytes;
}

const magic = [...Array.from('\0asm', (character) => character.charCodeAt(0)), 1, 0, 0, 0];
const sections = { type: 1, import: 2, function: 3, export: 7, code: 10 };
const kinds = { function: 0x00, memory: 0x02 };
const functionType = [0x60, ...list([[valueTypes.i32], [valueTypes.i32]]), ...list([])];
/** A shared memory has to name a maximum; this one, in pages of 64 KiB, is the largest there is. */
const memoryLimits = { own: [0x00, 1], shared: [0x03, 1, ...unsigned(65_536)] };

/** A module that exports the functions, which work on the memory that it imports as `env.memory`. */
export function writeModule(functions: readonly ModuleFunction[], sharedMemory: boolean): Bytes {
  const section = (name: keyof typeof sections, items: readonly Bytes[]) => [
    sections[name],
    ...sized(list(items)),
  ];
  const limits = sharedMemory ? memoryLimits.shared : memoryLimits.own;
  return [
    ...magic,
    ...section('type', [functionType]),
    ...section('import', [[...ascii('env'), ...ascii('memory'), kinds.memory, ...limits]]),
    ...section(
      'function',
      functions.map(() => unsigned(0)),
    ),
    ...section(
      'export',
      functions.map(({ name }, index) => [...ascii(name), kinds.function, ...unsigned(index)]),
    ),
    ...section(
      'code',
      functions.map(({ body }) => body),
    ),
  ];
}

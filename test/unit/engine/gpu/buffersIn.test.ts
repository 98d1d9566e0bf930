import { expect, test } from 'vitest';
import { buffersIn } from '../../../../core/engine/gpu/buffersIn.ts';

const numbers = new Float32Array(8);

test.each([
  [
    'of all arrays, each once',
    { a: numbers, b: numbers, c: new Uint32Array(1), d: 1 },
    [numbers.buffer, new ArrayBuffer(4)],
  ],
  ['none of a part of some memory', { a: numbers.subarray(2), b: new Uint32Array(numbers.buffer, 8) }, []],
  ['none of memory that threads share', { a: new Float32Array(new SharedArrayBuffer(8)) }, []],
  ['none without arrays', { type: 'open', values: null }, []],
  ['none in nothing', null, []],
  ['none in a text', 'text', []],
])('%s', (_, message, buffers) => {
  expect(buffersIn(message)).toEqual(buffers);
});

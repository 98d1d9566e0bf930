import { beforeAll, describe, expect, test } from 'vitest';
import type { RunCheckpoint } from '../../../core/engine/checkpoint.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../../core/engine/checkpointBlock.ts';
import { checkpointHead, readCheckpoints } from '../../../core/engine/checkpointFile.ts';
import { BlockError, encodeBlock } from '../../../core/race/fileBlock.ts';
import { onValley } from '../experiment/faults.ts';
import { kernelsOf } from './networkTools.ts';
import { createRunner } from './runs.ts';

let surface: RunCheckpoint;
let network: RunCheckpoint;

async function checkpointOf(experiment: object, options: object = {}): Promise<RunCheckpoint> {
  const runner = await createRunner(experiment, options);
  await runner.advance(20, Number.POSITIVE_INFINITY);
  return runner.checkpoint() ?? expect.fail('there is none');
}

beforeAll(async () => {
  surface = await checkpointOf(onValley({ optimizers: [{ optimizer: 'adam' }], record: 'thinned' }));
  const given = {
    problem: { data: 'spirals', hidden: [7, 5], validation: 0.2 },
    ...{ optimizers: [{ optimizer: 'adam' }], lr: [0.01], batch_size: [32], epochs: 20 },
    schedule: { name: 'ReduceLROnPlateau' },
  };
  network = await checkpointOf(given, { kernels: kernelsOf('simd') });
});

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

const file = () =>
  join(
    checkpointHead('race-1'),
    encodeCheckpoint(4, 'run-a', network),
    encodeCheckpoint(0, 'run-b', surface),
  );

test('has the checkpoint of each run, number by number, in its precision', () => {
  const kept = readCheckpoints(file(), 'race-1');
  expect([...kept].map(([run, { id }]) => [run, id])).toEqual([
    [4, 'run-a'],
    [0, 'run-b'],
  ]);
  expect(kept.get(4)?.checkpoint).toEqual(network);
  expect(kept.get(0)?.checkpoint).toEqual(surface);
  expect(network.trainer.parameters).toBeInstanceOf(Float32Array);
  expect(kept.get(4)?.checkpoint.trainer.parameters).toBeInstanceOf(Float32Array);
  expect(kept.get(0)?.checkpoint.trainer.parameters).toBeInstanceOf(Float64Array);
});

test('blocks of it can be read one by one, also where they lie in memory that is shared', () => {
  const { block } = readCheckpoints(file(), 'race-1').get(0) ?? expect.fail('there is none');
  const shared = new Uint8Array(new SharedArrayBuffer(block.length));
  shared.set(block);
  expect(decodeCheckpoint(shared.slice())).toEqual(surface);
});

test('numbers that JSON has no digits for are the same', () => {
  const odd: RunCheckpoint = {
    ...surface,
    ...{ firstLoss: Number.NaN, lastEvaluation: Number.POSITIVE_INFINITY },
    recorder: { ...surface.recorder, best: Number.NEGATIVE_INFINITY, reached: 3 },
    trainer: { ...surface.trainer, parameters: Float32Array.of(Number.NaN, -0, 1e-45) },
  };
  expect(decodeCheckpoint(encodeCheckpoint(0, 'a', odd))).toEqual(odd);
});

describe('is refused', () => {
  test.each<[string, () => Uint8Array, RegExp]>([
    ['of another race', () => join(checkpointHead('race-2')), /^race = race-2 — expected race-1$/],
    [
      'where it is something else',
      () => encodeBlock({ format: 'other', version: 1, race: 'race-1' }, []),
      /format/,
    ],
    [
      'of a newer version',
      () => encodeBlock({ format: 'optimizer-playground-checkpoint', version: 2, race: 'race-1' }, []),
      /version/,
    ],
    ['where it is empty', () => new Uint8Array(), /does not begin with a line of JSON/],
    ['where a block has no run', () => join(checkpointHead('race-1'), encodeBlock({ id: 'a' }, [])), /run/],
    [
      'where numbers are missing',
      () =>
        join(checkpointHead('race-1'), encodeBlock({ run: 0, id: 'a', checkpoint: { stepsDone: 1 } }, [])),
      /trainer/,
    ],
    [
      'where there are more numbers than it says',
      () => {
        const block = encodeBlock({ run: 0, id: 'a', checkpoint: null }, [Float64Array.of(1)]);
        return join(checkpointHead('race-1'), block);
      },
      /expected object/,
    ],
  ])('%s', (_, bytes, message) => {
    expect(() => readCheckpoints(bytes(), 'race-1')).toThrow(message);
    expect(() => readCheckpoints(bytes(), 'race-1')).toThrow(BlockError);
  });

  test('where any byte was changed, or the end is missing', () => {
    const bytes = file();
    for (let at = 0; at < bytes.length; at += 97) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      expect(() => readCheckpoints(damaged, 'race-1'), `byte ${at}`).toThrow(BlockError);
    }
    for (const length of [1, 100, bytes.length - 1])
      expect(() => readCheckpoints(bytes.slice(0, length), 'race-1')).toThrow(BlockError);
  });
});

/** Where a race goes that asks for the GPU, with a device that answers as each test says. */
import { expect, test } from 'vitest';
import { GpuError } from '../../../../core/engine/gpu/messages.ts';
import { placeOfRace } from '../../../../threads/race/placeOfRace.ts';
import { onDigits } from '../../experiment/faults.ts';
import { raceOf } from '../../race/pieces.ts';

const auto = { onGpu: false, reason: null };
const race = raceOf(onDigits({ engine: 'gpu' }));

function place(open: () => Promise<unknown>, patience?: number, signal = new AbortController().signal) {
  let asked = 0;
  const request = () => {
    asked++;
    return open();
  };
  const gpu = { link: { request: request as never } };
  const waiting = { signal, onMeasure: () => expect.fail('nothing is measured') };
  const found = placeOfRace(race, gpu, { cores: 2, runsAtOnce: 1 }, waiting, patience);
  return { gpu, found, asked: () => asked };
}

test('a device that opens is there for the race', async () => {
  const { gpu, found } = place(async () => ({}));
  expect(await found).toEqual({ gpu, auto });
});

test('one that is lost while it opens may open the next time', async () => {
  let losses = 0;
  const { gpu, found, asked } = place(async () => {
    if (++losses < 3) throw new GpuError({ message: 'the page has ended', isLost: true });
  });
  expect(await found).toEqual({ gpu, auto });
  expect(asked()).toBe(3);
});

test('one that never answers is not waited for longer than it may take', async () => {
  const { found } = place(() => new Promise(() => {}), 20);
  expect(await found).toEqual({ gpu: 'the GPU did not answer for 0.02 s', auto });
});

test('a link that throws is one that refuses', async () => {
  const { found, asked } = place(() => {
    throw new Error('the way is closed');
  });
  expect(await found).toEqual({ gpu: 'the way is closed', auto });
  expect(asked()).toBe(1);
});

test('a race that isn’t wanted any more waits for nothing', async () => {
  const ending = new AbortController();
  ending.abort();
  const { found, asked } = place(() => new Promise(() => {}), undefined, ending.signal);
  expect(await found).toMatchObject({ auto });
  expect(asked()).toBe(0);
});

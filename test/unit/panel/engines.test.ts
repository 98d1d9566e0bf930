import { expect, it } from 'vitest';
import {
  devicesOf,
  engineDetails,
  missedGpu,
  precisionsOf,
  threadsOf,
} from '../../../webview/panel/data/engines.ts';
import { words } from '../../../webview/panel/words.ts';
import { run } from './fixtures.ts';

const fast = { precision: 'float32', threads: 1, description: 'WebAssembly, float32' } as const;
const exact = { precision: 'float64', threads: 1, description: 'JavaScript, float64' } as const;
const sgd = run({ name: 'SGD', engine: fast });
const adam = run({ name: 'Adam', engine: fast });
const other = run({ name: 'Lion', engine: exact });
const queued = run({ name: 'Yogi', engine: null });

it('names each precision once, and none before a run has begun', () => {
  expect(precisionsOf([queued])).toEqual([]);
  expect(precisionsOf([other, sgd, adam, queued])).toEqual(['float32', 'float64']);
});

it('says for which runs a description holds, where they differ', () => {
  expect(engineDetails([sgd, adam, queued])).toEqual([{ description: fast.description, runs: null }]);
  expect(engineDetails([sgd, other, adam])).toEqual([
    { description: fast.description, runs: ['SGD', 'Adam'] },
    { description: exact.description, runs: ['Lion'] },
  ]);
});

it('counts threads of runs side by side, and those that help with a run', () => {
  const helped = run({ engine: { ...fast, threads: 3 } });
  expect(threadsOf({ threads: 2, runs: [sgd, adam] })).toBe(2);
  expect(threadsOf({ threads: 1, runs: [helped] })).toBe(3);
  expect(threadsOf({ threads: 2, runs: [helped, sgd] })).toBe(4);
  expect(threadsOf({ threads: 2, runs: [queued, queued] })).toBe(2);
  expect(threadsOf({ threads: 0, runs: [helped] }), 'after a reload').toBe(0);
});

const onDevice = { ...fast, gpu: 'H200', description: 'GPU (H200), float32' };

it('names each device once', () => {
  const gpu = run({ engine: onDevice });
  expect(devicesOf([queued])).toEqual([]);
  const asking = run({ engine: null, asked: 'gpu' });
  expect(devicesOf([asking, queued])).toEqual(['GPU']);
  expect(devicesOf([asking, sgd])).toEqual(['CPU']);
  expect(devicesOf([sgd, adam, queued])).toEqual(['CPU']);
  expect(devicesOf([gpu, gpu])).toEqual(['GPU']);
  expect(devicesOf([gpu, sgd])).toEqual(['CPU', 'GPU']);
  expect(words.engine(2, ['float32'], ['GPU'])).toBe('GPU, float32');
  expect(words.engine(2, ['float32'], ['CPU', 'GPU'])).toBe('CPU and GPU, float32');
  expect(words.engine(2, ['float32'], ['CPU'])).toBe('CPU ×2, float32');
});

it('tells those who asked for a GPU, and no others, why they have none', () => {
  const reason = 'this window has no WebGPU: update the driver';
  const missed = run({ asked: 'gpu', engine: { ...fast, reason } });
  expect(missedGpu([missed, missed, run({ asked: 'gpu', engine: onDevice })])).toEqual([
    { gpu: undefined, reason },
  ]);
  expect(missedGpu([run({ engine: { ...fast, reason } }), queued, sgd])).toEqual([]);
  expect(missedGpu([missed]).map(words.missedGpu)).toEqual([`Computed on the processor: ${reason}.`]);
  const software = run({ asked: 'gpu', engine: { ...onDevice, gpu: 'Soft', reason: 'Soft is slow' } });
  expect(missedGpu([software]).map(words.missedGpu)).toEqual(['Soft is slow.']);
});

it('puts it in few words', () => {
  expect(words.engine(1, [])).toBe('CPU');
  expect(words.engine(2, ['float32'])).toBe('CPU ×2, float32');
  expect(words.engine(0, ['float32', 'float64'])).toBe('CPU, float32 and float64');
  expect(words.engineDetails(engineDetails([sgd, other]))).toBe(
    'SGD: WebAssembly, float32\nLion: JavaScript, float64',
  );
});

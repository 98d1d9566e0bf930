import { expect, it } from 'vitest';
import { devicesOf, engineDetails, precisionsOf, threadsOf } from '../../../webview/panel/data/engines.ts';
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
  const facts = (threads: number) => ({ threads });
  const helped = run({ engine: { ...fast, threads: 3 } });
  expect(threadsOf({ facts: facts(2), runs: [sgd, adam] })).toBe(2);
  expect(threadsOf({ facts: facts(1), runs: [helped] })).toBe(3);
  expect(threadsOf({ facts: facts(2), runs: [helped, sgd] })).toBe(4);
  expect(threadsOf({ facts: facts(2), runs: [queued, queued] })).toBe(2);
  expect(threadsOf({ facts: facts(0), runs: [helped] }), 'after a reload').toBe(0);
});

it('names the devices of runs that have begun, and before that what they ask for', () => {
  const onGpu = { device: 'gpu', precision: 'float32', threads: 1, description: 'GPU (X), float32' } as const;
  const begun = run({ engine: onGpu, asked: 'gpu' });
  const waiting = run({ engine: null, asked: 'gpu' });
  expect(devicesOf([sgd, other, queued])).toEqual(['CPU']);
  expect(devicesOf([queued])).toEqual(['CPU']);
  expect(devicesOf([waiting, waiting])).toEqual(['GPU']);
  expect(devicesOf([begun, waiting])).toEqual(['GPU']);
  expect(devicesOf([sgd, begun])).toEqual(['GPU', 'CPU']);
  expect(devicesOf([run({ engine: sgd.engine, asked: 'gpu' }), waiting]), 'without a GPU').toEqual(['CPU']);
});

it('puts it in few words', () => {
  expect(words.engine(['CPU'], 1, [])).toBe('CPU');
  expect(words.engine(['CPU'], 2, ['float32'])).toBe('CPU ×2, float32');
  expect(words.engine(['CPU'], 0, ['float32', 'float64'])).toBe('CPU, float32 and float64');
  expect(words.engine(['GPU'], 2, ['float32'])).toBe('GPU, float32');
  expect(words.engine(['GPU', 'CPU'], 2, ['float32'])).toBe('GPU and CPU ×2, float32');
  expect(words.engineDetails(engineDetails([sgd, other]))).toBe(
    'SGD: WebAssembly, float32\nLion: JavaScript, float64',
  );
});

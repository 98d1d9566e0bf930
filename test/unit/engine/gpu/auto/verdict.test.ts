import { describe, expect, test } from 'vitest';
import { onCpu, verdictOf } from '../../../../../core/engine/gpu/auto/verdict.ts';
import { group, measured } from './measured.ts';

const room = { cores: 1, runsAtOnce: 64 };
const verdict = (gain: number, steps = 1e6, others: object = {}) =>
  verdictOf([group({ steps, ...others })], measured(gain), room, 'Arc');

describe('a long race', () => {
  test('goes to a GPU that is much faster, with how much', () => {
    const faster = (times: string) => ({
      ...{ onGpu: true, reason: `measured to be ${times} times as fast here as the processor` },
    });
    expect(verdict(1)).toEqual(faster('2.5'));
    expect(verdict(4)).toEqual(faster('10'));
    expect(verdict(0.61)).toEqual(faster('1.5'));
  });

  test('stays where the GPU is hardly faster, or slower, and says so', () => {
    const slower = (words: string) => ({ onGpu: false, reason: `the GPU (Arc) was measured to ${words}` });
    expect(verdict(0.59)).toEqual(slower('be only 1.4 times as fast'));
    expect(verdict(0.49)).toEqual(slower('be only 1.2 times as fast'));
    expect(verdict(0.4)).toEqual(slower('be about as fast'));
    expect(verdict(0.1)).toEqual(slower('take 4.0 times as long'));
    expect(verdict(0.002)).toEqual(slower('take 200 times as long'));
  });
});

test('a race of less than five seconds stays, however fast the GPU is, and nothing is said', () => {
  expect(verdict(1000, 4999)).toEqual(onCpu);
  expect(verdict(1000, 5001).onGpu).toBe(true);
  expect(onCpu).toEqual({ onGpu: false, reason: null });
});

test('what it takes to begin on the GPU counts', () => {
  // A GPU that takes no time for steps: 5 seconds against those that 1,000 runs take to begin.
  const many = { runs: 1000, work: 1e3 };
  expect(verdict(1e6, 5001, many)).toMatchObject({ onGpu: false });
  expect(verdict(1e6, 50_001, many)).toMatchObject({ onGpu: true });
});

/** What is in view of an axis: nearer, further, moved, and never beyond it. */
import { describe, expect, it } from 'vitest';
import { between, inView, moved, scaled } from '../../../webview/shared/chart/zoom.ts';

const linear = { whole: { min: 0, max: 1000 }, log: false };
const log = { whole: { min: 1, max: 1e6 }, log: true };

describe('nearer', () => {
  it('leaves what it is about where it is', () => {
    expect(scaled(linear.whole, linear, 0.5, 200)).toEqual({ min: 100, max: 600 });
    expect(scaled({ min: 100, max: 600 }, linear, 0.5, 100)).toEqual({ min: 100, max: 350 });
  });

  it('is a part of the decades of a logarithmic axis', () => {
    expect(scaled(log.whole, log, 0.5, 1000)).toEqual({ min: 31.62, max: 31620 });
  });

  it('is round to what can be seen', () => {
    expect(scaled(linear.whole, linear, 1 / 3, 500)).toEqual({ min: 333.3, max: 666.7 });
    const steps = { ...linear, least: 4 };
    expect(scaled(linear.whole, steps, 1 / 3, 500)).toEqual({ min: 333, max: 667 });
  });

  it('is so of small numbers, too', () => {
    const tiny = { whole: { min: 1e-12, max: 1e-2 }, log: true };
    expect(scaled(tiny.whole, tiny, 0.5, 1e-7)).toEqual({ min: 3.162e-10, max: 3.162e-5 });
  });

  it('ends where there is too little to see', () => {
    const few = { min: 500, max: 505 };
    expect(scaled(few, { ...linear, least: 4 }, 0.5, 502)).toEqual(few);
    const tiny = { min: 500, max: 500.0011 };
    expect(scaled(tiny, linear, 0.5, 500)).toEqual(tiny);
  });
});

describe('further', () => {
  it('is at the end of the axis no further, and all of it is no part of it', () => {
    expect(scaled({ min: 0, max: 100 }, linear, 2, 80)).toEqual({ min: 0, max: 200 });
    expect(scaled({ min: 900, max: 1000 }, linear, 2, 920)).toEqual({ min: 800, max: 1000 });
    expect(scaled({ min: 100, max: 600 }, linear, 2, 300)).toBeNull();
    expect(scaled({ min: 10, max: 1e5 }, log, 2, 1000)).toBeNull();
  });
});

describe('moved', () => {
  it('by a part of what is in view, up to the ends', () => {
    expect(moved({ min: 100, max: 300 }, linear, 0.5)).toEqual({ min: 200, max: 400 });
    expect(moved({ min: 100, max: 300 }, linear, -5)).toEqual({ min: 0, max: 200 });
    expect(moved({ min: 100, max: 300 }, linear, 50)).toEqual({ min: 800, max: 1000 });
    expect(moved({ min: 10, max: 1000 }, log, 0.5)).toEqual({ min: 100, max: 1e4 });
  });
});

describe('a region', () => {
  it('is what is between two values, whichever was first', () => {
    for (const [from, to] of [
      [200, 300],
      [300, 200],
    ] as const)
      expect(between(from, to, linear, linear.whole)).toEqual({ min: 200, max: 300 });
    expect(between(-10, 1010, linear, { min: 1, max: 2 })).toBeNull();
  });
});

describe('what was kept', () => {
  it('is in view as far as the axis has it', () => {
    expect(inView({ min: 100, max: 200 }, linear)).toEqual({ min: 100, max: 200 });
    expect(inView({ min: 900, max: 2000 }, linear)).toEqual({ min: 900, max: 1000 });
    for (const none of [null, { min: 0, max: 1000 }, { min: -5, max: 1e4 }, { min: 1000, max: 2000 }])
      expect(inView(none, linear)).toBeNull();
    expect(inView({ min: 0, max: 10 }, log)).toBeNull();
    expect(inView({ min: 10, max: 100 }, log)).toEqual({ min: 10, max: 100 });
  });
});

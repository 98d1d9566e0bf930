import { describe, expect, it, test } from 'vitest';
import { inkOn, viridis } from '../../../core/viridis.ts';
import { shareOf } from '../../../webview/shared/sweep/heatScene.ts';
import { isGeometric, shareBetween } from '../../../webview/shared/sweep/valueScale.ts';

test.each<[string, readonly number[], boolean]>([
  ['rates a factor apart', [1e-4, 1e-3, 0.01, 0.1, 1], true],
  ['rates as a person rounds them', [0.001, 0.003, 0.01, 0.03, 0.1], true],
  ['momenta', [0.5, 0.6, 0.7, 0.8, 0.9], false],
  ['what begins at 0', [0, 0.01, 0.1, 1], false],
  ['two that are far apart', [0.01, 0.1], true],
  ['two that are near', [0.9, 0.99], false],
  ['rates in any order', [0.1, 1e-4, 1, 0.01, 1e-3], true],
  ['rates beside what is no number', [Number.POSITIVE_INFINITY, 0.1, Number.NaN, 1e-3, 0.01], true],
  ['doublings', [8, 16, 32, 64], true],
  ['even steps that come far', [1, 5, 10, 15, 20], false],
  ['two a factor of ten apart', [10, 1], true],
  ['0 and another', [0, 0.1], false],
  ['negative ones', [-100, -10, -1], false],
  ['one', [0.1, 0.1], false],
  ['none', [], false],
])('%s', (_, values, expected) => {
  expect(isGeometric(values)).toBe(expected);
});

describe('a value between two others', () => {
  it('has its share of the way, in differences or factors', () => {
    expect(shareBetween(0.1, 0.01, 1, true)).toBeCloseTo(0.5, 12);
    expect(shareBetween(3, 1, 9, false)).toBe(0.25);
    expect(shareBetween(3, 3, 3, true)).toBe(0.5);
  });

  it('is brighter the lower it is', () => {
    expect([0.01, 0.1, 1].map((score) => shareOf({ range: [0.01, 1], log: true }, score))).toEqual([
      1, 0.5, 0,
    ]);
    expect([0, 5, 10].map((score) => shareOf({ range: [0, 10], log: false }, score))).toEqual([1, 0.5, 0]);
    expect(shareOf({ range: [2, 2], log: false }, 2)).toBe(1);
  });
});

describe('the colours of a heat map', () => {
  const shares = Array.from({ length: 101 }, (_, i) => i / 100);
  const luminance = (hex: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };

  it('are viridis from end to end', () => {
    expect([0, 0.2, 1 / 3, 1].map(viridis)).toEqual(['#440154', '#414487', '#31688e', '#fde725']);
    // In matplotlib's own table, between two of ours.
    const middle = viridis(128 / 255);
    [0x21, 0x91, 0x8c].forEach((part, i) => {
      expect(Math.abs(Number.parseInt(middle.slice(1 + 2 * i, 3 + 2 * i), 16) - part)).toBeLessThanOrEqual(2);
    });
    expect([viridis(-1), viridis(2)]).toEqual(['#440154', '#fde725']);
  });

  it('get lighter all the way, so that they tell more from less without their hues', () => {
    const lights = shares.map((share) => luminance(viridis(share)));
    for (let i = 1; i < lights.length; i++) expect(lights[i] ?? 0).toBeGreaterThan(lights[i - 1] ?? 0);
  });

  it('carry numbers that are read at 4.5 : 1 or better', () => {
    for (const share of shares) {
      const [low = 0, high = 0] = [luminance(viridis(share)), luminance(inkOn(share))].sort((a, b) => a - b);
      expect((high + 0.05) / (low + 0.05)).toBeGreaterThanOrEqual(4.5);
    }
  });
});

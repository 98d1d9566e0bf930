/** Surfaces on a device: their values and slopes, whatever is typed. */
import { describe, expect } from 'vitest';
import { surfaces } from '../../core/problems/surfaces/index.ts';
import type { Point } from '../../core/problems/surfaces/surface.ts';
import { parseSurface } from '../../core/problems/surfaces/typed/parseSurface.ts';
import { DeviceRuns } from '../../webview/gpu/deviceRuns.ts';
import { pointsOf, randomPoints } from '../unit/problems/surfacesTools.ts';
import { test } from './device.ts';
import { estimate, inSinglePrecision } from './singlePrecision.ts';
import { evaluateOnDevice } from './surfaceRuns.ts';

/** Numbers that single precision has, too. */
const single = (points: readonly Point[]) => points.map(([x, y]): Point => [Math.fround(x), Math.fround(y)]);

/** Compares with double precision, and gives how many numbers could be compared. */
async function expectClose(device: GPUDevice, text: string, points: readonly Point[]): Promise<number> {
  const { tree, partials } = parseSurface(text);
  const found = await evaluateOnDevice(new DeviceRuns(device), text, points);
  let compared = 0;
  for (const [index, [x, y]] of points.entries()) {
    for (const [which, expression] of [tree, ...partials].entries()) {
      const { value, error } = estimate(expression, x, y);
      const actual = found[index]?.[which] ?? Number.NaN;
      if (error < 0.01 * Math.max(1, Math.abs(value))) compared++;
      else if (!(error < Number.POSITIVE_INFINITY)) continue;
      const where = `${['value', 'slope by x', 'slope by y'][which]} at (${x}, ${y})`;
      if (!(Math.abs(actual - value) <= 2 * error))
        expect.fail(`${where} is ${actual} — expected ${value}, give or take ${2 * error}`);
    }
  }
  return compared / (3 * points.length);
}

test.for(surfaces.map((surface) => [surface.id, surface] as const))(
  '%s has the value and the slope of double precision, but for rounding',
  async ([, surface], { device }) => {
    const compared = await expectClose(device, surface.text, single(pointsOf(surface, 300)));
    expect(compared).toBeGreaterThan(0.99);
  },
);

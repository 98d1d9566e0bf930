/** What was measured of runs, in files: bounded, and no more than is true. */
import { beforeEach, describe, expect, test } from 'vitest';
import { emptySeries } from '../../../core/diagnostics/measuredSeries.ts';
import { DiagnosticsMemory, type Measurement } from '../../../extension/diagnostics/diagnosticsMemory.ts';
import { resetScreen, screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';

const memoryOf = (version = '1.0.0') =>
  new DiagnosticsMemory(Uri.file('/storage/diagnostics') as never, version);
const files = () => Object.keys(screen.files).filter((path) => path.startsWith('/storage/diagnostics/'));

function measurement(stepsDone = 3, count = 3): Measurement {
  const values = Float64Array.from({ length: count }, (_, i) => (i === 1 ? Number.NaN : i));
  const series = { ...emptySeries, steps: Float64Array.from({ length: count }, (_, i) => i + 1), values };
  return { stepsDone, deviation: Number.POSITIVE_INFINITY, series: { gradientNorm: series } };
}

beforeEach(() => resetScreen());

describe('what was measured', () => {
  test('is known of the run and its steps, with what is no number, and of no other', async () => {
    const memory = memoryOf();
    await memory.keep({ run: 'a', steps: 3 }, measurement());
    expect(await memory.measured({ run: 'a', steps: 3 })).toEqual(measurement());
    expect(await memory.measured({ run: 'a', steps: 4 })).toBeNull();
    expect(await memory.measured({ run: 'b', steps: 3 })).toBeNull();
    expect(await memoryOf('2.0.0').measured({ run: 'a', steps: 3 })).toBeNull();
  });

  test('stays beside what is measured later, and is not taken back by what was stopped', async () => {
    const memory = memoryOf();
    const of = { run: 'a', steps: 3 };
    const { gradientNorm } = measurement().series;
    await memory.keep(of, measurement());
    await memory.keep(of, { ...measurement(), series: { sharpness: gradientNorm } });
    expect(Object.keys((await memory.measured(of))?.series ?? {})).toEqual(['gradientNorm', 'sharpness']);
    await memory.keep(of, measurement(1, 1));
    expect((await memory.measured(of))?.stepsDone).toBe(3);
  });

  test('is nothing where a file is damaged, or holds something else', async () => {
    const memory = memoryOf();
    const of = { run: 'a', steps: 3 };
    await memory.keep(of, measurement());
    const [path = ''] = files();
    for (const text of ['{', '{"version":"1.0.0","run":"a","measured":{}}']) {
      screen.files[path] = Buffer.from(text);
      expect(await memory.measured(of)).toBeNull();
    }
  });

  test('is kept of a hundred runs, and of so many bytes, the last ones', async () => {
    const memory = memoryOf();
    for (let steps = 1; steps <= 103; steps++) await memory.keep({ run: 'a', steps }, measurement(steps));
    expect(files()).toHaveLength(100);
    expect(await memory.measured({ run: 'a', steps: 3 })).toBeNull();
    expect(await memory.measured({ run: 'a', steps: 4 })).not.toBeNull();
    // Each of about four megabytes.
    for (let steps = 1; steps <= 3; steps++)
      await memory.keep({ run: 'large', steps }, measurement(steps, 300_000));
    const known = [1, 2, 3].map(async (steps) => (await memory.measured({ run: 'large', steps })) !== null);
    expect(await Promise.all(known)).toEqual([false, true, true]);
    expect(files().length).toBeLessThan(5);
  });
});

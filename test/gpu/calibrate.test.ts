/** The measurement that "auto" decides by, on a device that computes: what it asks for can be asked of one. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { float32Engine } from '../../core/engine/cpu/float32Engine.ts';
import { measureSteps } from '../../core/engine/gpu/auto/calibrate.ts';
import { calibrationSchema } from '../../core/engine/gpu/auto/calibration.ts';
import type { GpuLink } from '../../core/engine/gpu/messages.ts';
import { planners } from '../../core/engine/gpu/planners.ts';
import { DeviceRuns } from '../../webview/gpu/deviceRuns.ts';
import { kernelsOf } from '../unit/engine/networkTools.ts';
import { test } from './device.ts';

test('a device is measured with all that races ask of it', async ({ device }) => {
  const runs = new DeviceRuns(device);
  const facts = { name: 'D', isSoftware: false, hasSubgroups: false, version: '1', largestBuffer: 2 ** 30 };
  const link: GpuLink = {
    request: async (request) =>
      (request.type === 'open' ? facts : await runs.handle(request as never)) as never,
  };
  const wait = (milliseconds: number) => sleep(milliseconds, undefined, { ref: false });
  const calibration = await measureSteps({
    ...{ gpu: { link, wait, planners, name: 'measure' }, cpu: float32Engine(kernelsOf('simd')) },
    now: () => performance.now(),
    // A processor in disguise takes seconds for a large step, and never is measured for races.
    shapes: {
      short: [{ widths: [8, 16, 4], batchSize: 16 }],
      tiled: [{ widths: [64, 128, 10], batchSize: 160 }],
    },
  });
  expect(calibrationSchema.parse(calibration)).toEqual(calibration);
  const { cpu, gpu } = calibration;
  expect([cpu, gpu.alone, gpu.together, gpu.tiled].map(({ length }) => length)).toEqual([2, 1, 1, 1]);
});

/** The self-test on a device that computes rightly, and so every rule beside float64. */
import { expect, onTestFinished, vi } from 'vitest';
import { DeviceAccess } from '../../core/engine/gpu/deviceAccess.ts';
import { selfTest } from '../../core/engine/gpu/selfTest/selfTest.ts';
import { selfTestCases } from '../../core/engine/gpu/selfTest/selfTestCases.ts';
import { DeviceRuns } from '../../webview/gpu/deviceRuns.ts';
import { DeviceService } from '../../webview/gpu/deviceService.ts';
import { gpu, test } from './device.ts';

/** Of the largest loss; nearer than what other devices are allowed. */
const tolerance = 1e-5;

/** More steps than people wait for, where they take no time. */
const cases = selfTestCases.map((each) => (each.together ? { ...each, steps: 30 } : each));

test('all that a device is tried with agrees with the CPU', async ({ device }) => {
  expect(device).toBeDefined();
  vi.stubGlobal('navigator', { gpu: gpu(), userAgent: 'Linux' });
  onTestFinished(() => void vi.unstubAllGlobals());
  const service = new DeviceService((opened) => new DeviceRuns(opened));
  const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const link = { request: (request: never) => service.handle(request) as never };
  const access = new DeviceAccess({ link, wait });
  const findings = await selfTest(access, { name: 'test', report: () => {} }, cases);
  expect(findings.filter(({ error }) => error === null || error > tolerance)).toEqual([]);
  expect(findings).toHaveLength(selfTestCases.length);
}, 240_000);

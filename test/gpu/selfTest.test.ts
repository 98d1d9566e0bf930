import { expect, onTestFinished, vi } from 'vitest';
import { DeviceAccess } from '../../core/engine/gpu/deviceAccess.ts';
import { isRight, selfTest } from '../../core/engine/gpu/selfTest/selfTest.ts';
import { selfTestCases } from '../../core/engine/gpu/selfTest/selfTestCases.ts';
import { DeviceRuns } from '../../webview/gpu/deviceRuns.ts';
import { DeviceService } from '../../webview/gpu/deviceService.ts';
import { gpu, test } from './device.ts';

test('all that a device is tried with agrees with the CPU', async ({ device }) => {
  expect(device).toBeDefined();
  vi.stubGlobal('navigator', { gpu: gpu(), userAgent: 'Linux' });
  onTestFinished(() => void vi.unstubAllGlobals());
  const service = new DeviceService((opened) => new DeviceRuns(opened));
  const t0 = performance.now();
  const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const access = new DeviceAccess({ link: { request: (request) => service.handle(request) as never }, wait });
  const findings = await selfTest(access, {
    name: 'test',
    report: (p) => console.log(((performance.now() - t0) / 1000).toFixed(1), p.doing),
  });
  for (const f of findings) console.log(f.about, f.name, f.together, f.error, f.failure);
  expect(findings.filter((finding) => !isRight(finding))).toEqual([]);
  expect(findings).toHaveLength(selfTestCases.length);
});

/** The worker that ships, in the panel's page as it ships, in a browser with a GPU and in one without. */
import { afterEach, expect, test } from 'vitest';
import { softwareGpu } from '../../scripts/host/browser.mjs';
import { PanelPage } from './panelPage.ts';

let panel: PanelPage;

afterEach(() => panel.close());

test('a GPU that crashes is opened again, as often as that may be', async () => {
  panel = await PanelPage.open(800, 600, softwareGpu);
  let id = 0;
  const ask = (request: unknown) => panel.askGpu(++id, request);
  for (let crash = 0; crash < 5; crash++) {
    expect(await ask({ type: 'open' })).toMatchObject({ answer: { name: 'SwiftShader', isSoftware: true } });
    await panel.crashGpu();
    await expect
      .poll(() => ask({ type: 'dispose', run: 'none' }), { timeout: 10_000 })
      .toEqual({ failure: { message: 'no GPU is open', isLost: true } });
  }
  expect(panel.faults).toEqual([]);
});

test('a window without a GPU says what helps, and nothing breaks', async () => {
  panel = await PanelPage.open(800, 600, ['--disable-gpu']);
  const outcome = await panel.askGpu(1, { type: 'open' });
  const message = expect.stringMatching(/^this window(’s WebGPU finds no GPU| has no WebGPU): /);
  expect(outcome).toEqual({ failure: { message, isLost: false } });
  expect(panel.faults).toEqual([]);
});

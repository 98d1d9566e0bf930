/** A map on the GPU of a window whose GPU is the processor, as a person sees it. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { softwareGpu } from '../../scripts/host/browser.mjs';
import { expect, test as plainTest } from './workbench.ts';

const test = plainTest.override('browserFlags', softwareGpu);

const experiment = {
  problem: { surface: 'valley' },
  optimizers: [{ optimizer: 'momentum' }],
  lr: [0.01],
  steps: 200,
  target: 1,
  engine: 'gpu',
  map: { x: 'lr', y: 'momentum' },
};

test('is computed there, by the processor where it is too small a part, and where the GPU ends', async ({
  workbench,
}) => {
  const { page } = workbench;
  const open = async (name: string, content: object) => {
    writeFileSync(path.join(workbench.workspace, name), JSON.stringify(content));
    await workbench.openFile(name);
    await page.locator('.codelens-decoration a', { hasText: 'Map' }).click();
    return workbench.panelFrame('.map-page canvas');
  };
  let frame = await open('gpu-map.experiment.json', experiment);
  const isDone = () =>
    expect
      .poll(() => frame.locator('.counts').textContent(), { timeout: 60_000 })
      .toBe('65,536 of 65,536 runs');
  const computed = () => frame.locator('.computed').textContent();
  await isDone();
  expect(await computed()).toBe(
    'Computed on the GPU (SwiftShader), in single precision. Curves are in double precision.',
  );
  expect(await frame.getByText('GPU, float32').count()).toBe(1);
  const said = frame.locator('header [role=status]');
  await expect.poll(() => said.textContent()).toMatch(/^Best: below 1 for good after 17 steps/);
  await workbench.screenshot('gpu-map');

  await frame.getByRole('application', { name: 'Runs of the map' }).focus();
  await page.keyboard.press('ArrowRight');
  for (let i = 0; i < 26; i++) await page.keyboard.press('+');
  await expect
    .poll(computed, { timeout: 20_000 })
    .toBe(
      'Computed on the processor: this part is so small that single precision can’t tell its runs apart.',
    );
  await isDone();
  await workbench.screenshot('gpu-map-small');

  frame = await open('long-map.experiment.json', {
    ...experiment,
    problem: { surface: 'rosenbrock' },
    steps: 4000,
  });
  await expect.poll(() => frame.locator('h1').textContent()).toContain('Rosenbrock');
  await expect
    .poll(() => frame.locator('.counts').textContent(), { timeout: 60_000 })
    .toMatch(/^[1-9][\d,]* of 65,536 runs$/);
  await workbench.crashGpu();
  await expect
    .poll(computed, { timeout: 20_000 })
    .toMatch(
      /^Begun on the GPU \(SwiftShader\), in single precision; the rest on the processor, .*: the GPU was lost/,
    );
  await isDone();
  await workbench.screenshot('gpu-map-crashed');
}, 120_000);

/** What a frame of the map's page draws is bounded; the processor's time that it takes is measured in mapFrames.long.test.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MapPage } from './mapPage.ts';

let shown: MapPage;

beforeAll(async () => {
  shown = await MapPage.open(1288, 860);
});

afterAll(() => shown.panel.close());

test('however much comes and is asked for between two frames, cells are made pixels and a part is asked for once', async () => {
  await shown.show({
    problem: { surface: 'valley' },
    ...{ optimizers: [{ optimizer: 'momentum' }], lr: [0.01], steps: 20, target: 1 },
    map: { x: 'lr', y: 'momentum' },
  });
  const asked = (await shown.told('show')).length;
  const view = (await shown.told('show')).at(-1)?.view ?? expect.fail('nothing was asked for');
  const most = await shown.panel.page.evaluate((view) => {
    const { prototype } = CanvasRenderingContext2D;
    const { putImageData } = prototype;
    let pixels = 0;
    Object.assign(prototype, {
      putImageData(this: CanvasRenderingContext2D, data: ImageData, x: number, y: number) {
        pixels += data.width * data.height;
        return Reflect.apply(putImageData, this, [data, x, y]);
      },
    });
    const surface = document.querySelector('[role=application]');
    const takeFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const counts: number[] = [];
    return (async () => {
      for (let round = 0; round < 8; round++) {
        pixels = 0;
        for (let i = 0; i < 20; i++) {
          const chunk = { cells: Uint32Array.of(i), numbers: new Float64Array(5) };
          window.dispatchEvent(new MessageEvent('message', { data: { type: 'cells', view, chunk } }));
        }
        await takeFrame();
        counts.push(pixels);
      }
      pixels = 0;
      for (let i = 0; i < 20; i++)
        surface?.dispatchEvent(
          new WheelEvent('wheel', {
            deltaY: -20,
            bubbles: true,
            cancelable: true,
            clientX: 400,
            clientY: 300,
          }),
        );
      for (let frame = 0; frame < 8; frame++) {
        await takeFrame();
        counts.push(pixels);
        pixels = 0;
      }
      Object.assign(prototype, { putImageData });
      return Math.max(...counts);
    })();
  }, view);
  await shown.panel.settle();
  // Of the cells, and of those that diverged.
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(2 * 256 * 256);
  expect((await shown.told('show')).length).toBe(asked + 1);
});

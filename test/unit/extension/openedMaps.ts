/** Maps that are opened in the window of commands: their pages, and what is asked of their threads. */
import { beforeEach, expect, vi } from 'vitest';
import type { MapAxis } from '../../../core/experiment/map/mapAxis.ts';
import type { ToMap } from '../../../core/protocol/map.ts';
import type { MapComputation, MapGpu, MapListener } from '../../../extension/backend/openThreads.ts';
import { file, openMap, run } from './commandsWindow.ts';
import { screen } from './fake/screen.ts';
import type { FakePanel } from './fake/widgets.ts';

interface Opened {
  readonly listener: MapListener;
  readonly gpu: MapGpu | null;
  readonly computation: { readonly [Name in keyof MapComputation]: ReturnType<typeof vi.fn> };
}

export const opened: Opened[] = [];

/** Before each test of the file, after the window is opened. */
export function catchMapsBeforeEach(): void {
  beforeEach(() => {
    opened.length = 0;
    openMap.mockImplementation(async (_, gpu, listener) => {
      const computation = {
        ...{ show: vi.fn(), focus: vi.fn(), setPaused: vi.fn(), stop: vi.fn(), dispose: vi.fn() },
        curve: vi.fn(async () => ({ steps: [0, 1], losses: [2, 1] })),
      };
      opened.push({ listener, gpu, computation });
      return computation as never;
    });
  });
}

export const valley = {
  problem: { surface: 'valley' },
  ...{ optimizers: [{ optimizer: 'momentum' }, { optimizer: 'adam' }], lr: [0.01], steps: 1000, target: 1 },
};
export const ofValley = {
  ...valley,
  optimizers: [{ optimizer: 'momentum' }],
  map: { x: 'lr', y: 'momentum' },
};

export const lastPanel = () => screen.panels.at(-1) ?? expect.fail('no page');
export const last = () => opened.at(-1) ?? expect.fail('no map was opened');
export const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
export const told = (panel: FakePanel = lastPanel()) => panel.webview.posted as unknown as ToMap[];
export const send = async (message: object) => {
  lastPanel().webview.send(message);
  await settled();
};
export function shown(panel?: FakePanel) {
  const message = told(panel).findLast(({ type }) => type === 'opened');
  return message?.type === 'opened' ? message : expect.fail('nothing was opened');
}
export function axes(): { x: MapAxis; y: MapAxis } {
  const { x, y } = shown().place;
  return { x, y };
}
export const at = { around: { column: 128, row: 128 }, anew: false, isWhole: false };
export const openFile = async (experiment: object = ofValley) => {
  await run('mapFile', file(JSON.stringify(experiment)));
  await settled();
};

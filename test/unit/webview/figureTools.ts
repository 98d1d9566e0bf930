/** What tests of the chart and of the landscape as elements share. */
import { afterEach, beforeEach, vi } from 'vitest';
import type { Window } from '../../../core/problems/surfaces/surface.ts';
import type { View } from '../../../webview/shared/chart/scene.ts';
import { fakeCanvases } from './fakeCanvas.ts';

/** For each test of the file. */
export function canvasesBeforeEach(): void {
  beforeEach(() => {
    fakeCanvases();
  });

  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
}

export const canvasesOf = (element: Element) => [...element.querySelectorAll('canvas')];

/** What a figure tells, written down. */
export function eventsOf() {
  const highlighted: (string | null)[] = [];
  const events = {
    invalidated: 0,
    highlighted,
    highlight: (key: string | null) => void highlighted.push(key),
    moveCursor() {},
    zoomed: [] as View[],
    zoom: (to: View) => void events.zoomed.push(to),
    looked: [] as (Window | null)[],
    lookAt: (part: Window | null) => void events.looked.push(part),
    invalidate() {
      events.invalidated++;
    },
  };
  return events;
}

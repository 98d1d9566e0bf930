/** What tests of the chart and of the landscape as elements share. */
import { afterEach, beforeEach, vi } from 'vitest';
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
    invalidate() {
      events.invalidated++;
    },
  };
  return events;
}

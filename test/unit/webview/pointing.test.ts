import { describe, expect, it } from 'vitest';
import { cardPlace } from '../../../webview/shared/chart/cardPlace.ts';
import { cursorAt, keyTarget, nearestLine } from '../../../webview/shared/chart/pointing.ts';
import { curveOf, laidOut, lineOf, sceneOf } from './scenes.ts';

const axis = { kind: 'step', log: false, min: 0, max: 100, quantum: 1 } as const;
const falling = lineOf({ curve: curveOf(Array.from({ length: 81 }, (_, i) => 100 - i)) });
const flat = lineOf({ key: '1', curve: curveOf(Array.from({ length: 41 }, () => 50)) });
const scene = sceneOf([falling, flat], { axis, logY: false });
const { plot } = laidOut(scene);

describe('keys', () => {
  const to = (key: string, cursor: number | null, shiftKey = false) =>
    keyTarget({ key, shiftKey }, { ...scene, cursor });

  it('move the crosshair from where it is, or else from the end of the longest line', () => {
    expect([to('ArrowLeft', null), to('ArrowDown', 30), to('ArrowRight', 30), to('ArrowUp', 30)]).toEqual([
      79, 29, 31, 31,
    ]);
    expect([to('ArrowLeft', 30, true), to('ArrowRight', 30, true)]).toEqual([20, 40]);
    expect([to('PageDown', 30), to('PageUp', 30), to('Home', 30), to('End', 30)]).toEqual([20, 40, 0, 80]);
    expect([to('a', 30), to('Tab', 30)]).toEqual([null, null]);
  });

  it('keep it between the start and the end of the longest line', () => {
    expect([to('ArrowRight', 80), to('PageUp', 75), to('ArrowLeft', 0), to('PageDown', 5)]).toEqual([
      80, 80, 0, 0,
    ]);
  });

  it('move it one by one, however often one is pressed', () => {
    let cursor = 0;
    for (let i = 0; i < 24; i++) cursor = to('ArrowRight', cursor) ?? 0;
    expect(cursor).toBe(24);
  });
});

describe('the pointer', () => {
  it('is at the step next to it', () => {
    expect(cursorAt(scene, plot, plot.x(30) + 1)).toBe(30);
    expect(cursorAt(scene, plot, plot.left - 4)).toBe(0);
    expect(cursorAt(scene, plot, plot.right + 4)).toBe(100);
    const log = { ...scene, axis: { ...axis, log: true, min: 1 } };
    expect(cursorAt(log, laidOut(log).plot, laidOut(log).plot.x(10))).toBe(10);
  });

  it('means the line next to it that is near and has come so far', () => {
    expect(nearestLine(scene, plot, 30, plot.y(50) + 3)).toBe('1');
    expect(nearestLine(scene, plot, 30, plot.y(70) - 3)).toBe('0');
    expect(nearestLine(scene, plot, 30, plot.y(60))).toBeNull();
    expect(nearestLine(scene, plot, 60, plot.y(50))).toBeNull();
  });
});

describe('the card beside the crosshair', () => {
  it('stays within the plot and hides as little of the lines as it can', () => {
    for (const cursor of [0, 10, 50, 80, 100]) {
      const { left, top } = cardPlace(plot, { ...scene, cursor }, 150, 80);
      expect(left >= 0 && left + 150 <= plot.width, String(cursor)).toBe(true);
      expect(top).toBeGreaterThanOrEqual(0);
    }
    // The lines run from top left to the right: what is free is at the bottom.
    expect(cardPlace(plot, { ...scene, cursor: 5 }, 150, 80).top).toBeGreaterThan(
      (plot.top + plot.bottom) / 2,
    );
  });
});

// @vitest-environment happy-dom
/** The sign of a line beside its name. */
import { render } from 'lit/html.js';
import { describe, expect, it } from 'vitest';
import { lineKey } from '../../../webview/shared/lineKey.ts';
import { lineDash } from '../../../webview/shared/theme.ts';

function keyOf(slot: number, variant: number, contrast: boolean) {
  const root = document.createElement('div');
  render(lineKey({ slot, variant }, contrast), root);
  const line = root.querySelector('line');
  const [, , width] = (root.querySelector('svg')?.getAttribute('viewBox') ?? '').split(' ').map(Number);
  return {
    className: root.firstElementChild?.getAttribute('class')?.trim() ?? '',
    dash: line?.getAttribute('stroke-dasharray') ?? null,
    width: width ?? 0,
  };
}

describe('the key of a line', () => {
  it('is a dot for a solid one', () => {
    expect(keyOf(3, 0, false)).toMatchObject({ className: 'dot run-3', dash: null });
    expect(keyOf(14, 0, false).className).toBe('dot run-2');
  });

  it.each([1, 2, 3, 4, 5])('is a piece of the line for style %i, at least a pattern long', (variant) => {
    const look = { slot: 3, variant };
    const { className, dash, width } = keyOf(3, variant, false);
    expect(className).toBe('key run-3');
    expect(dash).toBe(lineDash(look, false).join(' '));
    expect(width).toBeGreaterThanOrEqual(lineDash(look, false).reduce((sum, part) => sum + part, 0));
  });

  it('is a piece of every line in high contrast', () => {
    for (let slot = 0; slot < 12; slot++) {
      const { className, dash, width } = keyOf(slot, 0, true);
      const expected = lineDash({ slot, variant: 0 }, true);
      expect([className, dash]).toEqual([`key run-${slot}`, expected.join(' ')]);
      expect(width).toBeGreaterThanOrEqual(expected.reduce((sum, part) => sum + part, 0));
    }
  });
});

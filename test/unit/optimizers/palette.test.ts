import { describe, expect, it } from 'vitest';
import { palette } from '../../../core/optimizers/palette.ts';
import { ciede2000, contrastOf, eyes, labOf } from './colorDistance.ts';

const backgrounds = {
  dark: '#1f1f1f',
  light: '#ffffff',
  highContrast: '#000000',
  highContrastLight: '#ffffff',
} as const;
type ThemeKind = keyof typeof backgrounds;
const themes: readonly ThemeKind[] = ['dark', 'light', 'highContrast', 'highContrastLight'];
/** What words about errors are written in, which no run may be taken for: `--bad` of the panel in VS Code's own themes. */
const errors = { dark: '#ed6f69', light: '#c74743', highContrast: '#f48771', highContrastLight: '#b5200d' };

/** The two colours that look most alike, as `slot and slot: distance`. */
function nearest(theme: ThemeKind, eye: keyof typeof eyes) {
  const labs = palette.map((colors) => labOf(colors[theme], eyes[eye]));
  let least = { pair: '', distance: Number.POSITIVE_INFINITY };
  labs.forEach((a, i) => {
    labs.slice(0, i).forEach((b, j) => {
      const distance = ciede2000(a, b);
      if (distance < least.distance) least = { pair: `${j} and ${i}`, distance };
    });
  });
  return least;
}

// Of the test data that the authors publish beside the formula.
it.each([
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, 2.5, 0], [50, 0, -2.5], 4.3065],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
] as const)('measures the distance of %j and %j', (a, b, distance) => {
  expect(ciede2000(a, b)).toBeCloseTo(distance, 4);
  expect(ciede2000(b, a)).toBeCloseTo(distance, 4);
});

describe.each(themes)('the colours of runs in %s', (theme) => {
  it('can be read as words: 4.5:1 on the editor’s background', () => {
    for (const colors of palette)
      expect(contrastOf(colors[theme], backgrounds[theme]), colors[theme]).toBeGreaterThanOrEqual(4.5);
  });

  it('have no near twins', () => {
    const { pair, distance } = nearest(theme, 'normal');
    expect(distance, pair).toBeGreaterThan(15);
  });

  it.each(['protanopia', 'deuteranopia', 'tritanopia'] as const)('stay apart to eyes with %s', (eye) => {
    const { pair, distance } = nearest(theme, eye);
    expect(distance, pair).toBeGreaterThan(7);
  });

  it('are not taken for an error', () => {
    const error = labOf(errors[theme], eyes.normal);
    for (const colors of palette)
      expect(ciede2000(labOf(colors[theme], eyes.normal), error), colors[theme]).toBeGreaterThan(12);
  });
});

import { palette } from '../../../core/optimizers/palette.ts';
import type { Theme } from '../theme.ts';

/** The colours of VS Code's light theme on white, as on paper, with the fonts of another theme. */
export function lightTheme({ textFont, numberFont }: Theme): Theme {
  return {
    contrast: false,
    foreground: '#3b3b3b',
    quiet: '#6c6c6c',
    grid: '#3b3b3b13',
    rule: '#3b3b3b3d',
    background: '#ffffff',
    error: '#b3261e',
    mark: '#bf8803',
    hill: '#3b3b3b05',
    contour: '#3b3b3b2b',
    textFont,
    numberFont,
    runs: palette.map(({ light }) => light),
  };
}

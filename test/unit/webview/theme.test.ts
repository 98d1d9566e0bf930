// @vitest-environment happy-dom
/** The theme's colours, and how lines are told apart. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { lineColor, lineDash, onThemeChange, paletteSize, readTheme } from '../../../webview/shared/theme.ts';
import { theme } from './scenes.ts';

afterEach(() => {
  document.body.removeAttribute('style');
  document.body.className = '';
  document.documentElement.removeAttribute('style');
});

describe('the theme', () => {
  const variables = {
    '--vscode-foreground': '#ccc',
    '--quiet': '#999',
    '--grid': '#333',
    '--rule': '#555',
    '--background': '#111',
    '--bad': '#f66',
    '--hill': '#222',
    '--contour': '#444',
    '--run-0': '#00f',
    '--run-11': '#0ff',
  };
  const setUp = (more: Record<string, string> = {}) => {
    for (const [name, value] of Object.entries({ ...variables, ...more }))
      document.body.style.setProperty(name, value);
  };

  it('is read from the variables of the page', () => {
    setUp({ '--vscode-editor-font-family': 'Mono' });
    document.body.style.setProperty('font-family', 'Sans');
    expect(readTheme()).toMatchObject({
      ...{
        contrast: false,
        foreground: '#ccc',
        quiet: '#999',
        grid: '#333',
        rule: '#555',
        background: '#111',
      },
      ...{ error: '#f66', hill: '#222', contour: '#444', textFont: 'Sans', numberFont: 'Mono' },
    });
    const { runs } = readTheme();
    expect([runs.length, runs[0], runs[11]]).toEqual([12, '#00f', '#0ff']);
  });

  it('has numbers in a font of even width where the editor has none', () => {
    setUp();
    expect(readTheme().numberFont).toBe('monospace');
  });

  it.each([
    ['vscode-high-contrast', true],
    ['vscode-high-contrast-light', true],
    ['vscode-dark', false],
  ])('of class %s is of high contrast: %s', (className, contrast) => {
    document.body.className = className;
    expect(readTheme().contrast).toBe(contrast);
  });

  it('tells when it changes, by class, id or variables, and of nothing else', async () => {
    const changed = vi.fn();
    onThemeChange(changed);
    const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
    const times = async (change: () => void) => {
      changed.mockClear();
      change();
      await settle();
      return changed.mock.calls.length;
    };
    expect(await times(() => document.body.classList.add('vscode-light'))).toBe(1);
    expect(await times(() => document.body.setAttribute('data-vscode-theme-id', 'x'))).toBe(1);
    expect(await times(() => document.documentElement.style.setProperty('--a', '1'))).toBe(1);
    expect(await times(() => document.body.setAttribute('data-other', 'x'))).toBe(0);
    expect(await times(() => document.documentElement.setAttribute('lang', 'en'))).toBe(0);
  });
});

describe('lines', () => {
  it('have the colour of their slot, twelve in turn, or else that of the text', () => {
    const runs = Array.from({ length: paletteSize }, (_, i) => `#${i}`);
    const of = (slot: number, colors = runs) => lineColor({ slot, variant: 3 }, { ...theme, runs: colors });
    expect([of(0), of(11), of(12), of(25), of(3, [])]).toEqual(['#0', '#11', '#0', '#1', theme.foreground]);
  });

  it.each([false, true])('of one colour have six styles, in high contrast %s', (contrast) => {
    for (let slot = 0; slot < 24; slot++) {
      const styles = Array.from({ length: 6 }, (_, variant) => lineDash({ slot, variant }, contrast).join());
      expect(new Set(styles).size).toBe(6);
      expect(lineDash({ slot, variant: 6 }, contrast)).toEqual(lineDash({ slot, variant: 0 }, contrast));
    }
  });

  it('are solid first; in high contrast each colour begins with a style of its own, the first with the solid one', () => {
    const firsts = (contrast: boolean) =>
      Array.from({ length: 12 }, (_, slot) => lineDash({ slot, variant: 0 }, contrast).join());
    expect(new Set(firsts(false))).toEqual(new Set(['']));
    expect(new Set(firsts(true)).size).toBe(12);
    expect(firsts(true)[0]).toBe('');
  });

  it('have styles whose dashes and gaps come in pairs', () => {
    for (const contrast of [false, true])
      for (let variant = 0; variant < 12; variant++) {
        const dash = lineDash({ slot: variant, variant }, contrast);
        expect(dash.length % 2).toBe(0);
        expect(dash.every((part) => part > 0)).toBe(true);
      }
  });
});

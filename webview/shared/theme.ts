/** The colours and fonts of the VS Code theme, for what is drawn on a canvas; everything else reads the variables itself. */

export const paletteSize = 12;

export interface Theme {
  /** High contrast, dark or light: line styles are the second code. */
  readonly contrast: boolean;
  readonly foreground: string;
  readonly quiet: string;
  readonly grid: string;
  readonly rule: string;
  readonly background: string;
  readonly error: string;
  /** Where somebody stands. */
  readonly mark: string;
  /** The land above a level of a landscape, and its border. */
  readonly hill: string;
  readonly contour: string;
  readonly textFont: string;
  readonly numberFont: string;
  readonly runs: readonly string[];
}

export function readTheme(): Theme {
  const style = getComputedStyle(document.body);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    contrast: isHighContrast(),
    foreground: read('--vscode-foreground'),
    quiet: read('--quiet'),
    grid: read('--grid'),
    rule: read('--rule'),
    background: read('--background'),
    error: read('--bad'),
    mark: read('--mark'),
    hill: read('--hill'),
    contour: read('--contour'),
    textFont: style.fontFamily,
    numberFont: read('--vscode-editor-font-family') || 'monospace',
    runs: Array.from({ length: paletteSize }, (_, slot) => read(`--run-${slot}`)),
  };
}

/** VS Code says which theme kind is on by a class of the body, and repaints its variables with it. */
export function onThemeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}

export function isHighContrast(): boolean {
  const { classList } = document.body;
  return classList.contains('vscode-high-contrast') || classList.contains('vscode-high-contrast-light');
}

/** How a line is told from others. */
export interface Look {
  /** In the palette of twelve. */
  readonly slot: number;
  /** 0 for the first line of its colour, 1 for the second, …: the line style. */
  readonly variant: number;
}

export function lineColor({ slot }: Look, theme: Theme): string {
  return theme.runs[slot % paletteSize] ?? theme.foreground;
}

/** Line styles in high contrast, where each slot begins with another: SGD, the baseline, with the solid one. */
const contrastDashes: readonly (readonly number[])[] = [
  [],
  [8, 3],
  [12, 3],
  [2, 3],
  [10, 3, 2, 3],
  [5, 2, 1, 2],
  [6, 6],
  [1, 4],
  [14, 3, 2, 3, 2, 3],
  [4, 2],
  [10, 2, 4, 2],
  [3, 5],
];
/** Line styles of the first, second, … run of one colour. */
const dashes: readonly (readonly number[])[] = [[], [3, 3], [8, 3], [8, 3, 2, 3], [1, 3], [14, 4]];

/** No two lines of one colour have the same, up to the sixth. */
export function lineDash({ slot, variant }: Look, contrast: boolean): readonly number[] {
  const style = variant % dashes.length;
  return (contrast ? contrastDashes[(slot + style) % contrastDashes.length] : dashes[style]) ?? [];
}

/** VS Code's own themes, as far as a page needs them to be laid out and read. */
import { readFileSync } from 'node:fs';
import { reportThemes } from '../../scripts/generate/reportThemesCss.ts';
import { inRoot } from '../../scripts/tools/paths.mjs';

export const themeNames = ['light', 'dark', 'hcDark', 'hcLight'] as const;
export type ThemeName = (typeof themeNames)[number];

/** What pages are laid out and read by, of the colours that reports have. */
const ofReports = [
  ...['foreground', 'editor-background', 'contrastBorder', 'contrastActiveBorder', 'focusBorder'],
  ...['errorForeground', 'textLink-foreground', 'charts-blue', 'menu-background', 'menu-foreground'],
  ...['dropdown-background', 'dropdown-foreground', 'dropdown-border'],
  ...['input-background', 'input-foreground', 'input-border', 'input-placeholderForeground'],
  ...['inputOption-activeBackground', 'inputOption-activeForeground', 'inputOption-activeBorder'],
  ...['list-hoverBackground', 'list-inactiveSelectionBackground'],
];

/** What reports have none of, or another: by their ids, with hyphens for dots. */
const others: Readonly<Record<ThemeName, Readonly<Record<string, string>>>> = {
  light: {
    // VS Code's own, which reports have darker.
    errorForeground: '#f85149',
    'button-background': '#005fb8',
    'button-foreground': '#ffffff',
    'button-border': 'rgba(0, 0, 0, 0.1)',
    'button-secondaryBorder': 'rgba(59, 59, 59, 0.15)',
    'button-secondaryBackground': '#e5e5e5',
    'button-secondaryForeground': '#3b3b3b',
  },
  dark: {
    'button-background': '#0078d4',
    'button-foreground': '#ffffff',
    'button-border': 'rgba(255, 255, 255, 0.1)',
    'button-secondaryBorder': 'rgba(204, 204, 204, 0.15)',
    'button-secondaryBackground': '#00000000',
    'button-secondaryForeground': '#cccccc',
  },
  hcDark: {
    'button-background': '#000000',
    'button-foreground': '#ffffff',
    'button-border': '#6fc3df',
    'button-secondaryBorder': '#6fc3df',
    'button-secondaryForeground': '#ffffff',
  },
  hcLight: {
    'button-background': '#0f4a85',
    'button-foreground': '#ffffff',
    'button-border': '#0f4a85',
    'button-secondaryBorder': '#0f4a85',
    'button-secondaryBackground': '#ffffff',
    'button-secondaryForeground': '#292929',
  },
};

/** Of the body: by it pages tell the kinds of themes apart. */
const bodyClasses: Readonly<Record<ThemeName, string>> = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  hcDark: 'vscode-high-contrast',
  hcLight: 'vscode-high-contrast-light vscode-high-contrast',
};

function colorsOf(name: ThemeName): [string, string][] {
  const shared = Object.entries(reportThemes[name].colors).filter(([id]) => ofReports.includes(id));
  return Object.entries({ ...Object.fromEntries(shared), ...others[name] });
}

/** How `package.json` calls the kinds of themes. */
const kinds = { light: 'light', dark: 'dark', hcDark: 'highContrast', hcLight: 'highContrastLight' } as const;

interface Manifest {
  readonly contributes: {
    readonly colors: readonly { id: string; defaults: Readonly<Record<string, string>> }[];
  };
}

/** A style sheet with all of them, which are told apart by `data-theme` of the root. */
export function themesCss(): string {
  const manifest = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as Manifest;
  const rules = themeNames.map((name) => {
    const own = manifest.contributes.colors.map(
      ({ id, defaults }) => [id.replaceAll('.', '-'), defaults[kinds[name]] ?? ''] as const,
    );
    const lines = [...colorsOf(name), ...own].map(([id, value]) => `  --vscode-${id}: ${value};\n`);
    return `html[data-theme="${name}"] {\n${lines.join('')}}\n`;
  });
  return `html {
  --vscode-font-family: system-ui, sans-serif;
  --vscode-editor-font-family: monospace;
}
${rules.join('')}`;
}

/** As browsers write it: `rgb(255, 255, 255)`. */
export function colorOf(name: ThemeName, id: string): string {
  const color = new Map(colorsOf(name)).get(id) ?? '';
  const [, hex] = /^#([0-9a-f]{6})$/.exec(color) ?? [];
  if (!hex) return color;
  return `rgb(${[0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;
}

/** Of the body of a page, as VS Code has it. */
export function bodyClassOf(name: ThemeName): string {
  return bodyClasses[name];
}

/** VS Code's own themes, as far as a page needs them to be laid out and read. */
import { readFileSync } from 'node:fs';
import { inRoot } from '../../scripts/tools/paths.mjs';

export const themeNames = ['light', 'dark', 'hcDark', 'hcLight'] as const;
export type ThemeName = (typeof themeNames)[number];

interface PageTheme {
  /** Of the body: by it pages tell the kinds of themes apart. */
  readonly bodyClass: string;
  /** By their ids, with hyphens for dots. */
  readonly colors: Readonly<Record<string, string>>;
}

const themes: Readonly<Record<ThemeName, PageTheme>> = {
  light: {
    bodyClass: 'vscode-light',
    colors: {
      foreground: '#3b3b3b',
      'editor-background': '#ffffff',
      focusBorder: '#005fb8',
      errorForeground: '#f85149',
      'textLink-foreground': '#005fb8',
      'dropdown-background': '#ffffff',
      'dropdown-foreground': '#3b3b3b',
      'dropdown-border': '#cecece',
      'input-background': '#ffffff',
      'input-foreground': '#3b3b3b',
      'input-border': '#cecece',
      'input-placeholderForeground': '#767676',
      'inputOption-activeBackground': '#bed6ed',
      'inputOption-activeForeground': '#000000',
      'inputOption-activeBorder': '#005fb8',
      'button-background': '#005fb8',
      'button-foreground': '#ffffff',
      'button-border': 'rgba(0, 0, 0, 0.1)',
      'button-secondaryBackground': '#e5e5e5',
      'button-secondaryBorder': 'rgba(59, 59, 59, 0.15)',
      'button-secondaryForeground': '#3b3b3b',
      'list-hoverBackground': '#f2f2f2',
      'list-inactiveSelectionBackground': '#e4e6f1',
      'charts-blue': '#0063d3',
      'menu-background': '#ffffff',
      'menu-foreground': '#3b3b3b',
    },
  },
  dark: {
    bodyClass: 'vscode-dark',
    colors: {
      foreground: '#cccccc',
      'editor-background': '#1f1f1f',
      focusBorder: '#0078d4',
      errorForeground: '#f85149',
      'textLink-foreground': '#4daafc',
      'dropdown-background': '#313131',
      'dropdown-foreground': '#cccccc',
      'dropdown-border': '#3c3c3c',
      'input-background': '#313131',
      'input-foreground': '#cccccc',
      'input-border': '#3c3c3c',
      'input-placeholderForeground': '#989898',
      'inputOption-activeBackground': 'rgba(36, 137, 219, 0.51)',
      'inputOption-activeForeground': '#ffffff',
      'inputOption-activeBorder': '#2488db',
      'button-background': '#0078d4',
      'button-foreground': '#ffffff',
      'button-border': 'rgba(255, 255, 255, 0.1)',
      'button-secondaryBackground': 'rgba(0, 0, 0, 0)',
      'button-secondaryBorder': 'rgba(204, 204, 204, 0.15)',
      'button-secondaryForeground': '#cccccc',
      'list-hoverBackground': '#2a2d2e',
      'list-inactiveSelectionBackground': '#37373d',
      'charts-blue': '#59a4f9',
      'menu-background': '#1f1f1f',
      'menu-foreground': '#cccccc',
    },
  },
  hcDark: {
    bodyClass: 'vscode-high-contrast',
    colors: {
      foreground: '#ffffff',
      'editor-background': '#000000',
      contrastBorder: '#6fc3df',
      contrastActiveBorder: '#f38518',
      focusBorder: '#f38518',
      errorForeground: '#f48771',
      'textLink-foreground': '#21a6ff',
      'dropdown-background': '#000000',
      'dropdown-foreground': '#ffffff',
      'dropdown-border': '#6fc3df',
      'input-background': '#000000',
      'input-foreground': '#ffffff',
      'input-border': '#6fc3df',
      'input-placeholderForeground': 'rgba(255, 255, 255, 0.7)',
      'inputOption-activeBackground': 'rgba(0, 0, 0, 0)',
      'inputOption-activeForeground': '#ffffff',
      'inputOption-activeBorder': '#6fc3df',
      'button-background': '#000000',
      'button-foreground': '#ffffff',
      'button-border': '#6fc3df',
      'button-secondaryBorder': '#6fc3df',
      'button-secondaryForeground': '#ffffff',
      'list-hoverBackground': 'rgba(255, 255, 255, 0.1)',
      'charts-blue': '#59a4f9',
      'menu-background': '#000000',
      'menu-foreground': '#ffffff',
    },
  },
  hcLight: {
    bodyClass: 'vscode-high-contrast-light vscode-high-contrast',
    colors: {
      foreground: '#292929',
      'editor-background': '#ffffff',
      contrastBorder: '#0f4a85',
      contrastActiveBorder: '#006bbd',
      focusBorder: '#006bbd',
      errorForeground: '#b5200d',
      'textLink-foreground': '#0f4a85',
      'dropdown-background': '#ffffff',
      'dropdown-foreground': '#292929',
      'dropdown-border': '#0f4a85',
      'input-background': '#ffffff',
      'input-foreground': '#292929',
      'input-border': '#0f4a85',
      'input-placeholderForeground': 'rgba(41, 41, 41, 0.7)',
      'inputOption-activeBackground': 'rgba(0, 0, 0, 0)',
      'inputOption-activeForeground': '#292929',
      'inputOption-activeBorder': '#0f4a85',
      'button-background': '#0f4a85',
      'button-foreground': '#ffffff',
      'button-border': '#0f4a85',
      'button-secondaryBackground': '#ffffff',
      'button-secondaryBorder': '#0f4a85',
      'button-secondaryForeground': '#292929',
      'list-hoverBackground': 'rgba(15, 74, 133, 0.1)',
      'list-inactiveSelectionBackground': 'rgba(15, 74, 133, 0.1)',
      'charts-blue': '#0063d3',
      'menu-background': '#ffffff',
      'menu-foreground': '#292929',
    },
  },
};

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
    const lines = [...Object.entries(themes[name].colors), ...own].map(
      ([id, value]) => `  --vscode-${id}: ${value};\n`,
    );
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
  const color = themes[name].colors[id] ?? '';
  const [, hex] = /^#([0-9a-f]{6})$/.exec(color) ?? [];
  if (!hex) return color;
  return `rgb(${[0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;
}

/** Of the body of a page, as VS Code has it. */
export function bodyClassOf(name: ThemeName): string {
  return themes[name].bodyClass;
}

import { palette, type SlotColors } from '../../core/optimizers/palette.ts';

interface ReportTheme {
  /** Classes of the body that has it. */
  readonly selector: string;
  readonly palette: keyof SlotColors;
  /** VS Code's own, by their ids with hyphens for dots. */
  readonly colors: Readonly<Record<string, string>>;
}

const light: ReportTheme = {
  selector: 'body.vscode-light',
  palette: 'light',
  colors: {
    foreground: '#3b3b3b',
    'editor-background': '#ffffff',
    focusBorder: '#005fb8',
    errorForeground: '#c72e2e',
    'icon-foreground': '#3b3b3b',
    'textLink-foreground': '#005fb8',
    disabledForeground: '#61616180',
    'panel-border': '#e5e5e5',
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
    'toolbar-hoverBackground': '#b8b8b850',
    'list-hoverBackground': '#f2f2f2',
    'list-inactiveSelectionBackground': '#e4e6f1',
    'charts-blue': '#0063d3',
    'charts-yellow': '#bf8803',
    'menu-background': '#ffffff',
    'menu-foreground': '#3b3b3b',
    'menu-border': '#cecece',
    'editorHoverWidget-background': '#f8f8f8',
    'editorHoverWidget-foreground': '#3b3b3b',
    'editorHoverWidget-border': '#c8c8c8',
    'editorWarning-foreground': '#bf8803',
    'progressBar-background': '#005fb8',
    'widget-shadow': '#00000029',
  },
};

const dark: ReportTheme = {
  selector: 'body.vscode-dark',
  palette: 'dark',
  colors: {
    foreground: '#cccccc',
    'editor-background': '#1f1f1f',
    focusBorder: '#0078d4',
    errorForeground: '#f85149',
    'icon-foreground': '#cccccc',
    'textLink-foreground': '#4daafc',
    disabledForeground: '#cccccc80',
    'panel-border': '#2b2b2b',
    'dropdown-background': '#313131',
    'dropdown-foreground': '#cccccc',
    'dropdown-border': '#3c3c3c',
    'input-background': '#313131',
    'input-foreground': '#cccccc',
    'input-border': '#3c3c3c',
    'input-placeholderForeground': '#989898',
    'inputOption-activeBackground': '#2489db82',
    'inputOption-activeForeground': '#ffffff',
    'inputOption-activeBorder': '#2488db',
    'toolbar-hoverBackground': '#5a5d5e50',
    'list-hoverBackground': '#2a2d2e',
    'list-inactiveSelectionBackground': '#37373d',
    'charts-blue': '#59a4f9',
    'charts-yellow': '#cca700',
    'menu-background': '#1f1f1f',
    'menu-foreground': '#cccccc',
    'menu-border': '#454545',
    'editorHoverWidget-background': '#202020',
    'editorHoverWidget-foreground': '#cccccc',
    'editorHoverWidget-border': '#454545',
    'editorWarning-foreground': '#cca700',
    'progressBar-background': '#0078d4',
    'widget-shadow': '#0000005c',
  },
};

const contrastDark: ReportTheme = {
  selector: 'body.vscode-high-contrast',
  palette: 'highContrast',
  colors: {
    foreground: '#ffffff',
    'editor-background': '#000000',
    contrastBorder: '#6fc3df',
    contrastActiveBorder: '#f38518',
    focusBorder: '#f38518',
    errorForeground: '#f48771',
    'icon-foreground': '#ffffff',
    'textLink-foreground': '#21a6ff',
    disabledForeground: '#a5a5a5',
    'dropdown-background': '#000000',
    'dropdown-foreground': '#ffffff',
    'dropdown-border': '#6fc3df',
    'input-background': '#000000',
    'input-foreground': '#ffffff',
    'input-border': '#6fc3df',
    'input-placeholderForeground': '#ffffffb3',
    'inputOption-activeBackground': '#00000000',
    'inputOption-activeForeground': '#ffffff',
    'inputOption-activeBorder': '#6fc3df',
    'list-hoverBackground': '#ffffff1a',
    'charts-blue': '#59a4f9',
    'charts-yellow': '#ffd700',
    'menu-background': '#000000',
    'menu-foreground': '#ffffff',
    'menu-border': '#6fc3df',
    'editorHoverWidget-background': '#0c141f',
    'editorHoverWidget-foreground': '#ffffff',
    'editorHoverWidget-border': '#6fc3df',
    'editorWarning-foreground': '#ffd370',
    'progressBar-background': '#6fc3df',
    'widget-shadow': '#00000000',
  },
};

/** Its body has the class of the dark one, too: what it names itself comes after. */
const contrastLight: ReportTheme = {
  selector: 'body.vscode-high-contrast-light',
  palette: 'highContrastLight',
  colors: {
    foreground: '#292929',
    'editor-background': '#ffffff',
    contrastBorder: '#0f4a85',
    contrastActiveBorder: '#006bbd',
    focusBorder: '#006bbd',
    errorForeground: '#b5200d',
    'icon-foreground': '#292929',
    'textLink-foreground': '#0f4a85',
    disabledForeground: '#7f7f7f',
    'dropdown-background': '#ffffff',
    'dropdown-foreground': '#292929',
    'dropdown-border': '#0f4a85',
    'input-background': '#ffffff',
    'input-foreground': '#292929',
    'input-border': '#0f4a85',
    'input-placeholderForeground': '#292929b3',
    'inputOption-activeBackground': '#00000000',
    'inputOption-activeForeground': '#292929',
    'inputOption-activeBorder': '#0f4a85',
    'list-hoverBackground': '#0f4a851a',
    'list-inactiveSelectionBackground': '#0f4a851a',
    'charts-blue': '#0063d3',
    'charts-yellow': '#895503',
    'menu-background': '#ffffff',
    'menu-foreground': '#292929',
    'menu-border': '#0f4a85',
    'editorHoverWidget-background': '#ffffff',
    'editorHoverWidget-foreground': '#292929',
    'editorHoverWidget-border': '#0f4a85',
    'editorWarning-foreground': '#895503',
    'progressBar-background': '#0f4a85',
    'widget-shadow': '#00000000',
  },
};

/** By the names that tests of pages have for them. @internal */
export const reportThemes = { light, dark, hcDark: contrastDark, hcLight: contrastLight };

/** The colours that reports have without VS Code around them: of its themes, by the classes that it gives pages; on paper the light ones. */
export function reportThemesCss(): string {
  const paper = [...ruleOf(light, dark.selector), ...ruleOf(contrastLight, contrastDark.selector)].map(
    (line) => `  ${line}`,
  );
  return [
    '/* The colours of reports. `npm run generate` writes this file. */',
    ...[light, dark, contrastDark, contrastLight].flatMap((theme) => ruleOf(theme)),
    '@media print {',
    ...paper,
    '}',
    '',
  ].join('\n');
}

function ruleOf({ selector, palette: kind, colors }: ReportTheme, of = selector): string[] {
  const runs = palette.map((slot, number) => [`optimizerPlayground-run${number}`, slot[kind]] as const);
  return [
    `${of} {`,
    ...[...Object.entries(colors), ...runs].map(([id, value]) => `  --vscode-${id}: ${value};`),
    '}',
  ];
}

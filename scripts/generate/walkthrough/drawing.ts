/**
 * Pieces of the pictures of the walkthrough: SVG that VS Code puts into its page, with the colours of the theme. Styles are
 * attributes, since that page allows no others.
 */

export const width = 480;
export const height = 330;

export const colors = {
  text: 'var(--vscode-foreground)',
  quiet: 'var(--vscode-descriptionForeground)',
  line: 'var(--vscode-optimizerPlayground-grid, var(--vscode-widget-border, var(--vscode-descriptionForeground)))',
  ground: 'var(--vscode-editor-background)',
  good: 'var(--vscode-gitDecoration-addedResourceForeground, var(--vscode-charts-green))',
  keyword: 'var(--vscode-charts-purple)',
  name: 'var(--vscode-charts-blue)',
  number: 'var(--vscode-debugTokenExpression-number)',
} as const;

/** The colour of a slot of the palette. */
export const runColor = (slot: number) => `var(--vscode-optimizerPlayground-run${slot})`;

const round = (value: number) => Number(value.toFixed(1));

export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  inner = '',
): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : value}"`,
  );
  return inner === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inner}</${name}>`;
}

const monospace = 'var(--vscode-editor-font-family), monospace';

interface TextStyle {
  readonly fill?: string;
  readonly size?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly isCode?: boolean;
  readonly isBold?: boolean;
}

export function text(
  x: number,
  y: number,
  words: string,
  { fill = colors.text, size = 13, anchor = 'start', isCode = false, isBold = false }: TextStyle = {},
): string {
  const family = isCode ? monospace : 'var(--vscode-font-family), sans-serif';
  return element(
    'text',
    {
      ...{ x, y, fill, 'font-size': size, 'font-family': family, 'text-anchor': anchor },
      ...(isCode && { 'xml:space': 'preserve' }),
      ...(isBold && { 'font-weight': 600 }),
    },
    escaped(words),
  );
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** A line of code in pieces of several colours. */
export function codeLine(
  x: number,
  y: number,
  pieces: readonly (readonly [words: string, fill: string])[],
): string {
  const spans = pieces.map(([words, fill]) => element('tspan', { fill }, escaped(words)));
  return element(
    'text',
    { x, y, 'font-size': 14, 'font-family': monospace, 'xml:space': 'preserve' },
    spans.join(''),
  );
}

export function rectangle(
  [x, y, w, h]: readonly [number, number, number, number],
  { fill = 'none', stroke = 'none', radius = 4 } = {},
): string {
  return element('rect', { x, y, width: w, height: h, rx: radius, fill, stroke });
}

export function path(points: readonly (readonly [number, number])[], stroke: string, thickness = 2): string {
  const d = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
  return element('path', { d, fill: 'none', stroke, 'stroke-width': thickness, 'stroke-linejoin': 'round' });
}

/** A whole picture. @param title What screen readers say of it. */
export function picture(title: string, pieces: readonly string[]): string {
  const inner = [element('title', {}, title), ...pieces].join('\n');
  return `${element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, role: 'img' },
    `\n${inner}\n`,
  )}\n`;
}

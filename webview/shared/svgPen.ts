import type { Pen } from './pen.ts';

/** What a drawing needs of the page: how wide text is, and what a colour of the theme is in numbers. */
export interface SvgHelp {
  measure(text: string, font: string): number;
  /** `#1a73cc` and how opaque it is, 0 to 1. */
  resolve(color: string): { readonly hex: string; readonly opacity: number };
}

/** What `save` keeps. */
const kept = [
  'fillStyle',
  'strokeStyle',
  'lineWidth',
  'lineJoin',
  'lineDashOffset',
  'globalAlpha',
  'font',
  'textAlign',
  'textBaseline',
] as const;

/** From a line of text's anchor down to its base line, in parts of the font's size; programs disagree on `dominant-baseline`. */
const baselines: Partial<Record<CanvasTextBaseline, number>> = { middle: 0.35, top: 0.8, bottom: -0.2 };
const anchors: Partial<Record<CanvasTextAlign, string>> = { center: 'middle', right: 'end', end: 'end' };

/** Draws an SVG. */
export class SvgPen implements Pen {
  fillStyle: Pen['fillStyle'] = '#000';
  strokeStyle: Pen['strokeStyle'] = '#000';
  lineWidth = 1;
  lineJoin: CanvasLineJoin = 'miter';
  lineDashOffset = 0;
  globalAlpha = 1;
  font = '10px sans-serif';
  textAlign: CanvasTextAlign = 'start';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  readonly #help: SvgHelp;
  readonly #parts: string[] = [];
  readonly #clips: string[] = [];
  readonly #saved: (() => void)[] = [];
  #path: string[] = [];
  #dash: number[] = [];
  #origin = { x: 0, y: 0 };
  /** Of the part that things are cut off at; empty for none. */
  #clip = '';

  constructor(help: SvgHelp) {
    this.#help = help;
  }

  /** The whole file. */
  file(width: number, height: number, title: string): string {
    const defs = this.#clips.length > 0 ? `<defs>${this.#clips.join('')}</defs>` : '';
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}" role="img">`,
      `<title>${escapeXml(title)}</title>`,
      defs,
      ...this.#parts,
      '</svg>\n',
    ].join('\n');
  }

  save(): void {
    const values = kept.map((name) => [name, this[name]] as const);
    const [dash, origin, clip] = [this.#dash, this.#origin, this.#clip];
    this.#saved.push(() => {
      Object.assign(this, Object.fromEntries(values));
      this.#dash = dash;
      this.#origin = origin;
      this.#clip = clip;
    });
  }

  restore(): void {
    this.#saved.pop()?.();
  }

  translate(x: number, y: number): void {
    this.#origin = { x: this.#origin.x + x, y: this.#origin.y + y };
  }

  beginPath(): void {
    this.#path = [];
  }

  moveTo(x: number, y: number): void {
    this.#path.push(`M${this.#at(x, y)}`);
  }

  /** The first point of a path is moved to, as on a canvas. */
  lineTo(x: number, y: number): void {
    this.#path.push(`${this.#path.length === 0 ? 'M' : 'L'}${this.#at(x, y)}`);
  }

  closePath(): void {
    this.#path.push('Z');
  }

  /** Whole circles alone are drawn. */
  arc(x: number, y: number, radius: number): void {
    const r = round(radius);
    this.#path.push(
      `M${this.#at(x + radius, y)}A${r},${r} 0 1 1 ${this.#at(x - radius, y)}A${r},${r} 0 1 1 ${this.#at(x + radius, y)}Z`,
    );
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#path.push(`M${this.#at(x, y)}h${round(width)}v${round(height)}h${round(-width)}Z`);
  }

  clip(): void {
    const id = `clip-${this.#clips.length + 1}`;
    this.#clips.push(`<clipPath id="${id}"><path d="${this.#path.join('')}"/></clipPath>`);
    this.#clip = ` clip-path="url(#${id})"`;
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const path = this.#path;
    this.#path = [];
    this.rect(x, y, width, height);
    this.fill();
    this.#path = path;
  }

  stroke(): void {
    const dash = this.#dash.length > 0 ? ` stroke-dasharray="${this.#dash.join(' ')}"` : '';
    const offset = this.lineDashOffset === 0 ? '' : ` stroke-dashoffset="${round(this.lineDashOffset)}"`;
    this.#draw(
      `fill="none"${this.#paint('stroke', this.strokeStyle)} stroke-width="${round(this.lineWidth)}" stroke-linejoin="${this.lineJoin}"${dash}${offset}`,
    );
  }

  fill(): void {
    this.#draw(this.#paint('fill', this.fillStyle).trimStart());
  }

  fillText(text: string, x: number, y: number): void {
    this.#write(text, x, y, this.#paint('fill', this.fillStyle));
  }

  strokeText(text: string, x: number, y: number): void {
    const paint = this.#paint('stroke', this.strokeStyle);
    this.#write(
      text,
      x,
      y,
      ` fill="none"${paint} stroke-width="${round(this.lineWidth)}" stroke-linejoin="round"`,
    );
  }

  setLineDash(dash: number[]): void {
    this.#dash = dash;
  }

  measureText(text: string): { readonly width: number } {
    return { width: this.#help.measure(text, this.font) };
  }

  #at(x: number, y: number): string {
    return `${round(x + this.#origin.x)},${round(y + this.#origin.y)}`;
  }

  #paint(property: 'fill' | 'stroke', color: Pen['fillStyle']): string {
    const { hex, opacity } = this.#help.resolve(String(color));
    const alpha = opacity * this.globalAlpha;
    return ` ${property}="${hex}"${alpha < 1 ? ` ${property}-opacity="${round(alpha)}"` : ''}`;
  }

  #draw(style: string): void {
    if (this.#path.length > 0) this.#parts.push(`<path d="${this.#path.join('')}" ${style}${this.#clip}/>`);
  }

  #write(text: string, x: number, y: number, style: string): void {
    const [, weight = '', size = '10', family = 'sans-serif'] =
      /^(\d+ )?([\d.]+)px (.*)$/.exec(this.font) ?? [];
    const down = (baselines[this.textBaseline] ?? 0) * Number(size);
    const anchor = anchors[this.textAlign];
    const place = `x="${round(x + this.#origin.x)}" y="${round(y + this.#origin.y + down)}"`;
    const font = `font-family="${escapeXml(family)}" font-size="${size}"${weight ? ` font-weight="${weight.trim()}"` : ''}`;
    const align = anchor ? ` text-anchor="${anchor}"` : '';
    this.#parts.push(`<text ${place} ${font}${align}${style}${this.#clip}>${escapeXml(text)}</text>`);
  }
}

function round(value: number): number {
  return Number(value.toFixed(2));
}

/** Text as XML takes it: what XML has no letters for is left out. @internal */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

import type { Pen } from '../pen.ts';
import type { Theme } from '../theme.ts';

export interface TextStyle {
  readonly font: string;
  readonly color: string;
  readonly align?: CanvasTextAlign;
  readonly baseline?: CanvasTextBaseline;
  /** Colour of a rim that keeps the text readable above lines. */
  readonly halo?: string;
}

export const fonts = {
  text: (theme: Theme, size: number) => `${size}px ${theme.textFont}`,
  strong: (theme: Theme, size: number) => `600 ${size}px ${theme.textFont}`,
  number: (theme: Theme, size: number) => `${size}px ${theme.numberFont}`,
};

export function drawText(pen: Pen, text: string, x: number, y: number, style: TextStyle): void {
  pen.font = style.font;
  pen.textAlign = style.align ?? 'left';
  pen.textBaseline = style.baseline ?? 'middle';
  if (style.halo) {
    pen.strokeStyle = style.halo;
    pen.lineWidth = 4;
    pen.lineJoin = 'round';
    pen.strokeText(text, x, y);
  }
  pen.fillStyle = style.color;
  pen.fillText(text, x, y);
}

/** Widths of texts by font and text; the same few are asked for with every frame. */
const widths = new Map<string, number>();
const mostWidths = 5000;

export function textWidth(pen: Pen, text: string, font: string): number {
  const key = `${font}|${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  pen.font = font;
  const { width } = pen.measureText(text);
  if (widths.size >= mostWidths) widths.clear();
  widths.set(key, width);
  return width;
}

export function drawDot(pen: Pen, x: number, y: number, radius: number, fill: string, rim?: string): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
  if (!rim) return;
  pen.strokeStyle = rim;
  pen.lineWidth = 1.5;
  pen.stroke();
}

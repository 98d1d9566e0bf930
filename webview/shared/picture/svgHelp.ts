import type { SvgHelp } from '../svgPen.ts';

/** Measures and paints on a canvas of one pixel. */
export function svgHelp(): SvgHelp {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('The picture needs a canvas, and there is none.');
  const known = new Map<string, { hex: string; opacity: number }>();
  const resolve = (color: string) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data;
    const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('');
    return { hex: `#${hex}`, opacity: alpha / 255 };
  };
  return {
    measure(text: string, font: string) {
      context.font = font;
      return context.measureText(text).width;
    },
    resolve(color: string) {
      const resolved = known.get(color) ?? resolve(color);
      known.set(color, resolved);
      return resolved;
    },
  };
}

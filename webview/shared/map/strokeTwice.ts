/** A light line on a dark one: seen on all colours of a map. */
interface Strokes {
  readonly dark: readonly [color: string, width: number];
  readonly light: readonly [color: string, width: number];
}

/** @param trace Makes the path. */
export function strokeTwice(
  context: CanvasRenderingContext2D,
  { dark, light }: Strokes,
  trace: () => void,
): void {
  for (const [color, width] of [dark, light]) {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.beginPath();
    trace();
    context.stroke();
  }
}

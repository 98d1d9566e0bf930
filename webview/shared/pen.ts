/**
 * What charts and landscapes are drawn with: the part of a canvas that they use, so that the same drawing goes to the
 * screen, to a PNG and to an SVG.
 */
export interface Pen
  extends Pick<
    CanvasRenderingContext2D,
    | 'save'
    | 'restore'
    | 'translate'
    | 'beginPath'
    | 'moveTo'
    | 'lineTo'
    | 'closePath'
    | 'arc'
    | 'rect'
    | 'clip'
    | 'fillRect'
    | 'stroke'
    | 'fill'
    | 'fillText'
    | 'strokeText'
    | 'setLineDash'
    | 'lineWidth'
    | 'lineJoin'
    | 'lineDashOffset'
    | 'globalAlpha'
    | 'font'
    | 'textAlign'
    | 'textBaseline'
  > {
  fillStyle: string | CanvasGradient | CanvasPattern;
  strokeStyle: string | CanvasGradient | CanvasPattern;
  measureText(text: string): { readonly width: number };
}

/** A colour mixed with what it lies on: opaque, so that pieces drawn one after the other leave no seams. */
export function mix(color: string, percent: number, background: string): string {
  return `color-mix(in srgb, ${color} ${percent}%, ${background})`;
}

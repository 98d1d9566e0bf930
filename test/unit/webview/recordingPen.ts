import type { Pen } from '../../../webview/shared/pen.ts';

/** One thing that was drawn, with what it looked like. */
export interface Drawn {
  readonly what: 'stroke' | 'fill' | 'fillRect' | 'text';
  /** x and y in turn; of a rectangle also its width and height. */
  readonly points: readonly number[];
  /** What is joined: x and y of both ends. */
  readonly segments: readonly (readonly number[])[];
  readonly color: string;
  readonly width: number;
  readonly alpha: number;
  readonly dash: readonly number[];
  readonly dashOffset: number;
  readonly text: string;
  readonly align: CanvasTextAlign;
}

/** A pen that keeps what is drawn with it. Each letter is 6 pixels wide. */
export class RecordingPen implements Pen {
  readonly drawn: Drawn[] = [];
  fillStyle = '';
  strokeStyle = '';
  lineWidth = 1;
  lineJoin: CanvasLineJoin = 'miter';
  lineDashOffset = 0;
  globalAlpha = 1;
  font = '';
  textAlign: CanvasTextAlign = 'left';
  textBaseline: CanvasTextBaseline = 'middle';
  #points: number[] = [];
  #segments: number[][] = [];
  #dash: number[] = [];

  /** Forgets what was drawn so far. */
  take(): Drawn[] {
    return this.drawn.splice(0);
  }

  of(what: Drawn['what']): Drawn[] {
    return this.drawn.filter((each) => each.what === what);
  }

  save() {}
  restore() {}
  translate() {}
  clip() {}
  closePath() {}
  strokeText() {}
  beginPath() {
    this.#points = [];
    this.#segments = [];
  }
  moveTo(x: number, y: number) {
    this.#points.push(x, y);
  }
  lineTo(x: number, y: number) {
    if (this.#points.length > 0) this.#segments.push([...this.#points.slice(-2), x, y]);
    this.#points.push(x, y);
  }
  arc(x: number, y: number) {
    this.#points.push(x, y);
  }
  rect(x: number, y: number, width: number, height: number) {
    this.#points.push(x, y, width, height);
  }
  fillRect(...points: [number, number, number, number]) {
    this.#draw('fillRect', points, this.fillStyle);
  }
  stroke() {
    this.#draw('stroke', this.#points, this.strokeStyle);
  }
  fill() {
    this.#draw('fill', this.#points, this.fillStyle);
  }
  fillText(text: string, x: number, y: number) {
    this.#draw('text', [x, y], this.fillStyle, text);
  }
  setLineDash(dash: number[]) {
    this.#dash = dash;
  }
  measureText(text: string) {
    return { width: 6 * text.length };
  }

  #draw(what: Drawn['what'], points: readonly number[], color: string, text = '') {
    this.drawn.push({
      what,
      points: [...points],
      segments: what === 'text' || what === 'fillRect' ? [] : [...this.#segments],
      color,
      width: this.lineWidth,
      alpha: this.globalAlpha,
      dash: this.#dash,
      dashOffset: this.lineDashOffset,
      text,
      align: this.textAlign,
    });
  }
}

/** Bars of a pixel's width, which are strokes straight up: left, top, width and height of each, with its colour. */
export function barsOf(pen: RecordingPen): { readonly points: readonly number[]; readonly color: string }[] {
  return pen
    .of('stroke')
    .flatMap(({ segments, color, width }) =>
      segments.flatMap(([x0 = 0, y0 = 0, x1 = 0, y1 = 0]) =>
        x0 === x1 && width === 1 ? [{ points: [x0 - 0.5, y0, 1, y1 - y0], color }] : [],
      ),
    );
}

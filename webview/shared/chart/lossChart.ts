import { CanvasLayer } from '../canvasLayer.ts';
import type { Theme } from '../theme.ts';
import { words } from '../words.ts';
import { Crosshair } from './crosshair.ts';
import { drawAbove, drawBeneath, layOut } from './drawChart.ts';
import { marksPoints, TracePainter } from './drawTrace.ts';
import type { Plot } from './plot.ts';
import type { ChartEvents, Scene } from './scene.ts';
import { type Trace, Traces } from './traces.ts';

/**
 * The curves. Lives as long as its page, which puts the element where it belongs. What is drawn lies on two canvases: on
 * the lower one axes and lines, to which a frame adds what is new, and on the upper one what every frame changes.
 */
export class LossChart {
  readonly element = document.createElement('div');
  readonly #lower = new CanvasLayer();
  readonly #upper = new CanvasLayer();
  readonly #traces = new Traces();
  readonly #painter = new TracePainter();
  readonly #crosshair: Crosshair;
  #size = { width: 0, height: 0 };
  #plot: Plot | null = null;
  /** What the lower canvas shows, in words, and in which theme. */
  #shown = '';
  #theme: Theme | null = null;

  /** @param hintId Of the element that says how the crosshair is moved. */
  constructor(events: ChartEvents, hintId: string) {
    this.element.className = 'body';
    const { canvas } = this.#upper;
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'slider');
    canvas.setAttribute('aria-describedby', hintId);
    this.#lower.canvas.setAttribute('aria-hidden', 'true');
    this.element.append(this.#lower.canvas, canvas);
    this.#crosshair = new Crosshair(this.element, canvas, events);
    new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = this.element;
      this.#size = { width, height };
      events.invalidate();
    }).observe(this.element);
  }

  /** Margins of the plot within the element, for the landscape to line up with. */
  get frame(): { top: number; bottom: number } | null {
    return this.#plot && { top: this.#plot.top, bottom: this.#size.height - this.#plot.bottom };
  }

  /** In CSS pixels. */
  get size(): { readonly width: number; readonly height: number } {
    return this.#size;
  }

  update(scene: Scene): void {
    const { width, height } = this.#size;
    if (height === 0 || width === 0) return;
    this.#upper.canvas.setAttribute('aria-label', words.chart(scene.title));
    const pen = this.#upper.context;
    const { plot, lines } = layOut(pen, scene, this.#traces, width, height);
    this.#plot = plot;
    this.#drawLower(plot, lines, scene);
    if (!this.#upper.resize(width, height)) this.#upper.clear();
    this.#painter.drawTails(pen, plot, lines, scene);
    drawAbove(pen, plot, lines, scene);
    this.#crosshair.update(scene, plot);
  }

  #drawLower(plot: Plot, lines: readonly Trace[], scene: Scene): void {
    const { width, height } = this.#size;
    const shown = describe(plot, lines, scene);
    const resized = this.#lower.resize(width, height);
    if (resized || shown !== this.#shown || scene.theme !== this.#theme || !this.#painter.continues(lines)) {
      this.#shown = shown;
      this.#theme = scene.theme;
      if (!resized) this.#lower.clear();
      this.#painter.forget();
      drawBeneath(this.#lower.context, plot, scene);
    }
    this.#painter.drawSettled(this.#lower.context, plot, lines, scene);
  }
}

/** All that the lower canvas depends on, but for points that come. */
function describe(plot: Plot, traces: readonly Trace[], scene: Scene): string {
  const { axis, target, isShare, logY, narrow } = scene;
  const { left, right, top, bottom, range } = plot;
  const common = [left, right, top, bottom, range?.min, range?.max, axis.kind, axis.log, axis.min, axis.max];
  const lines = traces.map(({ line, points, raw }) =>
    [
      line.key,
      line.color,
      line.faded,
      line.divergedAt,
      raw !== null,
      marksPoints(scene, points, plot),
    ].join(),
  );
  return [...common, target, isShare, logY, narrow, ...lines].join('|');
}

import { Chart, type ChartDataset, LinearScale, LogarithmicScale, PointElement } from 'chart.js';
import { CanvasLayer } from '../canvasLayer.ts';
import type { Theme } from '../theme.ts';
import { words } from '../words.ts';
import { chartOptions } from './chartOptions.ts';
import { Crosshair } from './crosshair.ts';
import { drawAbove, drawBeneath, layOut } from './drawChart.ts';
import { marksPoints, TracePainter } from './drawTrace.ts';
import type { Plot } from './plot.ts';
import type { ChartEvents, Scene } from './scene.ts';
import { TraceController } from './traceController.ts';
import { type Trace, Traces } from './traces.ts';
import { Zooming } from './zooming.ts';

Chart.register(TraceController, PointElement, LinearScale, LogarithmicScale);

/** What is on the chart's canvas. */
interface Drawn {
  readonly scene: Scene;
  readonly plot: Plot;
  readonly lines: readonly Trace[];
}

/**
 * The curves: a chart of Chart.js. Lives as long as its page, which puts the element where it belongs. What will not
 * change of the lines lies on a canvas of its own, to which a frame adds what is new, and which is copied beneath the rest.
 */
export class LossChart {
  readonly element = document.createElement('div');
  readonly #canvas = document.createElement('canvas');
  readonly #settled = new CanvasLayer();
  readonly #traces = new Traces();
  readonly #painter = new TracePainter();
  readonly #zooming: Zooming;
  readonly #crosshair: Crosshair;
  #chart: Chart<'trace'> | null = null;
  #drawn: Drawn | null = null;
  #size = { width: 0, height: 0 };
  /** What the chart shows, in words, and in which theme. */
  #shown = '';
  #theme: Theme | null = null;
  /** Of the data sets that Chart.js has. */
  #names = '';

  /** @param hintId Of the element that says how the crosshair is moved. */
  constructor(events: ChartEvents, hintId: string) {
    this.element.className = 'body';
    this.#canvas.tabIndex = 0;
    this.#canvas.setAttribute('role', 'slider');
    this.#canvas.setAttribute('aria-describedby', hintId);
    this.element.append(this.#canvas);
    // Comes first: while a region is dragged the crosshair waits.
    this.#zooming = new Zooming(this.element, this.#canvas, events);
    this.#crosshair = new Crosshair(this.element, this.#canvas, {
      highlight: (key) => events.highlight(key),
      inspect: (at) => events.inspect?.(at),
      menuContext: (at) => events.menuContext?.(at) ?? '',
      moveCursor: (cursor) => {
        this.#zooming.moveCursor(cursor);
        events.moveCursor(cursor);
      },
    });
    new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = this.element;
      this.#size = { width, height };
      events.invalidate();
    }).observe(this.element);
  }

  /** Margins of the plot within the element, for the landscape to line up with. */
  get frame(): { top: number; bottom: number } | null {
    const plot = this.#drawn?.plot;
    return plot ? { top: plot.top, bottom: this.#size.height - plot.bottom } : null;
  }

  /** In CSS pixels. */
  get size(): { readonly width: number; readonly height: number } {
    return this.#size;
  }

  update(scene: Scene): void {
    const { width, height } = this.#size;
    if (height === 0 || width === 0) return;
    this.#canvas.setAttribute('aria-label', words.chart(scene.title));
    const { plot, lines } = layOut(this.#settled.context, scene, this.#traces, width, height);
    this.#drawn = { scene, plot, lines };
    this.#chart ??= this.#create();
    const chart = this.#chart;
    const resized = this.#settled.resize(width, height);
    if (this.#drawSettled(this.#drawn, resized)) {
      // Chart.js makes much anew for other data sets: those that are alike stay.
      const names = lines.map(({ line }) => line.name).join('\n');
      if (names !== this.#names)
        chart.data.datasets = lines.map(({ line }, i) => this.#datasetOf(line.name, lines.length - i));
      this.#names = names;
      chart.options = chartOptions(plot, height, scene);
      // It looks up the style of its canvas, for which the browser lays out the page.
      if (resized) chart.resize(width, height);
      chart.update('none');
    } else chart.render();
    this.#zooming.update(scene, plot);
    this.#crosshair.update(scene, plot);
  }

  /** By a step, about the crosshair or the middle. */
  zoom(direction: 'in' | 'out'): void {
    this.#zooming.step(direction);
  }

  /** @returns Whether the chart shows anything else than a moment ago, and not only more of it. */
  #drawSettled({ scene, plot, lines }: Drawn, resized: boolean): boolean {
    const shown = describe(plot, lines, scene);
    const other =
      resized || shown !== this.#shown || scene.theme !== this.#theme || !this.#painter.continues(lines);
    if (other) {
      this.#shown = shown;
      this.#theme = scene.theme;
      if (!resized) this.#settled.clear();
      this.#painter.forget();
    }
    this.#painter.drawSettled(this.#settled.context, plot, lines, scene);
    return other;
  }

  #create(): Chart<'trace'> {
    return new Chart(this.#canvas, {
      type: 'trace',
      data: { datasets: [] },
      // Before its first update it has nothing else to go by.
      options: { animation: false, responsive: false, maintainAspectRatio: false },
      plugins: [
        {
          id: 'marks',
          beforeDatasetsDraw: ({ ctx }) => {
            if (!this.#drawn) return;
            drawBeneath(ctx, this.#drawn.plot, this.#drawn.scene);
            const { width, height } = this.#size;
            ctx.drawImage(this.#settled.canvas, 0, 0, width, height);
          },
          afterDatasetsDraw: ({ ctx }) => {
            if (!this.#drawn) return;
            const { scene, plot, lines } = this.#drawn;
            this.#painter.drawHighlighted(ctx, plot, lines, scene);
            drawAbove(ctx, plot, lines, scene);
          },
        },
      ],
    });
  }

  /** @param order Lines that come later are drawn above; Chart.js draws the smallest last. */
  #datasetOf(label: string, order: number): ChartDataset<'trace'> {
    const paint = () => {
      const drawn = this.#drawn;
      const trace = drawn?.lines.at(-order);
      if (drawn && trace && this.#chart)
        this.#painter.drawTail(this.#chart.ctx, drawn.plot, trace, drawn.scene);
    };
    return { type: 'trace', label, order, data: [], paint };
  }
}

/** All that the drawing depends on, but for points that come. */
function describe(plot: Plot, traces: readonly Trace[], scene: Scene): string {
  const { axis, target, isShare, logY, narrow } = scene;
  const { left, right, top, bottom, range } = plot;
  const common = [left, right, top, bottom, range?.min, range?.max, axis.kind, axis.log, axis.min, axis.max];
  const lines = traces.map(({ line, points, band }) =>
    [
      line.key,
      line.color,
      line.faded,
      line.divergedAt,
      band !== null,
      marksPoints(scene, line, points, plot),
    ].join(),
  );
  return [...common, target, isShare, logY, narrow, ...lines].join('|');
}

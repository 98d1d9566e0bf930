import {
  Chart,
  type ChartDataset,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
} from 'chart.js';
import { words } from '../words.ts';
import { chartOptions } from './chartOptions.ts';
import { Crosshair } from './crosshair.ts';
import { drawCursorDots, drawCursorLine } from './drawCursor.ts';
import { drawEnds, endRoom } from './drawEnds.ts';
import { drawExits } from './drawExits.ts';
import { drawPassings, drawTarget } from './drawTarget.ts';
import { linePoints, rawPoints } from './linePoints.ts';
import { type LineChart, type Plot, plotOf } from './plot.ts';
import type { ChartEvents, Scene } from './scene.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale);

/** Points that are this many pixels apart are marked. */
const sparse = 12;

/** Room above and below the plot: for what leaves it, and for the numbers of the axis. */
const marginsHeight = 40;

/** The curves. Lives as long as its page, which puts the element where it belongs. */
export class LossChart {
  readonly element = document.createElement('div');
  readonly canvas = document.createElement('canvas');
  readonly #crosshair: Crosshair;
  #chart: LineChart | null = null;
  #scene: Scene | null = null;

  /** @param hintId Of the element that says how the crosshair is moved. */
  constructor(events: ChartEvents, hintId: string) {
    this.element.className = 'body';
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute('role', 'slider');
    this.canvas.setAttribute('aria-describedby', hintId);
    this.element.append(this.canvas);
    this.#crosshair = new Crosshair(this.element, this.canvas, events);
    new ResizeObserver(() => events.invalidate()).observe(this.element);
  }

  /** Margins of the plot within the element, for the landscape to line up with. */
  get frame(): { top: number; bottom: number } | null {
    const area = this.#chart?.chartArea;
    return area && this.#chart ? { top: area.top, bottom: this.#chart.height - area.bottom } : null;
  }

  /** Room for the plot, in pixels: how many grid lines fit depends on it. */
  get plotHeight(): number {
    return this.element.clientHeight - marginsHeight;
  }

  update(scene: Scene): void {
    const { clientHeight, clientWidth } = this.element;
    if (clientHeight === 0 || clientWidth === 0) return;
    this.#scene = scene;
    this.canvas.setAttribute('aria-label', words.chart(scene.title));
    const context = this.canvas.getContext('2d');
    if (!context) return;
    const room = endRoom(context, scene);
    const width = Math.max(1, clientWidth - room - 44);
    const datasets = this.#datasets(scene, width);
    const options = chartOptions(scene, room, width);
    this.#chart ??= this.#create();
    this.#chart.data.datasets = datasets;
    this.#chart.options = options;
    this.#chart.resize();
    this.#chart.update('none');
    const plot = plotOf(this.#chart);
    if (plot) this.#crosshair.update(scene, plot);
  }

  #create(): LineChart {
    return new Chart(this.canvas, {
      type: 'line',
      data: { datasets: [] },
      plugins: [
        {
          id: 'marks',
          beforeDatasetsDraw: (chart) => this.#draw(chart, drawBeneath),
          afterDatasetsDraw: (chart) => this.#draw(chart, drawAbove),
        },
      ],
    });
  }

  #draw(chart: LineChart, draw: (plot: Plot, scene: Scene) => void): void {
    const plot = plotOf(chart);
    if (!plot || !this.#scene) return;
    plot.ctx.save();
    draw(plot, this.#scene);
    plot.ctx.restore();
  }

  #datasets(scene: Scene, width: number): ChartDataset<'line'>[] {
    const common = { pointRadius: 0, tension: 0, borderJoinStyle: 'round', fill: false } as const;
    // Chart.js draws the first data set last, on top.
    const lines = scene.lines.map((line) => {
      const data = linePoints(line, scene, width);
      const color = line.faded ? pale(line.color, 30) : line.color;
      return {
        ...common,
        data,
        pointRadius: scene.marksPoints && data.length * sparse < width ? 2 : 0,
        pointBackgroundColor: color,
        pointBorderWidth: 0,
        borderColor: color,
        borderDash: [...line.dash],
        borderWidth: line.highlighted ? 2.5 : line.divergedAt === null ? 1.75 : 1.25,
        order: line.highlighted ? 0 : 1,
      };
    });
    const smoothed = scene.lines.filter((line) => line.raw !== null);
    const beneath = smoothed.map((line) => ({
      ...common,
      data: rawPoints(line, scene, width),
      borderColor: pale(line.color, line.faded ? 6 : 18),
      borderWidth: 1,
      order: 2,
    }));
    return [...lines, ...beneath];
  }
}

function drawBeneath(plot: Plot, scene: Scene): void {
  drawTarget(plot, scene);
  drawCursorLine(plot, scene);
}

function drawAbove(plot: Plot, scene: Scene): void {
  drawPassings(plot, scene);
  const top = drawExits(plot, scene);
  drawEnds(plot, scene, top);
  drawCursorDots(plot, scene);
}

function pale(color: string, percent: number): string {
  return `color-mix(in srgb, ${color} ${percent}%, transparent)`;
}

import type { Chart } from 'chart.js';

export type LineChart = Chart<'line'>;

/** Where things are on the canvas. */
export interface Plot {
  readonly ctx: CanvasRenderingContext2D;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Width of the whole canvas. */
  readonly width: number;
  x(value: number): number;
  y(value: number): number;
}

export function plotOf(chart: LineChart): Plot | null {
  const { x, y } = chart.scales;
  if (!x || !y || !chart.chartArea) return null;
  return {
    ...chart.chartArea,
    ctx: chart.ctx,
    width: chart.width,
    x: (value) => x.getPixelForValue(value),
    y: (value) => y.getPixelForValue(Math.max(value, y.min)),
  };
}

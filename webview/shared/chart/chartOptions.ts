import type { ChartOptions } from 'chart.js';
import { xTickLabel, xTicks, yTickLabel } from './labels.ts';
import { type Plot, yAxisWidth } from './plot.ts';
import type { Scene } from './scene.ts';

/** The plot has room around it for labels at its corners. */
const noPadding = { paddingTop: 0, paddingRight: 0, paddingBottom: 0, paddingLeft: 0 };

/**
 * The axes as Chart.js lays them out and draws them, around the given plot: that one is known before, since the points of
 * a line depend on its width.
 */
export function chartOptions(
  plot: Plot,
  height: number,
  { axis, logY, isShare, narrow, theme }: Scene,
): ChartOptions<'trace'> {
  const { left, right, top, bottom, width, range } = plot;
  const steps = xTicks(plot, axis, narrow);
  const ticks = {
    color: theme.quiet,
    font: { family: theme.numberFont, size: 11 },
    padding: 8,
    autoSkip: false,
    maxRotation: 0,
  };
  const plain = { border: { display: false }, grid: { color: theme.grid, drawTicks: false } };
  return {
    animation: false,
    responsive: false,
    maintainAspectRatio: false,
    events: [],
    layout: {
      autoPadding: false,
      padding: { top, right: width - right, left: left - yAxisWidth, bottom: 0 },
    },
    plugins: { legend: { display: false }, tooltip: { enabled: false } },
    scales: {
      x: {
        type: axis.log ? 'logarithmic' : 'linear',
        min: axis.min,
        max: axis.max,
        afterBuildTicks: (scale) => {
          scale.ticks = steps.map((value) => ({ value }));
        },
        afterFit: (scale) => {
          scale.height = height - bottom;
          Object.assign(scale, noPadding);
        },
        ...plain,
        ticks: { ...ticks, align: 'inner', callback: (value) => xTickLabel(Number(value), axis) },
      },
      y: {
        type: logY && range ? 'logarithmic' : 'linear',
        min: range?.min ?? 0,
        max: range?.max ?? 1,
        afterBuildTicks: (scale) => {
          scale.ticks = (range?.ticks ?? []).map((value) => ({ value }));
        },
        afterFit: (scale) => {
          scale.width = yAxisWidth;
          Object.assign(scale, noPadding);
        },
        ...plain,
        ticks: { ...ticks, callback: (value) => yTickLabel(Number(value), isShare) },
      },
    },
  };
}

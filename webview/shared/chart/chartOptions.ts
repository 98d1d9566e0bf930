import type { ChartOptions } from 'chart.js';
import { xTickLabel, yTickLabel } from './labels.ts';
import type { Scene } from './scene.ts';
import { stepTicks } from './ticks.ts';

/** Room for tick labels, the same whatever they are, so that the plot stays put while the range changes. */
const yAxisWidth = 44;

export function chartOptions(scene: Scene, endRoom: number, width: number): ChartOptions<'line'> {
  const { axis, y, logY, theme, narrow, isShare } = scene;
  const ticks = {
    color: theme.quiet,
    font: { family: theme.numberFont, size: 11 },
    padding: 8,
    autoSkip: false,
    maxRotation: 0,
  };
  const plain = { border: { display: false }, grid: { color: theme.grid, drawTicks: false } };
  const columns = stepTicks(
    axis.min,
    axis.max,
    Math.max(2, Math.floor(width / (narrow ? 110 : 120))),
    axis.log,
  );
  return {
    parsing: false,
    normalized: true,
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    events: [],
    layout: { padding: { right: endRoom, top: 8 } },
    plugins: { legend: { display: false }, tooltip: { enabled: false } },
    scales: {
      x: {
        type: axis.log ? 'logarithmic' : 'linear',
        min: axis.min,
        max: axis.max,
        afterBuildTicks: (scale) => {
          scale.ticks = columns.map((value) => ({ value }));
        },
        ...plain,
        ticks: {
          ...ticks,
          align: 'inner',
          callback: (value) => xTickLabel(Number(value), axis),
        },
      },
      y: {
        type: logY ? 'logarithmic' : 'linear',
        min: y.min,
        max: y.max,
        afterBuildTicks: (scale) => {
          scale.ticks = y.ticks.map((value) => ({ value }));
        },
        afterFit: (scale) => {
          scale.width = yAxisWidth;
        },
        ...plain,
        ticks: { ...ticks, callback: (value) => yTickLabel(Number(value), isShare) },
      },
    },
  };
}

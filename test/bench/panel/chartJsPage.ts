/** The same curves by Chart.js as its own guide to performance has it: no animation, no parsing, decimated. */
import {
  Chart,
  Decimation,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
} from 'chart.js';
import { BenchPage } from './page.ts';

Chart.register(
  Decimation,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
);

const canvas = document.createElement('canvas');
let chart: Chart<'line'> | null = null;
let waiting = false;
/** All points of each run; its data set has those that the decimation leaves. */
let points: { x: number; y: number }[][] = [];

function color(run: number): string {
  return `hsl(${(run * 47) % 360} 70% 60%)`;
}

Object.assign(window, {
  bench: new BenchPage({
    show({ runs }) {
      const app = document.getElementById('app');
      if (!app) return;
      app.replaceChildren(canvas);
      chart?.destroy();
      points = runs.map(({ record }) => Array.from(record.points.loss ?? [], (y, x) => ({ x, y })));
      chart = new Chart(canvas, {
        type: 'line',
        data: {
          datasets: runs.map(({ name }, run) => ({
            label: `${name} ${run}`,
            data: points[run] ?? [],
            borderColor: color(run),
            borderWidth: 1.75,
            pointRadius: 0,
          })),
        },
        options: {
          animation: false,
          parsing: false,
          normalized: true,
          maintainAspectRatio: false,
          interaction: { mode: 'nearest', axis: 'x', intersect: false },
          plugins: {
            legend: { display: false },
            decimation: { enabled: true, algorithm: 'min-max' },
          },
          scales: {
            x: { type: 'linear', min: 0, max: runs[0]?.spec.steps ?? 1 },
            y: { type: 'logarithmic' },
          },
        },
      });
    },
    update(_race, runs) {
      for (const { run, piece } of runs) {
        const losses = Array.from(piece.points.loss ?? [], (y, i) => ({ x: piece.firstPoint + i, y }));
        // In one go: Chart.js hears of every push.
        points[run]?.push(...losses);
      }
      // Once a frame, however much came.
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        chart?.update('none');
      });
    },
    canvas: () => canvas,
  }),
});

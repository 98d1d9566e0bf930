/** The same curves by uPlot, which thins them by smallest and largest values itself; the wheel zooms as in its own demo. */
import UPlot from 'uplot';
import { BenchPage } from './page.ts';

/** So much nearer with each turn of the wheel: as the panel zooms. */
const closer = 0.9;

let plot: UPlot | null = null;
let waiting = false;
/** Steps, then the losses of each run: room for all, of which so many are there. */
let columns: Float64Array[] = [];
let length = 0;
let steps = 1;

/** No copies: what is there of each column. */
function data(): UPlot.AlignedData {
  const [xs = new Float64Array(0), ...ys] = columns.map((column) => column.subarray(0, length));
  return [xs, ...ys];
}

/** @param range Left out: where the axis is now. */
function draw(range = { min: plot?.scales['x']?.min ?? 0, max: plot?.scales['x']?.max ?? steps }): void {
  plot?.batch(() => {
    plot?.setData(data(), false);
    plot?.setScale('x', range);
  });
}

function zoom(event: WheelEvent): void {
  event.preventDefault();
  const { min = 0, max = steps } = plot?.scales['x'] ?? {};
  const share = event.offsetX / (plot?.over.clientWidth ?? 1);
  const from = min ?? 0;
  const width = (max ?? steps) - from;
  const wide = Math.min(steps, event.deltaY < 0 ? width * closer : width / closer);
  const left = Math.min(steps - wide, Math.max(0, from + share * (width - wide)));
  plot?.setScale('x', { min: left, max: left + wide });
}

Object.assign(window, {
  bench: new BenchPage({
    show({ runs }) {
      const app = document.getElementById('app');
      if (!app) return;
      plot?.destroy();
      steps = runs[0]?.spec.steps ?? 1;
      length = runs[0]?.record.points.loss?.length ?? 0;
      columns = [Float64Array.from({ length: steps + 1 }, (_, step) => step)];
      for (const { record } of runs) {
        const column = new Float64Array(steps + 1);
        column.set(record.points.loss ?? []);
        columns.push(column);
      }
      const series = runs.map(({ name }, run) => ({
        label: `${name} ${run}`,
        stroke: `hsl(${(run * 47) % 360} 70% 60%)`,
        width: 1.75,
        points: { show: false },
      }));
      plot = new UPlot(
        {
          width: app.clientWidth,
          height: 500,
          scales: { x: { time: false, auto: false }, y: { distr: 3 } },
          series: [{}, ...series],
        },
        data(),
        app,
      );
      plot.over.addEventListener('wheel', zoom);
      draw({ min: 0, max: steps });
    },
    update(_race, runs) {
      for (const { run, piece } of runs) {
        const losses = piece.points.loss ?? new Float64Array(0);
        columns[run + 1]?.set(losses, piece.firstPoint);
        length = piece.firstPoint + losses.length;
      }
      // Once a frame, however much came.
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        draw();
      });
    },
    canvas: () => document.querySelector<HTMLCanvasElement>('.uplot canvas'),
  }),
});

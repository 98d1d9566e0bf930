/** Loss curves of real runs, as the panel draws them: the steps across, the loss upward on a logarithmic scale. */
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { type RanRun, runExperiment } from '../../../core/lesson/exercise/experiments.ts';
import { colors, element, height, path, runColor, text, width } from './drawing.ts';

export interface Curve {
  readonly label: string;
  /** Of the palette. */
  readonly color: string;
  /** The loss before the first step, and behind each. */
  readonly losses: readonly number[];
}

/** @throws {ExperimentError} if it isn't one. */
export async function curvesOf(
  experiment: object,
  { labelOf, slotOf }: { labelOf: (run: RanRun) => string; slotOf: (run: RanRun, index: number) => number },
): Promise<Curve[]> {
  const runs = await runExperiment(parseExperiment(experiment));
  return runs.map((run, index) => {
    const losses = run.record.get('loss');
    return {
      label: labelOf(run),
      color: runColor(slotOf(run, index)),
      losses: Array.from({ length: run.record.length }, (_, step) => losses?.at(step) ?? Number.NaN),
    };
  });
}

interface Frame {
  readonly steps: number;
  /** Exponents of ten between which losses are drawn. */
  readonly range: readonly [number, number];
}

const area = { left: 52, top: 44, right: width - 92, bottom: height - 42 };

export function chart(
  title: string,
  curves: readonly Curve[],
  { steps, range: [low, high] }: Frame,
): string[] {
  const across = (step: number) => area.left + ((area.right - area.left) * step) / steps;
  const upward = (loss: number) => {
    const share = (Math.log10(Math.max(loss, Number.MIN_VALUE)) - low) / (high - low);
    return area.bottom - (area.bottom - area.top) * Math.min(1, Math.max(0, share));
  };
  const every = Math.ceil((high - low) / 6);
  const exponents = Array.from(
    { length: Math.floor((high - low) / every) + 1 },
    (_, index) => low + index * every,
  );
  const grid = exponents.flatMap((exponent) => {
    const y = upward(10 ** exponent);
    return [
      element('line', {
        x1: area.left,
        x2: area.right,
        y1: y,
        y2: y,
        stroke: colors.line,
        'stroke-opacity': 0.35,
      }),
      text(area.left - 8, y + 4, `1e${exponent}`, { fill: colors.quiet, size: 11, anchor: 'end' }),
    ];
  });
  const labels = spread(curves.map(({ losses }) => upward(losses.findLast(Number.isFinite) ?? 1)));
  const drawn = curves.flatMap(({ label, color, losses }, index) => {
    const points = losses.flatMap((loss, step) =>
      Number.isFinite(loss) ? [[across(step), upward(loss)] as const] : [],
    );
    // A curve that leaves the picture upward ends at its edge.
    const edge = points.findIndex(([, y], step) => step > 0 && y <= area.top);
    const [x = area.right] = points[edge === -1 ? points.length - 1 : edge] ?? [];
    const isOut = edge !== -1 || x < area.right - 1;
    return [
      path(edge === -1 ? points : points.slice(0, edge + 1), color),
      isOut
        ? text(x + 6, area.top + 12, label, { fill: color, size: 12 })
        : text(area.right + 8, (labels[index] ?? 0) + 4, label, { fill: color, size: 12 }),
    ];
  });
  return [
    text(area.left, 24, title, { isBold: true, size: 14 }),
    ...grid,
    ...drawn,
    text(area.left, height - 18, 'step 0', { fill: colors.quiet, size: 11 }),
    text(area.right, height - 18, String(steps), { fill: colors.quiet, size: 11, anchor: 'end' }),
  ];
}

/** Heights of labels, none nearer to the next than a line. */
function spread(heights: readonly number[]): number[] {
  const line = 16;
  const order = [...heights.keys()].sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0));
  const placed: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    last = Math.max(heights[index] ?? 0, last + line);
    placed[index] = last;
  }
  const over = Math.max(0, last - area.bottom);
  return placed.map((y) => y - over);
}

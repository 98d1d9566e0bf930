/** The words that chart and landscape say themselves. */
import { formatCount } from '../../core/format.ts';

export const words = {
  chart: (title: string) => `${title} chart, crosshair`,
  target: (target: number) => `target ${Number.isInteger(target) ? target.toFixed(1) : target}`,
  peak: (value: string, step: number) => `${value} at step ${step}`,
  divergedAt: (name: string, step: number) => `${name} diverged at step ${step}`,
  divergedCount: (count: number) => `${count} runs diverged`,
  at: {
    step: (step: string) => `Step ${step}`,
    epoch: (epoch: string) => `Epoch ${epoch}`,
    sample: (count: string) => `${count} samples`,
    second: (count: string) => `${count} s`,
    gradient: (count: string) => `${count} gradients`,
    trial: (count: string) => (count === '1' ? '1 trial' : `${count} trials`),
    ratio: (count: string) => `${count} times the best`,
  },
  axis: {
    step: 'step',
    epoch: 'epoch',
    sample: 'samples',
    second: 'seconds',
    gradient: 'gradients',
    trial: 'trials',
    ratio: 'times the best',
  },
  /** Of medians, which are lost where half of the runs are. */
  halfDivergedAt: (name: string, step: number) => `half of ${name} diverged by step ${step}`,
  halvesDiverged: (count: number) => `${count} medians diverged`,
  more: (count: number) => `and ${formatCount(count)} more`,
  reading: (name: string, value: string) => `${name} ${value}`,
  /** Of the middle half. */
  fromTo: (low: string, high: string) => `${low} to ${high}`,
  /** At the crosshair. */
  askByKey: 'Why this step? Enter',
  askByPointer: 'Why this step? Right-click',
  middleAt: (at: string) => `${at}: median and middle half`,

  heatMapCells: 'Cells of the heat map',
  noRuns: 'No runs',
  lacking: 'none',
  cells: { diverged: 'diverged', missed: 'target not reached' },

  landscape: (name: string) => `Contour lines of ${name} with the paths of the runs`,
  minimum: 'minimum',
  start: 'start',
  startHint:
    'Arrow keys move the start, with Shift further; Enter runs the experiment from there, Escape puts it back.',
  zoomHint: 'Plus and minus zoom, 0 shows all; with Ctrl or Command arrow keys move what is in view.',
  panHint: 'Plus and minus zoom, 0 shows all; arrow keys move what is in view.',
  inView: (
    [across, up]: readonly [string, string],
    { x, y }: { readonly x: readonly [number, number]; readonly y: readonly [number, number] },
  ) => `In view: ${across} from ${x[0]} to ${x[1]}, ${up} from ${y[0]} to ${y[1]}.`,
  dragStart: 'Drag it to run the experiment from elsewhere.',
  startAt: ([across, up]: readonly [string, string], [x, y]: readonly [number, number]) =>
    `Start at ${across} = ${x}, ${up} = ${y}.`,
} as const;

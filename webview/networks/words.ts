/** What the page of pictures of networks says. */
import { formatCount, formatNumber, formatPercent } from '../../core/format.ts';
import type { ConfusedPair } from '../../core/networkPictures/confusion.ts';
import type { NetworkFacts, StepPictures } from '../../core/networkPictures/networkPictures.ts';
import type { Predictions } from '../../core/networkPictures/predictions.ts';
import type { SliceNews } from '../../core/networkPictures/sliceNews.ts';
import type { Score } from '../../core/problems/objective.ts';
import type { NetworkRun } from '../../core/protocol/networks.ts';

const rowsText = (count: number) => (count === 1 ? '1 row' : `${formatCount(count)} rows`);
const kindOf = ({ validationRows }: NetworkFacts) => (validationRows > 0 ? 'held-out' : 'training');

export const words = {
  title: 'Network',
  loading: 'Opening the network',
  opening: (title: string) => `Computing the runs of ${title} again`,
  controls: 'Run and step',
  run: 'Run',
  step: 'Step',
  stepOf: (step: number, steps: number) => `${formatCount(step)} of ${formatCount(steps)}`,
  follow: 'Follow',
  followTitle: 'Show the run as it is now, again and again',
  /** After a step of a run. */
  headline(run: NetworkRun | undefined, pictures: StepPictures): string {
    const { step, training, validation, hasFiniteWeights } = pictures;
    const when = step === 0 ? 'before its first step' : `after step ${formatCount(step)}`;
    const held = validation ? `; on held-out rows ${scoreText(validation)}` : '';
    const lost = hasFiniteWeights ? '' : ' Weights are not finite any more: there is nothing to draw.';
    return `${run?.title ?? ''} ${when}: on the training rows ${scoreText(training)}${held}.${lost}`;
  },
  parameters: (facts: NetworkFacts) =>
    `${formatCount(facts.parameters)} weights and biases, ${formatCount(facts.trainingRows)} training rows${facts.validationRows > 0 ? `, ${formatCount(facts.validationRows)} held out` : ''}.`,
  lost: (title: string, step: number) =>
    `${title} diverged: its path is drawn to step ${formatCount(step)}, behind which its weights are too large.`,

  landscape: 'Loss landscape',
  landscapeLater: (runs: number) =>
    `It is computed when ${runs === 1 ? 'the run has ended, from the whole of its way' : 'the runs have ended, from the whole of their ways'}.`,
  landscapeLeft: 'Stopped before all runs were computed again.',
  landscapeNow: 'Compute it now',
  following: (share: number) => `The runs are computed again: ${formatPercent(share)}`,
  plane: 'Plane',
  startAndEnds: 'Start and ends',
  startAndEnd: 'Start, end and way',
  random: 'Random directions',
  otherDirections: 'Other directions',
  stop: 'Stop',
  zoom: 'Zoom',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  showAll: 'Show all',
  slice(news: SliceNews, runs: readonly NetworkRun[], facts: NetworkFacts): string {
    const run = runs[news.request.run]?.title ?? '';
    const over = `The loss over all ${formatCount(facts.trainingRows)} training rows`;
    const other = news.other === null ? null : runs[news.other]?.title;
    const third = other
      ? `the end of ${other}`
      : 'the point of its way that is farthest from the line between them';
    if (news.kind === 'ends')
      return `${over}, on the plane through the start of ${run}, its end and ${third}. Axes count distance between weights.`;
    const line =
      news.request.kind === 'ends' ? ' Start, end and way lie on a line, which spans no plane.' : '';
    return `${over} around the end of ${run}, in two random directions with the lengths of its filters (Li et al. 2018): at 1 the weights into each unit have moved by their own length.${line}`;
  },
  sliceProgress({ grid, done, total, isOver }: SliceNews): string {
    const size = grid ? `${grid.size} × ${grid.size} points` : 'No grid yet';
    if (done >= total) return `${size}.`;
    if (isOver) return `${size}; stopped at ${formatCount(done)} of ${formatCount(total)} points.`;
    return `${size}; ${formatCount(done)} of ${formatCount(total)} points are computed.`;
  },
  share: (title: string, share: number) =>
    `${title}: ${shareText(share)} of its way, by squared distance, lies in the plane`,
  noSlice: 'No loss on this plane is finite.',
  across: 'along u',
  up: 'along v',

  decision: 'Decision boundary',
  decisionAbout: 'Where each class is the answer; the stronger the colour, the surer the network.',
  decisionLabel: (axes: readonly [string, string], classes: number) =>
    `Regions of ${classes} classes over ${axes[0]} and ${axes[1]}, with the rows of the data`,
  filled: 'filled: training rows',
  hollow: 'hollow: held-out rows',
  drawn: (drawn: number, rows: number) => `${formatCount(drawn)} of ${formatCount(rows)} rows are drawn.`,

  confusion: 'Confusion table',
  confusionAbout: (facts: NetworkFacts) =>
    `Rows of the ${kindOf(facts)} data by their class, columns by the answer. Recall: of a class, the share that was found. Precision: of the answers, the share that was right.`,
  truth: 'Class',
  answer: 'Answer',
  recall: 'Recall, %',
  precision: 'Precision, %',
  none: '–',
  percent: (share: number) => String(Math.round(100 * share)),
  cell: (truth: string, answer: string, count: number) =>
    truth === answer
      ? `${rowsText(count)} of class ${truth} answered rightly`
      : `${rowsText(count)} of class ${truth} taken for ${answer}`,
  worst(pairs: readonly ConfusedPair[], names: readonly string[]): string {
    if (pairs.length === 0) return 'Every row is answered rightly.';
    const texts = pairs.map(
      ({ truth, answer, count, of }, place) =>
        `${names[truth]} taken for ${names[answer]} (${count} of ${place === 0 ? rowsText(of) : of})`,
    );
    return `Most often ${texts.join(', then ')}.`;
  },
  keys: 'Arrow keys go from cell to cell.',

  predictions: 'Predictions and targets',
  predictionsLabel: (name: string) => `Predictions of ${name} over targets`,
  predictionsAbout(predictions: Predictions, facts: NetworkFacts): string {
    const { rows, error, errorOfMean } = predictions;
    return `On ${rowsText(rows)} of the ${kindOf(facts)} data predictions are wrong by ${formatNumber(error, 3)} (root mean square)${facts.targetName === null ? '' : `, in the units of ${facts.targetName}`}; always saying the mean would be by ${formatNumber(errorOfMean, 3)}.`;
  },
  target: (name: string | null) => (name === null ? 'target' : `${name}, target`),
  prediction: 'prediction',
  identity: 'dashed: prediction = target',
} as const;

function scoreText({ loss, accuracy }: Score): string {
  const right = accuracy === undefined ? '' : `, ${formatPercent(accuracy)} right`;
  return `loss ${formatNumber(loss, 3)}${right}`;
}

function shareText(share: number): string {
  if (share > 0.995 && share < 1 - 1e-9) return '99 %';
  return share >= 0.1 || share === 0 ? `${Math.round(100 * share)} %` : `${formatNumber(100 * share, 2)} %`;
}

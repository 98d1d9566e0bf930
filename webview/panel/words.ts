/** All words a person reads in the panel, but for the few of chart and landscape themselves. Sentence case; what happened, with which numbers, and what to do next. */

import { mostCurves } from '../../core/experiment/limits.ts';
import type { RunSpec } from '../../core/experiment/runSpec.ts';
import { formatCount } from '../../core/format.ts';
import type { Climbing } from '../../core/race/climbing.ts';
import type { Speed } from '../../core/race/phase.ts';
import type { Setting } from '../../core/race/runSettings.ts';
import type { RunStatus } from '../../core/race/status.ts';
import { sweepWords } from './sweepWords.ts';

/** As wide as `width` characters of a font whose digits are all as wide. */
export function aligned(text: string, width: number): string {
  return text.padStart(width, '\u00a0');
}

export const words = {
  batch: (size: string | null) => `batch ${size}`,
  seed: (seed: RunSpec['seed']) => `seed ${seed}`,
  constantRate: 'constant rate',

  phase: { running: 'Running', paused: 'Paused', ended: 'Ended' },
  toolbar: 'Race',
  rerun: 'Run again',
  noRerun: 'Run again: one experiment at a time, from the side bar',
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop',
  step: 'One step',
  restart: 'Restart',
  speed: 'Speed',
  speedName: (speed: Speed) => (speed === 'max' ? 'Max' : `${speed}×`),
  xAxis: 'X axis',
  stepAxis: 'Step',
  epoch: 'Epoch',
  samples: 'Samples',
  samplesDetails: 'Examples seen: rows of the data, as often as they were trained on.',
  seconds: 'Seconds',
  secondsDetails:
    'Seconds of computing, by the mean speed of each run: points have no times of their own. Pauses are not counted.',
  gradients: 'Gradients',
  gradientsDetails: 'Gradients taken: one a step, and two by SAM, which is nearly all of its work.',
  measure: 'Show',
  groupBy: 'Group by',
  eachRun: 'Each run',
  allButSeed: 'All but seed',
  seeds: (count: number) => (count === 1 ? '1 seed' : `${formatCount(count)} seeds`),
  nameOf: (name: string, count: string) => `${name} · ${count}`,
  middle: (of: string) => `median and middle half of ${of}`,
  sharedSeeds: (count: number) => `the ${formatCount(count)} seeds that all have`,
  severalRuns: 'several runs',
  middleHalf: 'middle half',
  fromTo: (low: string, high: string) => `${low} to ${high}`,
  infinite: (isNegative: boolean) => (isNegative ? '-∞' : '∞'),
  /** Where the runs of a row differ. */
  varied: '…',
  unfoldRuns: (name: string) => `Show the runs of ${name}`,
  foldRuns: (name: string) => `Show ${name} as one`,
  statusCounts: (counts: readonly { kind: RunStatus['kind']; count: number }[], paused: boolean) => {
    const named = counts.map(({ kind, count }) => {
      const name = kind === 'queued' ? 'waiting' : kind === 'running' && paused ? 'paused' : kind;
      return { name, count };
    });
    const [first] = named;
    if (named.length === 1 && first) return `${first.name.charAt(0).toUpperCase()}${first.name.slice(1)}`;
    return named.map(({ name, count }) => `${formatCount(count)} ${name}`).join(', ');
  },
  groupKeys: (canRemove: boolean) =>
    `Up and Down go from row to row, Right and Left or Enter unfold several runs and fold them, Space hides them or shows them again. Enter picks a single run, ${canRemove ? 'Delete takes it off the screen, ' : ''}Escape picks none.`,
  foldAll: (count: number) => (count === 1 ? 'Single runs: show their median' : 'Single runs: show medians'),
  logX: 'Log x',
  smoothing: 'Smoothing',
  smoothingDetails:
    'The mean over the last steps of those that are kept. Over one epoch it is that of all steps, as the table has it.',
  unsmoothed: 'raw',
  epochs: (count: number) => (count === 1 ? 'one epoch' : `${count} epochs`),
  stepCount: (count: number) => `${count} steps`,
  showRaw: 'Raw values',
  rawDetails: 'What is smoothed, beneath up to four lines: a band of the middle 80 % of the values.',
  logY: 'Log y',
  ignoreOutliers: 'Ignore outliers',
  outliersDetails:
    'Single values far from the others, and what follows in a run that diverged, don’t stretch the y axis.',
  linearShare: 'The axis is linear: it shows a share, in percent.',
  linearNegative: (loss: string) =>
    `The axis is linear: a logarithmic one has no place below 0, and the lowest loss is ${loss}.`,
  exportMenu: 'Export',
  exportPicture: (format: 'png' | 'svg', look: 'screen' | 'light') =>
    `Save ${format.toUpperCase()}${look === 'light' ? ', light' : ''}…`,
  copyPicture: (look: 'screen' | 'light') => `Copy picture${look === 'light' ? ', light' : ''}`,
  copied: 'The picture is on the clipboard.',
  notCopied: (reason: string) => `Not copied: ${reason}`,
  exportNumbers: (format: 'csv' | 'json', run: string | null) =>
    `Save numbers${run === null ? '' : ` of ${run}`} as ${format.toUpperCase()}…`,
  exportExperiment: 'Save as experiment file…',
  notSaved: (reason: string) => `Not saved: ${reason}`,
  more: 'More',
  inspectStep: 'Inspect Step',
  showDiagnostics: 'Show Diagnostics…',
  runExperiment: 'Run Experiment…',
  showAll: 'Show all runs',
  progress: 'Progress of the race',
  counter: (step: number, steps: number) => `Step ${step} of ${steps}`,
  debuggedCounter: (step: number, steps: number) => `Step ${step} of ${steps}, in the debugger`,
  /** As wide at the first epoch as at the last. */
  epochCount: (epoch: number, epochs: number) =>
    `epoch ${aligned(epoch.toFixed(1), epochs.toFixed(1).length)}`,
  tutorialRaces: 'Tutorial races',

  stoppedEarly: (step: number) => `Stopped at step ${formatCount(step)}, before its end.`,
  runToEnd: 'Run it to its end',
  guess: 'Which run ends lowest, and why? Make a guess.',
  showAnswer: 'Show the answer',
  hideAnswer: 'Hide the answer',

  /** Where a run stands in the debugger. */
  debugged: (name: string, step: number, steps: number, line: number, loss: string) =>
    `${name} in step ${formatCount(step)} of ${formatCount(steps)}: loss ${loss} before it, line ${line} is next.`,
  debuggedBranch: (step: number) => `A branch of the run from step ${formatCount(step)} on.`,
  climbing: (name: string, line: number | null, turned: Climbing['turned']) => {
    const isTurned = turned && line !== null;
    const where = isTurned
      ? `line ${turned.line} turns the sign of ${turned.name}, and line ${line} subtracts it. Is one of the two wrong?`
      : `is the sign of its step wrong?${line === null ? '' : ` Line ${line} takes it.`}`;
    return `${name} moves up the gradient: ${where}`;
  },
  why: 'Why?',
  debug: 'Debug',
  inStep: (step: number) => `step ${formatCount(step)}`,
  branch: 'branch',
  branchOf: (name: string, step: number) => `${name}, branch from step ${formatCount(step)} on`,

  loss: 'Loss',
  trainingLoss: 'Training loss',
  smoothedLoss: (over: string) => `mini-batch loss, smoothed over ${over}`,
  smoothedSteps: (over: string) => `smoothed over ${over}`,
  rawLoss: 'mini-batch loss',
  dashedIs: (measure: string) => `dashed: ${measure}`,
  bandOfLosses: 'band: the middle 80 % of the batches',
  afterEachEpoch: 'after each epoch',
  afterSomeEpochs: 'after some epochs',
  logScale: 'log scale',
  byAxis: {
    step: 'by step',
    epoch: 'by epoch',
    sample: 'by samples seen',
    second: 'by seconds of computing',
    gradient: 'by gradients taken',
  },
  drawnCurves: (drawn: number, all: number) => `${formatCount(drawn)} of ${formatCount(all)} curves`,
  hiddenRuns: (count: number) => `${formatCount(count)} hidden`,
  allHidden:
    'All runs are hidden. The signs beside their names show them again, and so does Show all runs in the menu.',
  noCurves: `This race keeps where each run ended, not its curve (record: "score"). Curves can be kept of up to ${mostCurves} runs.`,
  noTrainingCurves:
    'This race keeps its evaluations, not the training loss (record: "evaluations"). Show an evaluated measure instead.',
  chartHint:
    'Arrow keys move the crosshair, with Shift by ten steps. Plus and minus zoom, with Alt the height; with Ctrl or Command arrow keys move what is in view; 0 shows all. The table below has the same runs.',
  inspectHint: 'Enter asks why the picked run took the step at the crosshair.',
  zoom: 'Zoom',
  zoomIn: 'Zoom in (wheel, drag a region, or +; with Shift or Alt the height)',
  zoomOut: 'Zoom out (wheel, or -; drag with Shift to move)',
  zoomed: 'Zoomed: show all',
  zoomLandscape: 'Zoom the landscape',
  zoomLandIn: 'Zoom in (wheel, or +)',
  zoomLandOut: 'Zoom out (wheel, or -; drag to move)',
  legend: 'Runs in the chart',
  findRuns: 'Find runs',
  findExample: 'Find: adam lr<0.01 loss<=1e-3',
  findHint:
    'Words of names, and conditions such as lr<0.01, loss<=1e-3, score<1, state:finished, optimizer=adam,sgd; a minus in front turns one round. All have to hold; best:10 keeps the best ten. Down goes to the runs.',
  bestRuns: 'Best',
  bestOf: (count: number | null) => (count === null ? 'All' : formatCount(count)),
  foundRuns: (found: number, all: number) => `${formatCount(found)} of ${formatCount(all)} runs`,
  findAll: 'Show all',
  noneFound: 'No run is found by this. Show all, or ask for less.',
  ...sweepWords,
  measuredAfter: (epoch: number) =>
    epoch === 0 ? 'measured at the start' : `measured after epoch ${Number(epoch.toFixed(2))}`,

  landscape: 'Landscape',
  stretched: (axis: string, factor: number) => `${axis} drawn ${factor.toFixed(factor < 10 ? 1 : 0)}× larger`,

  runs: 'Runs',
  positions: 'Positions',
  views: 'Tables',
  runsCaption: 'Runs of this race with their losses',
  rowKeys:
    'Up and Down go from run to run, Enter picks one, Space hides it or shows it again, Escape picks none.',
  positionsCaption: 'Positions of the runs after some of the steps',
  rowKeysOfChosen:
    'Up and Down go from run to run, Enter picks one, Space hides it or shows it again, Delete takes it off the screen, Escape picks none.',
  removeRun: (name: string) => `Take ${name} off the screen`,
  onlyDiffering: 'Only what differs',
  saveAsExperiment: 'Save as experiment file',
  equalInAll: (settings: string) => `Equal in all: ${settings}.`,
  equalInOurs: (settings: string) => `Equal in all but training logs: ${settings}.`,
  run: 'Run',
  experiment: 'Experiment',
  /** Words begin with a capital; names of hyperparameters that hardly are words stay as they are. */
  settingHead: ({ id, name }: Pick<Setting, 'id' | 'name'>) =>
    !id.startsWith('hyperparameter-') || /^[a-z]{6,}$/.test(name)
      ? `${name.charAt(0).toUpperCase()}${name.slice(1)}`
      : name,
  optimizer: 'Optimizer',
  learningRate: 'Learning rate',
  rate: 'Rate',
  batchColumn: 'Batch',
  hiddenCount: (count: number) => (count === 1 ? '1 run hidden' : `${formatCount(count)} runs hidden`),
  seedColumn: 'Seed',
  all: 'full',
  lossNow: 'Loss now',
  best: 'Best',
  stepsToTarget: 'Steps to target',
  stepsTo: (target: number) => `Steps to ${Number.isInteger(target) ? target.toFixed(1) : target}`,
  notYet: (step: number) => `> ${step}`,
  evaluatedLoss: {
    validation: 'Validation loss',
    test: 'Test loss',
    heldOut: 'Held-out loss',
    whole: 'Whole-set loss',
  },
  errorOf: (target: string) => `RMSE, ${target.length > 16 ? `${target.slice(0, 15)}…` : target}`,
  accuracy: 'Accuracy',
  evaluatedAccuracy: {
    validation: 'Validation accuracy',
    test: 'Test accuracy',
    heldOut: 'Held-out accuracy',
    whole: 'Whole-set accuracy',
  },
  bothLosses: 'Both losses',
  previewed: (name: string) => `${name}, from elsewhere`,
  tooLongToPreview: (steps: number, most: number) =>
    `Not previewed: ${formatCount(steps)} steps over all runs are more than the ${formatCount(most)} that are quick.`,
  noPreview: (reason: string) => `Not previewed: ${words.sentence(reason)}`,
  before: (name: string) => `${name}, before`,
  besides: (name: string, other: string) => `${name}, ${other.toLowerCase()}`,
  evaluatedOn: { validation: 'validation', test: 'test', heldOut: 'held out', whole: 'whole set' },
  steps: 'Steps',
  time: 'Time',
  engine: (threads: number, precisions: readonly string[], devices: readonly string[] = []) => {
    const device = devices.join(' and ') || 'CPU';
    const known = device === 'CPU' && threads > 1 ? `CPU ×${threads}` : device;
    return [known, precisions.join(' and ')].filter(Boolean).join(', ');
  },
  /** To who has asked for a GPU. */
  missedGpu: ({ gpu, reason }: { gpu: string | undefined; reason: string }) =>
    words.sentence(gpu === undefined ? `Computed on the processor: ${reason}` : reason),
  engineDetails: (details: readonly { description: string; runs: readonly string[] | null }[]) =>
    details
      .map(({ description, runs }) => (runs ? `${runs.join(', ')}: ${description}` : description))
      .join('\n'),
  stepsPerSecond: 'Steps/s',
  status: 'Status',
  distance: 'Distance to minimum',
  moreRows: (count: number) => `and ${count.toLocaleString('en')} more`,
  none: '–',
  sentence: (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`),
  hide: (name: string) => `Hide ${name}`,
  show: (name: string) => `Show ${name}`,
  visible: (name: string) => `${name} in the chart`,

  emptyTitle: 'Race optimizers and watch how they get there',
  emptyText:
    'Start with the tutorial’s race: four optimizers, one narrow valley, the same learning rate. It takes five seconds.',
  runTutorialRace: 'Run Tutorial Race',
  byEpoch: 'Drawn by epoch, since their batch sizes differ.',
  byEpochOfData: 'Drawn by epoch, since their data differ in size.',
  interruptedRuns:
    'Some of these runs were interrupted before their end. What was recorded until then is shown.',
  elsewhere: (place: string) => `This race runs ${place}. What that has saved is shown.`,
  elsewhereRuns: (place: string) =>
    `Some of these runs go on ${place}. What that has saved of them is shown.`,
  onQueue: (waiting: number, runs: number) => {
    const told = waiting === 0 ? '' : `; ${formatCount(waiting)} of ${formatCount(runs)} wait`;
    return `Workers of the queue compute these runs${told}.`;
  },
  interrupted: 'This race was interrupted before its end. What was recorded until then is shown.',
  resumeRace: 'Resume',
  runAgain: 'Run Again',
} as const;

import type { StepsPerEpoch } from '../../../core/epochs.ts';
import type { Problem, RecordChoice } from '../../../core/experiment/schema.ts';
import type { RaceView, RunUpdate, RunView } from '../../../core/protocol/panel.ts';
import type { EngineFacts } from '../../../core/race/engineFacts.ts';
import type { Evaluation } from '../../../core/race/evaluation.ts';
import { Recorder } from '../../../core/race/recorder.ts';
import { beforeStart, type RecordPiece } from '../../../core/race/runRecord.ts';
import type { RunStatus } from '../../../core/race/status.ts';
import { RaceData } from '../../../webview/panel/data/raceData.ts';
import { RunData } from '../../../webview/panel/data/runData.ts';
import type { PanelState } from '../../../webview/panel/state.ts';
import { readViewSettings } from '../../../webview/panel/viewSettings.ts';

/** What tests want to be different about a run. */
export interface RunChange {
  readonly number?: number;
  readonly name?: string;
  readonly optimizer?: string;
  readonly color?: number;
  readonly variant?: number;
  /** Slot of its optimizer. Default: that of its colour. */
  readonly home?: number;
  /** Place of its experiment. Default: 0. */
  readonly experiment?: number;
  readonly lr?: number;
  /** Default: the valley. */
  readonly problem?: Problem;
  readonly hyperparameters?: Readonly<Record<string, number | boolean | string>>;
  readonly schedule?: string | null;
  /** Of the schedule. */
  readonly given?: Readonly<Record<string, unknown>>;
  readonly batchSize?: RunView['spec']['batchSize'];
  readonly seed?: number | null;
  readonly steps?: number;
  readonly stepsPerEpoch?: StepsPerEpoch;
  readonly status?: RunStatus;
  readonly losses?: Float64Array;
  readonly path?: Float64Array | null;
  readonly evaluations?: readonly Evaluation[];
  readonly engine?: EngineFacts | null;
  /** What the experiment asks for. Default: 'auto'. */
  readonly asked?: RunView['spec']['engine'];
  readonly stepsPerSecond?: number;
  /** Loss that counts as solved. */
  readonly target?: number | null;
  /** Default: all points. */
  readonly keep?: RecordChoice;
}

const engineFacts: EngineFacts = { precision: 'float64', threads: 1, description: 'JavaScript, float64' };

/** A finished run on a surface, with what a test wants to be different. */
export function runView(change: RunChange = {}): RunView {
  const { name = 'SGD', optimizer = 'sgd', color = 0, variant = 0, lr = 0.01 } = change;
  const { batchSize = null, seed = null, steps = 4, stepsPerEpoch = 1, schedule = null } = change;
  return {
    spec: {
      id: 'run',
      problem: change.problem ?? { surface: 'valley' },
      optimizer,
      hyperparameters: { ...change.hyperparameters, lr },
      schedule: schedule === null ? null : { name: schedule, ...change.given },
      ...{ batchSize, seed, steps, stepsPerEpoch },
      evaluateEvery: 1,
      stop: {},
      engine: change.asked ?? 'auto',
    },
    ...{ name, color, variant, home: change.home ?? color, experiment: change.experiment ?? 0 },
    record: recordOf(change),
  };
}

function recordOf(change: RunChange): RecordPiece {
  const {
    losses = Float64Array.of(4, 3, 2, 1, 0.5),
    evaluations = [],
    status = { kind: 'finished' },
  } = change;
  const { path = Float64Array.of(0, 0, 1, 1, 2, 2, 3, 3, 4, 4), engine = engineFacts } = change;
  const { steps = 4, stepsPerEpoch = 1, target = null, stepsPerSecond = 0, keep = 'steps' } = change;
  const recorder = new Recorder({ steps, stepsPerEpoch }, { keep, points: 0, target });
  if (losses.length > 0) recorder.take({ loss: losses, ...(path && { position: path }) });
  for (const evaluation of evaluations) recorder.takeEvaluation(evaluation);
  if (status.kind !== 'running') recorder.finish();
  return recorder.takePiece(status, engine, stepsPerSecond);
}

export function run(change: RunChange = {}): RunData {
  return new RunData(runView(change), change.number ?? 0);
}

/** A race on a surface that has ended, with what a test wants to be different. */
export function raceOf(change: Partial<RaceView> = {}): RaceData {
  return new RaceData({
    id: 'race',
    title: 'Valley',
    isWhole: true,
    caption: null,
    notes: [],
    problem: { surface: 'valley' },
    target: 1,
    record: 'steps',
    phase: 'ended',
    experiments: ['Valley'],
    speed: 1,
    threads: 2,
    runs: [runView()],
    ...change,
  });
}

const theme = {
  contrast: false,
  foreground: '',
  quiet: '',
  grid: '',
  rule: '',
  background: '',
  error: '',
  mark: '',
  hill: '',
  contour: '',
  textFont: '',
  numberFont: '',
  runs: [],
};

export function stateOf(race: RaceData, change: Partial<PanelState> = {}): PanelState {
  return {
    race,
    settings: readViewSettings(undefined),
    hidden: new Set(),
    heldRows: null,
    rows: { all: 1, of: () => 1, slotsOf: (keys) => new Map(keys.map((key, place) => [key, place])) },
    theme,
    answerShown: false,
    notice: null,
    cursor: null,
    picked: null,
    highlighted: null,
    debugged: null,
    preview: null,
    found: { runs: null, fault: null },
    wayBack: null,
    unfolded: new Set(),
    width: 1000,
    place: 'editor',
    ...change,
  };
}

/** What is added to a run on a surface from a point on; to a model where there is no path. */
export function updateOf(
  firstPoint: number,
  losses: readonly number[],
  path: readonly number[] | null = null,
  evaluations: readonly Evaluation[] = [],
): RunUpdate {
  const loss = Float64Array.from(losses);
  const points = path ? { loss, position: Float64Array.from(path) } : { loss };
  const stepsDone = firstPoint + losses.length - 1;
  const last = { loss: losses.at(-1) ?? Number.NaN, best: Math.min(...losses) };
  const state = {
    ...beforeStart,
    ...last,
    status: { kind: 'running' } as const,
    engine: engineFacts,
    stepsDone,
  };
  return { run: 0, piece: { firstPoint, points, evaluations: [...evaluations], state } };
}

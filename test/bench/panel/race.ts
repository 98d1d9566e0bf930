/** A made-up race of as many runs and steps as a bench asks for, the same numbers every time. */
import type { RaceView, RunUpdate } from '../../../core/protocol/panel.ts';
import type { RecordPiece } from '../../../core/race/runRecord.ts';

export interface Size {
  readonly runs: number;
  readonly steps: number;
}

const names = ['SGD', 'Momentum', 'RMSProp', 'Adam', 'Nesterov', 'Lion'];

/** A loss that falls and swings, as noisy curves do. */
function lossAt(run: number, step: number, steps: number): number {
  const fall = Math.exp((-6 * step) / steps) * (1 + 0.3 * run);
  const noise = Math.sin(step * 12.9898 + run * 78.233) * 43758.5453;
  return fall * (0.7 + 0.6 * (noise - Math.floor(noise))) + 0.001 * (1 + run);
}

/** What a run records from one step up to another, exclusive. */
function pieceOf(run: number, from: number, to: number, { steps }: Size): RecordPiece {
  const loss = Float64Array.from({ length: to - from }, (_, i) => lossAt(run, from + i, steps));
  const position = Float64Array.from({ length: 2 * (to - from) }, (_, i) => {
    const step = from + Math.floor(i / 2);
    const along = Math.exp((-4 * step) / steps);
    return i % 2 === 0 ? along * Math.cos(step / (40 + run)) : 10 * along * Math.cos(step / (900 + 7 * run));
  });
  const ended = to > steps;
  return {
    firstPoint: from,
    points: { loss, position },
    evaluations: [],
    state: {
      status: { kind: ended ? 'finished' : 'running' },
      engine: { precision: 'float64', threads: 1, description: 'made up' },
      stepsDone: to - 1,
      loss: loss.at(-1) ?? Number.NaN,
      best: loss.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
      reached: null,
      stepsPerSecond: 1e6,
    },
  };
}

/** The race when each run has done so many steps. */
export function viewOf(id: string, size: Size, done: number): RaceView {
  return {
    id,
    isWhole: true,
    title: `${size.runs} runs of ${size.steps} steps`,
    caption: null,
    notes: [],
    problem: { surface: 'valley' },
    target: null,
    record: 'steps',
    phase: done === size.steps ? 'ended' : 'running',
    speed: 'max',
    threads: 2,
    experiments: ['Valley'],
    runs: Array.from({ length: size.runs }, (_, run) => ({
      spec: {
        id: `run-${run}`,
        problem: { surface: 'valley' },
        optimizer: 'sgd',
        hyperparameters: { lr: 0.001 * (1 + run) },
        schedule: null,
        batchSize: null,
        seed: null,
        steps: size.steps,
        stepsPerEpoch: 1,
        evaluateEvery: 1,
        stop: {},
        engine: 'auto',
      },
      name: names[run % names.length] ?? '',
      color: run % 12,
      home: run % 12,
      variant: Math.floor(run / 12),
      experiment: 0,
      record: pieceOf(run, 0, done + 1, size),
    })),
  };
}

/** What comes between two numbers of steps. */
export function updatesOf(from: number, to: number, size: Size): RunUpdate[] {
  return Array.from({ length: size.runs }, (_, run) => ({ run, piece: pieceOf(run, from, to, size) }));
}

/** What is measured of the debugger, each beside the plain run that gives the same numbers. */
import type { RunToDebug } from '../../../core/debug/debugMessages.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { findDataset } from '../../../core/problems/data/index.ts';
import { prepareDataset } from '../../../core/problems/data/preparation/prepareDataset.ts';
import { Editor } from './editor.ts';
import { plainRun } from './plainRun.ts';

export interface DebugTask {
  readonly name: string;
  /** What test/bench/peers/pytorch_debug.py calls it. */
  readonly peer: string;
  readonly rounds: number;
  /** Stands where the task begins. */
  prepare(): PreparedTask;
}

interface PreparedTask {
  /** Makes ready for the next round; not timed. */
  readonly reset: () => void;
  readonly debugged: () => void;
  readonly plain: () => void;
  /** The parameter that the debugger shows, in the debugger and in the plain run: the same bits. */
  readonly values: () => readonly [debugged: number, plain: number];
}

const adam = { optimizers: [{ optimizer: 'adam' }] };

function runOf(experiment: object): RunToDebug {
  const parsed = parseExperiment({ ...adam, ...experiment });
  const [spec] = expandExperiment(parsed);
  if (!spec) throw new RangeError('expected an experiment with a run');
  const { problem } = parsed;
  const entry = 'data' in problem ? findDataset(problem.data) : undefined;
  const data = entry ? prepareDataset(entry.load(''), { validation: 0, standardize: false }) : null;
  const source = { name: 'adam.optimizer', path: '/adam.optimizer' };
  const recorded = { steps: new Float64Array(), losses: new Float64Array() };
  return { spec, data, title: 'Adam', source, recorded };
}

const onValley = () => runOf({ problem: { surface: 'valley' }, lr: [0.0001], steps: 250_000 });

/** Of 2-315-315-2, which has 101,117 parameters. */
const onNetwork = () =>
  runOf({
    problem: { data: 'spirals', hidden: [315, 315] },
    ...{ lr: [0.001], epochs: 150, batch_size: [32], engine: 'float64' },
  });

/** @param to The step that is gone to, counted from 1. */
function goingBack(run: RunToDebug, from: number, to: number): PreparedTask {
  const editor = new Editor(run);
  let parameter = Number.NaN;
  return {
    reset: () => editor.goToStep(from),
    debugged() {
      editor.goToStep(to);
      editor.look();
    },
    plain() {
      const stepper = plainRun(run.spec, run.data);
      stepper.run(to - 1, Number.POSITIVE_INFINITY, new Float64Array(to), null);
      parameter = stepper.parameters[0] ?? Number.NaN;
    },
    values: () => [editor.evaluate('p of 0'), parameter],
  };
}

function steppingBack(run: RunToDebug, from: number): PreparedTask {
  const there = goingBack(run, from, from - 1);
  const editor = new Editor(run);
  editor.goToStep(from);
  return {
    ...there,
    reset: () => editor.goToStep(from),
    debugged() {
      editor.ask('stepBack', { threadId: 1 });
      editor.look();
    },
    values: () => {
      editor.goToStep(from - 1);
      return [editor.evaluate('p of 0'), there.values()[1]];
    },
  };
}

/** Beside it, the step alone. */
function stopping(run: RunToDebug): PreparedTask {
  const editor = new Editor(run);
  const stepper = plainRun(run.spec, run.data);
  return {
    reset() {},
    debugged() {
      editor.ask('stepOut', { threadId: 1 });
      editor.look();
    },
    plain: () => stepper.advance(),
    values: () => [editor.evaluate('p of 0'), stepper.parameters[0] ?? Number.NaN],
  };
}

export const debugTasks: readonly DebugTask[] = [
  {
    name: 'Adam on the valley: 100,000 steps back from step 200,050',
    peer: 'valley back',
    rounds: 31,
    prepare: () => goingBack(onValley(), 200_050, 100_050),
  },
  {
    name: 'a network of 101,117 parameters: a step on',
    peer: 'network step',
    rounds: 31,
    prepare: () => stopping(onNetwork()),
  },
  {
    name: 'a network of 101,117 parameters: a line back from step 201',
    peer: 'network line back',
    rounds: 3,
    prepare: () => steppingBack(onNetwork(), 201),
  },
  {
    name: 'a network of 101,117 parameters: 300 steps back from step 601',
    peer: 'network back',
    rounds: 3,
    prepare: () => goingBack(onNetwork(), 601, 301),
  },
];

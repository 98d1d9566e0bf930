/** `npm run bench:debug` prints how long the debugger takes to stand where a person wants it, next to ways without it. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { median } from '../measure.ts';
import { matches } from '../options.ts';
import { formatRatio, formatTime } from '../training/format.ts';
import { describeMachine } from '../training/machine.ts';
import { markdownTable } from '../training/table.ts';
import { type DebugTask, debugTasks } from './tasks.ts';

const peerFile = path.resolve('test/bench/peers/pytorch_debug.py');

/** Seconds of the processor's time: what else the machine does is not in them. */
function secondsOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** @throws {Error} if the debugger shows other numbers than the plain run has. */
function measureTask({ name, rounds, prepare }: DebugTask): readonly string[] {
  const { reset, debugged, plain, values } = prepare();
  const times: readonly [number[], number[]] = [[], []];
  // The first round is compiled, and is not counted.
  for (let round = -1; round < rounds; round++) {
    reset();
    for (const [index, work] of [debugged, plain].entries()) {
      const seconds = secondsOf(work);
      if (round >= 0) times[index]?.push(seconds);
    }
  }
  const [shown, expected] = values();
  if (!Object.is(shown, expected)) throw new Error(`${name}: p = ${shown} — expected ${expected}`);
  const [own, other] = times.map(median);
  return [name, formatTime(own ?? 0), formatTime(other ?? 0), formatRatio((other ?? 0) / (own ?? 1))];
}

/** One line for each thing that PyTorch was asked, or why there is none. */
function askPyTorch(): string {
  const python = process.env['PYTHON'] ?? 'python3';
  const { status, stdout, error } = spawnSync(python, [peerFile], { encoding: 'utf8' });
  if (error) return `PyTorch: ${python} can't be started (${error.message}); PYTHON names another.`;
  return status === 0 ? stdout.trim() : `PyTorch: ${stdout.trim() || `${python} ended with ${status}`}`;
}

const words = process.argv.slice(2);
const { processor, cores, node, load } = describeMachine();
console.log(
  `${processor}, ${cores} cores, Node.js ${node}, load ${load.toFixed(1)}; medians of the processor's time.\n`,
);
const rows = debugTasks.filter(({ name }) => matches(name, words)).map(measureTask);
console.log(markdownTable(['', 'debugger', 'plain run', 'ratio'], rows));
console.log(`\n${askPyTorch()}`);

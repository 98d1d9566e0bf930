/** `npm run bench:debug` prints how long the debugger takes to stand where a person wants it, next to ways without it. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import * as z from 'zod';
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
function measureTask({ name, peer, rounds, prepare }: DebugTask): Measured {
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
  return { name, peer, own: median(times[0]), plain: median(times[1]) };
}

interface Measured {
  readonly name: string;
  readonly peer: string;
  /** Seconds of the debugger and of the plain run. */
  readonly own: number;
  readonly plain: number;
}

function rowOf({ name, peer, own, plain }: Measured, torch: PeerTimes | null): readonly string[] {
  const seconds = torch?.seconds[peer];
  const beside = seconds === undefined ? ['not here', ''] : [formatTime(seconds), formatRatio(seconds / own)];
  return [name, formatTime(own), formatTime(plain), formatRatio(plain / own), ...beside];
}

/** What the peer prints. */
const peerTimesSchema = z.object({ version: z.string(), seconds: z.record(z.string(), z.number()) });
type PeerTimes = z.infer<typeof peerTimesSchema>;

/** Its times, or why there are none. */
function askPyTorch(): PeerTimes | string {
  const python = process.env['PYTHON'] ?? 'python3';
  const { status, stdout, error } = spawnSync(python, [peerFile], { encoding: 'utf8' });
  if (error) return `${python} can't be started (${error.message}); PYTHON names another.`;
  if (status !== 0) return stdout.trim() || `${python} ended with ${status}`;
  return peerTimesSchema.parse(JSON.parse(stdout));
}

const words = process.argv.slice(2);
const { processor, cores, node, load } = describeMachine();
console.log(
  `${processor}, ${cores} cores, Node.js ${node}, load ${load.toFixed(1)}; medians of the processor's time.\n`,
);
const measured = debugTasks.filter(({ name }) => matches(name, words)).map(measureTask);
const torch = askPyTorch();
const times = typeof torch === 'string' ? null : torch;
const rows = measured.map((each) => rowOf(each, times));
console.log(markdownTable(['', 'debugger', 'plain run', 'ratio', 'PyTorch', 'ratio'], rows));
console.log(typeof torch === 'string' ? `\nPyTorch is not here: ${torch}` : `\nPyTorch ${torch.version}`);

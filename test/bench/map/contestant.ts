/** A program that computes the map as often as it is asked, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { MapSums } from './mapOfSurface.ts';

export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** By how much its sums may differ, as a share. Default: as the map says. */
  readonly tolerance?: number;
}

export interface Contestant {
  readonly name: string;
  readonly version: string;
  readonly sums: MapSums;
  /** Seconds that each map has taken. */
  readonly times: number[];
  readonly tolerance: number | undefined;
  /** Computes the map once more. */
  takeTurn(): Promise<void>;
  stop(): void;
}

/** Started and warm; a text where it doesn't start, its last line on why. */
export async function start({ name, command, args, tolerance }: Program): Promise<Contestant | string> {
  // Read by OpenMP, OpenBLAS, MKL and XLA when they are loaded.
  const single = {
    OMP_NUM_THREADS: '1',
    OPENBLAS_NUM_THREADS: '1',
    MKL_NUM_THREADS: '1',
    XLA_FLAGS: '--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1',
  };
  const child = spawn(command, args, { env: { ...process.env, ...single } });
  let complaint = '';
  child.stderr.on('data', (data) => {
    complaint = `${complaint}${data}`.slice(-2000);
  });
  child.on('error', ({ message }) => {
    complaint = message;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done) return complaint.trim().split('\n').at(-1) ?? '';
  const { version, sums } = JSON.parse(first.value) as Pick<Contestant, 'version' | 'sums'>;
  const times: number[] = [];
  return {
    ...{ name, version, sums, times, tolerance },
    async takeTurn() {
      child.stdin.write('\n');
      const { value, done } = await lines.next();
      if (done) throw new Error(`${name} has ended: ${complaint}`);
      times.push(Number(value));
    },
    stop: () => end(child),
  };
}

function end(child: ChildProcess): void {
  child.stdin?.end();
}

/** Sweeps and workers as processes of the packed program. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface StartedProcess {
  readonly process: ChildProcess;
  /** What it has printed so far. */
  printed(): string;
  /** Comes back when `holds` says so of what it has printed; fails when it ends before. */
  until(holds: (printed: string) => boolean): Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
}

/** Starts processes of one program in one folder, and ends those that are left. */
export class SweepProcesses {
  readonly #program: string;
  readonly #folder: string;
  readonly #going = new Set<ChildProcess>();

  constructor(program: string, folder: string) {
    this.#program = program;
    this.#folder = folder;
  }

  start(...args: readonly string[]): StartedProcess {
    const { OPTIMIZER_PLAYGROUND_LIBRARY: _, ...env } = process.env;
    const child = spawn(process.execPath, [this.#program, ...args], { cwd: this.#folder, env });
    this.#going.add(child);
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
      child.on('close', (code) => {
        this.#going.delete(child);
        resolve({ code, out, err });
      });
    });
    const printed = () => out + err;
    return {
      ...{ process: child, printed, ended },
      until: async (holds) => {
        while (!holds(printed())) {
          if (!this.#going.has(child)) throw new Error(`${args.join(' ')} has ended: ${printed()}`);
          await sleep(20);
        }
      },
    };
  }

  endAll(): void {
    for (const child of this.#going) child.kill('SIGKILL');
  }
}

/** The lines of a table of runs, without what is time. */
export function withoutTimes(csv: string): string {
  const rows = csv.split('\n').map(cellsOf);
  const at = rows[0]?.indexOf('seconds') ?? -1;
  if (at < 0) throw new Error(`expected a column of seconds in ${csv.slice(0, 200)}`);
  return rows.map((cells) => cells.toSpliced(at, 1).join(',')).join('\n');
}

/** Texts in quotes may have commas in them. */
function cellsOf(line: string): string[] {
  return line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)?.map((cell) => cell.replace(/,$/, '')) ?? [];
}

/** Names of the records in a store in a folder. */
export function recordsIn(store: string): string[] {
  return readdirSync(path.join(store, 'runs'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.run'),
  );
}

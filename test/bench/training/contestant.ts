/** A program that speaks the protocol of `peer/serve.ts`, as a process of its own. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { WorkRequest } from '../peer/requests.ts';

export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What to do where it doesn't start; absent where it must. */
  readonly install?: string;
}

/** What it says about itself. */
export interface Info {
  readonly name?: string;
  readonly version?: string;
  readonly [more: string]: unknown;
}

export interface Answer {
  readonly seconds: number;
  readonly steps: number;
  readonly value: number;
  readonly losses?: readonly number[];
}

export interface Contestant {
  readonly name: string;
  readonly info: Info;
  /** @throws {Error} if the contestant can't do that, has ended, or takes longer than two minutes. */
  work(work: WorkRequest, steps: number): Promise<Answer>;
  end(): void;
}

/** Milliseconds. */
const longestAnswer = 120_000;

/** @throws {Error} if it can't be started, or what it needs is not installed. */
export async function startContestant({ name, command, args, env }: Program): Promise<Contestant> {
  // Python would leave folders beside its programs.
  const child = spawn(command, args, { env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env } });
  let waiting: { resolve(answer: object): void; reject(error: Error): void } | null = null;
  let ended: Error | null = null;
  let printed = '';
  const endWith = (reason: string) => {
    ended ??= new Error(reason);
    waiting?.reject(ended);
  };
  child.stderr.on('data', (text) => {
    printed = (printed + text).slice(-10_000);
  });
  child.on('error', (error) => endWith(error.message));
  child.on('close', (code, signal) => endWith(errorIn(printed) ?? `ended with ${code ?? signal}`));
  // Written to after its end, which `close` has the reason of.
  child.stdin.on('error', () => {});
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = parseAnswer(line);
    if (answer) waiting?.resolve(answer);
  });

  async function ask(request: object): Promise<object> {
    if (ended) throw ended;
    const timer = setTimeout(() => {
      endWith(`gave no answer for ${longestAnswer / 1000} s`);
      child.kill();
    }, longestAnswer);
    try {
      const answer = await new Promise<object>((resolve, reject) => {
        waiting = { resolve, reject };
        child.stdin.write(`${JSON.stringify(request)}\n`);
      });
      if ('error' in answer) throw new Error(String(answer.error));
      return answer;
    } finally {
      clearTimeout(timer);
      waiting = null;
    }
  }

  const end = () => child.stdin.end();
  try {
    const info = (await ask({ op: 'info' })) as Info;
    return { name, info, work: async (work, steps) => (await ask({ ...work, steps })) as Answer, end };
  } catch (error) {
    end();
    throw error;
  }
}

/** Null for anything else that a library prints. */
function parseAnswer(line: string): object | null {
  try {
    const answer: unknown = JSON.parse(line);
    return typeof answer === 'object' ? answer : null;
  } catch {
    return null;
  }
}

/** `ModuleNotFoundError: No module named 'torch'`: the line in which Python and Node.js alike say what is wrong. */
function errorIn(printed: string): string | null {
  return printed.split('\n').findLast((line) => /^\w*Error\b.*: /.test(line)) ?? null;
}

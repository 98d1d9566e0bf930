/** Starting other programs, and leaving none of them behind. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inRoot, root } from './paths.mjs';

export const windows = process.platform === 'win32';

/** A program that ended with an error; `output` is all that it printed. */
export class CommandFailed extends Error {
  /**
   * @param {string} command
   * @param {number | string} code
   * @param {string} output
   */
  constructor(command, code, output) {
    super(`${command} ended with ${code}\n${output}`);
    this.name = 'CommandFailed';
    this.output = output;
  }
}

/**
 * Runs a program to its end and returns what it printed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean }} [options]
 * @returns {Promise<string>}
 */
export function run(command, args, { cwd = root, env = process.env, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new CommandFailed([command, ...args].join(' '), code ?? signal ?? 'no code', output));
    });
  });
}

/**
 * Runs npm, quietly. On Windows npm is a batch file, which only a shell can start.
 * @param {readonly string[]} args words without spaces
 * @param {string} [cwd]
 */
export function runNpm(args, cwd = root) {
  const quiet = [...args, '--no-audit', '--no-fund', '--loglevel=error'];
  return windows ? run(`npm ${quiet.join(' ')}`, [], { cwd, shell: true }) : run('npm', quiet, { cwd });
}

/**
 * The JavaScript file behind a command of an installed package: run with Node itself, it starts faster than
 * through npx and is no batch file on Windows.
 * @param {string} packageName
 * @param {string} [command]
 */
export function binary(packageName, command = packageName) {
  const folder = inRoot('node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** What is still to be ended when this process ends. @type {Set<() => void>} */
const endings = new Set();
let watching = false;

/**
 * Does something when this process ends, the latest first, also where a signal ends it.
 * @param {() => void} end
 */
export function onExit(end) {
  endings.add(end);
  if (watching) return;
  watching = true;
  process.on('exit', () => {
    for (const end of [...endings].reverse()) end();
  });
  // A signal ends Node without its exit handlers, so each becomes an ordinary exit first.
  const signals = /** @type {const} */ ({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 });
  for (const [signal, number] of Object.entries(signals)) {
    process.once(signal, () => process.exit(128 + number));
  }
}

/**
 * Runs a program to its end and returns its exit code. It ends with this process.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {number} [options.limit] milliseconds after which it is ended
 * @param {(text: string) => void} [options.print] what becomes of all that it prints. Default: this terminal has it
 * @param {number} [options.priority] of it and of what it starts, as `os.setPriority` has it. Default: that of this process
 * @returns {Promise<number>}
 */
export function runHere(command, args, { env = process.env, limit, print, priority } = {}) {
  return new Promise((resolve, reject) => {
    const output = print ? 'pipe' : 'inherit';
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', output, output] });
    if (priority !== undefined && child.pid !== undefined) setPriority(child.pid, priority);
    if (print)
      for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', print);
    const end = () => (windows ? endTree(child.pid) : child.kill());
    onExit(end);
    const timer = limit === undefined ? undefined : setTimeout(end, limit);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      endings.delete(end);
      resolve(code ?? 1);
    });
  });
}

/**
 * Starts a program in a process group of its own, which ends with this process at the latest, also where this one is killed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, output?: number | 'ignore' | 'pipe' }} options `output`: where to, standard errors too
 */
export function startDetached(command, args, { env = process.env, output = 'ignore' }) {
  const child = spawn(process.execPath, [inRoot('scripts/tools/guard.mjs'), command, ...args], {
    cwd: root,
    env,
    // The guard sees the end of its input when this process is gone.
    stdio: ['pipe', output, output],
    detached: !windows,
    windowsHide: true,
  });
  child.stdin?.on('error', () => {});
  const kill = () => endTree(child.pid);
  onExit(kill);
  return {
    child,
    /** Asks the whole group to end, and after two seconds insists. */
    async end() {
      endTree(child.pid, 'SIGTERM');
      for (let waited = 0; waited < 2000 && groupIsAlive(child.pid); waited += 50) await sleep(50);
      kill();
      endings.delete(kill);
    },
  };
}

/**
 * Ends a process with everything that it started.
 * @param {number | undefined} pid undefined: it never started
 * @param {'SIGTERM' | 'SIGKILL'} signal
 */
export function endTree(pid, signal = 'SIGKILL') {
  if (pid === undefined) return;
  if (windows) {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}

/** @param {number | undefined} pid */
function groupIsAlive(pid) {
  if (pid === undefined) return false;
  try {
    process.kill(windows ? pid : -pid, 0);
    return true;
  } catch {
    return false;
  }
}

import { spawnSync } from 'node:child_process';
import { windows } from './processes.mjs';

/** Milliseconds between two looks. */
const interval = 500;

/**
 * The processes that started this one for a person: npm, and the shell that npm runs its scripts with. None where this one was
 * started without npm: it may go on when a terminal is closed.
 * @returns {number[]}
 */
function startersOfScript() {
  if (!process.env['npm_lifecycle_event']) return [];
  const shell = process.ppid;
  if (windows) return [shell];
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(shell)], { encoding: 'utf8' });
  const [, parent, name = ''] = /^\s*(\d+)\s+(.*)$/m.exec(stdout ?? '') ?? [];
  // Some shells make place for what they run.
  return /(^|\/)(ba|da|z)?sh$/.test(name) && parent ? [shell, Number(parent)] : [shell];
}

/** Ends this program when npm is gone that has started it, though nothing was said to this one. */
export function endWithStarter() {
  const starters = startersOfScript();
  if (starters.length === 0) return;
  setInterval(() => {
    if (!starters.every(isThere)) process.exit(1);
  }, interval).unref();
}

/** @param {number} pid */
function isThere(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

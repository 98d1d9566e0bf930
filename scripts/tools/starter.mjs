import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { windows } from './processes.mjs';

/** Milliseconds between two looks. */
const interval = 500;

/** `/bin/sh`, `-zsh`, `cmd.exe`: what npm runs its scripts with. */
const shell = /(^|[/\\])-?(\w*sh|cmd|powershell)(\.exe)?$/i;

/**
 * The processes that started a script for a person: npm, and the shell that npm runs it with. Some shells make place for what
 * they run.
 * @param {number} parent of the script
 * @param {string} description of the parent: the number of its own parent, and its name
 */
export function startersOf(parent, description) {
  const [, grandparent, name = ''] = /^\s*(\d+)\s+(.*?)\s*$/m.exec(description) ?? [];
  return grandparent !== undefined && shell.test(name) ? [parent, Number(grandparent)] : [parent];
}

/** Of a process, the number of its parent and its name; empty where nobody can tell. @param {number} pid */
async function describe(pid) {
  const found = `Get-CimInstance Win32_Process -Filter "ProcessId=${pid}"`;
  const [command, ...args] = windows
    ? [
        'powershell.exe',
        ...['-NoProfile', '-NonInteractive', '-Command'],
        `${found} | ForEach-Object { "$($_.ParentProcessId) $($_.Name)" }`,
      ]
    : ['ps', '-o', 'ppid=,comm=', '-p', String(pid)];
  const { stdout } = await promisify(execFile)(command ?? '', args, { windowsHide: true }).catch(() => ({
    stdout: '',
  }));
  return stdout;
}

/**
 * Ends this program when npm is gone that has started it, though nothing was said to this one. Nobody is watched where it was
 * started without npm: it may go on when a terminal is closed.
 */
export function endWithStarter() {
  if (!process.env['npm_lifecycle_event']) return;
  const { ppid } = process;
  let starters = [ppid];
  void describe(ppid).then((description) => {
    starters = startersOf(ppid, description);
  });
  setInterval(() => {
    if (!starters.every(isThere)) process.exit(1);
  }, interval).unref();
}

/** @param {number} pid */
function isThere(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else is there, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

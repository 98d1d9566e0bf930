/**
 * Runs a program, and ends it with all that it has started when whoever started this one is gone, however that ended: the
 * system closes the pipe that is this program's input. `startDetached` starts it, as the leader of a process group.
 */
import { spawn } from 'node:child_process';
import { endTree, windows } from './processes.mjs';

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true });
child.on('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on('exit', (code) => process.exit(code ?? 1));

const end = () => {
  endTree(windows ? child.pid : process.pid);
  process.exit(1);
};
process.stdin.on('end', end).on('error', end).resume();

#!/usr/bin/env node
/** The program of the command line. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { once } from '../../core/once.ts';
import { exitCodes } from './command.ts';
import { runCli } from './runCli.ts';
import { shippedPlaces } from './shippedPlaces.ts';
import { terminalOf } from './terminal.ts';

const stopSignal = once(() => {
  const leaving = new AbortController();
  process.on('SIGINT', () => {
    // Who presses twice doesn't want to wait.
    if (leaving.signal.aborted) process.exit(exitCodes.interrupted);
    leaving.abort();
  });
  process.on('SIGTERM', () => leaving.abort());
  return leaving.signal;
});
// Whoever reads no further, as `head`, wants no more of it; what else the command does it does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest));

process.exitCode = await runCli(process.argv.slice(2), {
  terminal: terminalOf(process),
  shipped: shippedPlaces(fileURLToPath(new URL('..', import.meta.url)), version),
  cwd: process.cwd(),
  env: process.env,
  stopSignal,
});

// What waits for somebody who is away, such as a connection to Redis, would keep the process for ever.
const leaving = setInterval(() => {
  if (process.stdout.writableLength === 0 && process.stderr.writableLength === 0) process.exit();
}, 500);
leaving.unref();

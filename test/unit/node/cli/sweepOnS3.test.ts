/** A sweep of the packed program that keeps its records in S3-compatible storage. */

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writePackage } from '../../../../scripts/packCli.mjs';
import { bucket, credentials, type S3Server, startS3Server } from '../sweep/store/s3Server.ts';

const all = mkdtempSync(path.join(tmpdir(), 'cli-s3-'));
const installed = path.join(all, 'package');
let server: S3Server;

beforeAll(async () => {
  server = await startS3Server();
  await writePackage(installed, { production: false, hasLibrary: false });
}, 120_000);
afterAll(async () => {
  await server.stop();
  rmSync(all, { recursive: true, force: true });
});

/** In a folder of its own, as on another machine. */
function sweep(
  name: string,
  ...options: string[]
): Promise<{ code: number | null; out: string; err: string }> {
  const cwd = path.join(all, name);
  mkdirSync(cwd);
  writeFileSync(
    path.join(cwd, 'a.experiment.json'),
    JSON.stringify({
      problem: { surface: 'rosenbrock' },
      optimizers: [{ optimizer: 'adam' }, { optimizer: 'momentum' }],
      lr: [0.001, 0.01],
      steps: 200,
    }),
  );
  const program = path.join(installed, 'dist', 'cli', 'main.mjs');
  const child = spawn(process.execPath, [program, 'sweep', 'a.experiment.json', ...options], {
    cwd,
    env: {
      PATH: process.env['PATH'],
      AWS_ACCESS_KEY_ID: credentials.key,
      AWS_SECRET_ACCESS_KEY: credentials.secret,
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    said.out += data;
  });
  child.stderr.on('data', (data) => {
    said.err += data;
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, ...said }));
  });
}

/** Without how long each run took, which follows its state and its steps. */
const untimed = (csv: string) => csv.replaceAll(/(finished|diverged),(\d+),[\d.e-]+,/g, '$1,$2,');

test('gives what it gives with a folder, and computes each run once', async () => {
  const store = `s3://${bucket}/team?endpoint=${server.endpoint}&region=${server.region}`;
  const first = await sweep('first', '--store', store, '--csv');
  expect(first.err).not.toMatch(/Error|Warning/);
  expect(first.code).toBe(0);
  const runs = () => [...server.objects.keys()].filter((key) => key.startsWith('team/runs/'));
  expect(runs()).toHaveLength(4);
  const asked = (method: string) =>
    server.requests.filter((request) => request.startsWith(`${method} team/runs/`)).length;
  expect({ put: asked('PUT'), head: asked('HEAD'), get: asked('GET') }).toEqual({ put: 4, head: 4, get: 8 });

  const again = await sweep('again', '--store', store, '--csv');
  expect(again).toMatchObject({ code: 0, out: first.out });
  expect(again.err).toMatch(/All of them had been computed before/);
  expect({ put: asked('PUT'), head: asked('HEAD'), get: asked('GET') }).toEqual({ put: 4, head: 4, get: 12 });

  const inFolder = await sweep('folder', '--store', 'store', '--csv');
  expect(inFolder.code).toBe(0);
  expect(untimed(inFolder.out)).toBe(untimed(first.out));
}, 120_000);

test('says what is wrong with the store before anything runs', async () => {
  const { code, err } = await sweep('wrong', '--store', `s3://${bucket}?zone=b`);
  expect(code).toBe(2);
  expect(err).toMatch(/^--store s3:\/\/sweeps\?zone=b — expected endpoint or region, found "zone"\n/);
}, 60_000);

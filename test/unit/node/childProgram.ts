/** Programs in TypeScript that tests run in processes of their own. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import esbuild from 'esbuild';
import { inRoot } from '../../../scripts/tools/paths.mjs';

/** A folder with the bundles of these files, for the tests of a file; to be removed by what is returned. */
export async function bundleForNode(entryPoints: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(path.join(tmpdir(), 'program-'));
  await esbuild.build({
    entryPoints: Object.fromEntries(Object.entries(entryPoints).map(([name, file]) => [name, inRoot(file)])),
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    loader: { '.optimizer': 'text' },
    logLevel: 'warning',
  });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface Child {
  readonly process: ChildProcessWithoutNullStreams;
  /** Whole lines that it has printed so far. */
  lines(): readonly string[];
  /** All that it printed, when it has ended, and how. */
  readonly ended: Promise<{
    lines: readonly string[];
    errors: string;
    signal: string | null;
    code: number | null;
  }>;
}

export function startChild(program: string, ...args: readonly string[]): Child {
  const child = spawn(process.execPath, [program, ...args]);
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const lines = () => output.split('\n').slice(0, -1);
  const ended = new Promise<Awaited<Child['ended']>>((resolve) => {
    child.on('close', (code, signal) => resolve({ lines: lines(), errors, code, signal }));
  });
  return { process: child, lines, ended };
}

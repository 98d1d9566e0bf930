/** Scripts of experiments, what they give when Python runs them, and what our runs give. */
import { readFileSync } from 'node:fs';
import { knownShape } from '../../../core/experiment/dataShape.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { RunSpec } from '../../../core/experiment/runSpec.ts';
import { shippedTable } from '../../../core/exportCode/data/shippedTable.ts';
import { exportScript, type ScriptSource, whyNoScript } from '../../../core/exportCode/exportScript.ts';
import type { FrameworkId } from '../../../core/exportCode/frameworks.ts';
import { findDataset } from '../../../core/problems/data/index.ts';
import { inRoot } from '../../../scripts/tools/paths.mjs';
import { createRunners, type RecordedRun, recordAll } from '../engine/runs.ts';
import { noPythonWith, pythonWith, runIn, runPython } from '../rule/runPython.ts';

/** What has to be installed beside NumPy. */
const needs: Readonly<Record<FrameworkId, readonly string[]>> = {
  torch: ['torch'],
  keras: ['keras', 'jax', 'optax'],
  jax: ['jax', 'optax'],
  numpy: [],
};

/** One may have NumPy, and another PyTorch. */
const pythons = new Map<FrameworkId, string | null>();

function pythonFor(id: FrameworkId): string | null {
  const known = pythons.get(id);
  if (known !== undefined) return known;
  const found = pythonWith('numpy', ...needs[id]);
  pythons.set(id, found);
  return found;
}

/** Why scripts of a framework can't be run here; null where they can. */
export function missingFor(id: FrameworkId): string | null {
  return pythonFor(id) === null ? noPythonWith(['numpy', ...needs[id]].join(', ')) : null;
}

export interface Trained {
  readonly losses: readonly (number | string)[];
  readonly evaluations: readonly (readonly (number | string)[])[];
  readonly printed?: string;
}

export interface Answer extends Partial<Trained> {
  readonly error?: string;
}

/** What is exported of each run of an experiment. */
export function sourcesOf(experiment: unknown): readonly ScriptSource[] {
  return expandExperiment(parseExperiment(experiment)).map(sourceOf);
}

function sourceOf(spec: RunSpec): ScriptSource {
  const { problem } = spec;
  const shape = knownShape(problem) ?? null;
  const entry = 'data' in problem ? findDataset(problem.data) : undefined;
  const { file } = entry ?? {};
  const table = entry && file !== undefined ? shippedTable({ ...entry, file }, shippedFile(file)) : null;
  return { spec, shape, table };
}

function shippedFile(file: string): string {
  return readFileSync(inRoot(`core/problems/data/${file}`)).toString('base64');
}

/** The script of each run of an experiment; null for those that there is none of. */
export function scriptsOf(experiment: unknown, framework: FrameworkId): readonly (string | null)[] {
  return sourcesOf(experiment).map((source) =>
    whyNoScript(source, framework) === null ? exportScript(source, framework) : null,
  );
}

/** What scripts of a framework give, in their order, from one process of Python. */
export function answersOf(sources: readonly string[], id: FrameworkId): readonly Answer[] {
  const scripts = sources.map((source, index) => ({ id: `script ${index}`, source }));
  return JSON.parse(runIn(pythonFor(id) ?? '', 'scripts.py', JSON.stringify(scripts)));
}

/** What Python has against the text of each script; empty where it has nothing. */
export function compileErrorsOf(sources: readonly string[]): readonly string[] {
  const scripts = sources.map((source, index) => ({ id: `script ${index}`, source }));
  const answers: readonly Answer[] = JSON.parse(runPython('scripts.py', JSON.stringify(scripts), 'compile'));
  return answers.map(({ error }) => error ?? 'no answer');
}

/** What our runs of an experiment give, in double precision. */
export async function ourRuns(experiment: unknown): Promise<readonly Trained[]> {
  return (await recordAll(createRunners(experiment))).map(trainedOf);
}

export function trainedOf({ losses, evaluations }: RecordedRun): Trained {
  return {
    losses,
    evaluations: evaluations.map(({ step, loss, accuracy }) => [
      step,
      loss,
      ...(accuracy === undefined ? [] : [accuracy]),
    ]),
  };
}

/**
 * The first number of a script that isn't ours to 1e-9 of itself or of 1, of the first `most` losses and of evaluations before;
 * empty where there is none.
 */
export function deviationOf(answer: Answer, ours: Trained, { most = 200, tolerance = 1e-9 } = {}): string {
  if (answer.error !== undefined) return answer.error;
  const { losses = [], evaluations = [] } = answer;
  if (losses.length !== ours.losses.length) return `${losses.length} losses — expected ${ours.losses.length}`;
  for (const [step, loss] of ours.losses.slice(0, most + 1).entries()) {
    const found = losses[step];
    if (!isClose(found, loss, tolerance)) return `loss ${step}: ${found} — expected ${loss}`;
  }
  for (const [index, expected] of ours.evaluations.entries()) {
    if (Number(expected[0]) > most) break;
    const found = evaluations[index] ?? [];
    if (found.length !== expected.length || !expected.every((each, i) => isClose(found[i], each, tolerance)))
      return `evaluation ${index}: ${found} — expected ${expected}`;
  }
  return '';
}

function isClose(found: number | string | undefined, expected: number | string, tolerance: number): boolean {
  if (typeof expected === 'number' && Number.isFinite(expected))
    return (
      typeof found === 'number' && Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected))
    );
  return found === String(expected);
}

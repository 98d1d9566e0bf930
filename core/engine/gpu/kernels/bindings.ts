/** The head of a kernel's source: the buffers that it sees. */
import type { GpuBinding, GpuBufferName } from '../gpuPlan.ts';

const elements: Readonly<Record<GpuBufferName, string>> = {
  values: 'array<f32>',
  gradient: 'array<f32>',
  uniforms: 'array<f32>',
  ranges: 'array<vec2u>',
  examples: 'array<f32>',
  batch: 'array<u32>',
  workspace: 'array<f32>',
  results: 'array<u32>',
  steps: 'Step',
  jobs: 'array<Job, 1024>',
};

/** Runs of one dispatch at most. Any device takes twice as many jobs. */
export const mostJobs = 1024;
/** Bytes from a job to the next. */
export const bytesOfJob = 32;

const jobLines = `struct Job {
  // Which of the runs, and how many steps it takes.
  run: u32,
  steps: u32,
  // Where its rows of \`uniforms\` begin, and its row numbers in \`batch\`: of each step, how many and which.
  uniforms: u32,
  rows: u32,
  // Where in \`results\` its losses go.
  results: u32,
  // A loss above it, or one that is no finite number, is the last.
  limit: f32,
  // How many jobs the dispatch has.
  count: u32,
  unused: u32,
}`;

const stepLines = `struct Step {
  // Rows of the step, and where in \`batch\` they begin.
  rows: u32,
  first: u32,
  // Where in \`results\` its loss goes.
  place: u32,
  // A loss above it, or one that is no finite number, is the last.
  limit: f32,
}`;

/** How many bytes lie between two steps: what a binding may begin at. */
export const bytesOfStep = 256;

export type Access = 'read' | 'write';

/**
 * What a kernel does with buffers.
 * @param isPerStep Whether it sees the row of `uniforms` of the step that is computed, not all. Default: true.
 */
export function bindingsOf(
  uses: Partial<Readonly<Record<GpuBufferName, Access>>>,
  isPerStep = true,
): readonly GpuBinding[] {
  return (Object.entries(uses) as [GpuBufferName, Access][]).map(([buffer, access]) => {
    if (buffer === 'steps') return { buffer, type: 'uniform', isPerStep: true };
    if (buffer === 'jobs') return { buffer, type: 'uniform', isPerStep: false };
    const type = access === 'write' ? 'storage' : 'read-only-storage';
    return { buffer, type, isPerStep: isPerStep && buffer === 'uniforms' };
  });
}

export function bindingLines(bindings: readonly GpuBinding[]): string {
  const uses = (name: GpuBufferName) => bindings.some(({ buffer }) => buffer === name);
  const lines = bindings.map(({ buffer, type }, binding) => {
    const name = buffer === 'steps' ? 'step' : buffer;
    const space = type === 'uniform' ? 'uniform' : `storage, ${type === 'storage' ? 'read_write' : 'read'}`;
    return `@group(0) @binding(${binding}) var<${space}> ${name}: ${elements[buffer]};`;
  });
  return [...(uses('steps') ? [stepLines, ''] : []), ...(uses('jobs') ? [jobLines, ''] : []), ...lines].join(
    '\n',
  );
}

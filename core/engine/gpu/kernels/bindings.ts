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
};

/** Fields are those of `stepFields`. */
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

/** What a kernel does with buffers. A row of `uniforms` and a step are those of the step that is computed. */
export function bindingsOf(uses: Partial<Readonly<Record<GpuBufferName, Access>>>): readonly GpuBinding[] {
  return (Object.entries(uses) as [GpuBufferName, Access][]).map(([buffer, access]) => {
    if (buffer === 'steps') return { buffer, type: 'uniform', isPerStep: true };
    const type = access === 'write' ? 'storage' : 'read-only-storage';
    return { buffer, type, isPerStep: buffer === 'uniforms' };
  });
}

export function bindingLines(bindings: readonly GpuBinding[]): string {
  const usesSteps = bindings.some(({ buffer }) => buffer === 'steps');
  const lines = bindings.map(({ buffer, type }, binding) => {
    const name = buffer === 'steps' ? 'step' : buffer;
    const space =
      type === 'uniform' ? 'uniform' : `storage, ${type === 'storage' ? 'read_write' : 'read'}`;
    return `@group(0) @binding(${binding}) var<${space}> ${name}: ${elements[buffer]};`;
  });
  return [...(usesSteps ? [stepLines, ''] : []), ...lines].join('\n');
}

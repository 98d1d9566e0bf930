/** The messages that go to a device and come from it. */
import { describe, expect, test } from 'vitest';
import { gpuAnswerSchemas } from '../../../core/protocol/gpuAnswer.ts';
import { gpuRequestSchema } from '../../../core/protocol/gpuRequest.ts';

const plan = {
  ...{
    parameters: 2,
    tensors: 3,
    kept: 2,
    together: null,
    exampleLength: 4,
    rowLength: 64,
    batchSize: 8,
    workspace: 100,
  },
  ...{ rowsPerEvaluation: 8, ranges: [[0, 2]], evaluate: [] },
  kernels: [
    {
      ...{ name: 'forward 1', source: '@compute', entryPoint: 'forward' },
      bindings: [{ buffer: 'values', type: 'storage', isPerStep: false }],
    },
  ],
  measure: [{ kernel: 0, workgroups: [1, 2] }],
  advance: [{ kernel: 0, workgroups: [3, 1] }],
};
const together = { kernel: 0, runsPerWorkgroup: 64, stride: 6, workspace: 1, coordinates: 2 };
const create = { type: 'create', run: 'a', plan, examples: 'table', values: Float32Array.of(1, 2) };

describe('requests', () => {
  test.each([
    { type: 'open' },
    { type: 'describe' },
    { type: 'examples', key: 'table', length: 9, at: 0, numbers: Float32Array.of(1) },
    create,
    { ...create, plan: { ...plan, together } },
    { ...create, examples: null },
    {
      ...{ type: 'run', run: 'a', steps: 0, limit: 5, checkpoint: false },
      ...{ uniforms: new Float32Array(), rows: Uint32Array.of(1), counts: Uint32Array.of(1) },
    },
    { type: 'evaluate', run: 'a', first: 0, end: 3 },
    {
      ...{ type: 'createScores', run: 'a', steps: 200, goal: -3.4e38, columnCount: 256, rowCount: 2 },
      plan: { name: 'scores', source: '@compute', entryPoint: 'score', kept: 4 },
      ...{ places: Uint32Array.of(65_536), constants: new Float32Array(), values: Float32Array.of(1) },
    },
    { type: 'score', run: 'a', first: 3, end: 9, moving: Float32Array.of(1), read: false },
    { type: 'dispose', run: 'a' },
  ])('$type is understood', (request) => {
    expect(gpuRequestSchema.parse(request)).toEqual(request);
  });

  test('arrays are not copied', () => {
    const read = gpuRequestSchema.parse(create);
    expect(read.type === 'create' && read.values).toBe(create.values);
  });

  const kernel = plan.kernels[0];
  test.each([
    ['a buffer of no such name', { kernels: [{ ...kernel, bindings: [{ buffer: 'x', type: 'storage' }] }] }],
    ['workgroups in three directions', { measure: [{ kernel: 0, workgroups: [1, 2, 3] }] }],
    ['steps together without a stride', { together: { ...together, stride: undefined } }],
    ['steps together of no run', { together: { ...together, runsPerWorkgroup: 0 } }],
    ['half a row', { rowLength: 0.5 }],
    ['no parameters', { parameters: undefined }],
  ])('a plan with %s is not', (_, change) => {
    expect(gpuRequestSchema.safeParse({ ...create, plan: { ...plan, ...change } }).success).toBe(false);
  });
});

describe('answers', () => {
  const losses = Float32Array.of(1);
  const names = { vendor: 'nvidia', architecture: '', device: '', description: '', isFallback: false };
  const adapter = { ...names, limits: { maxBufferSize: 4096 }, features: ['subgroups'] };
  test.each([
    ['open', { name: 'a', isSoftware: false, hasSubgroups: false, version: '1', largestBuffer: 5 }],
    ['describe', { userAgent: 'Chrome', hasWebGpu: false, adapter: null }],
    ['describe', { userAgent: 'Chrome', hasWebGpu: true, adapter }],
    ['examples', null],
    ['create', null],
    ['run', { losses, positions: null, values: null, milliseconds: 2.5, submits: 1 }],
    ['run', { losses, positions: losses, values: losses, milliseconds: 2.5, submits: 1 }],
    ['evaluate', { loss: 1.5, right: 3 }],
    ['createScores', null],
    ['score', { scores: null, milliseconds: 1 }],
    ['score', { scores: Uint32Array.of(1), milliseconds: 1 }],
    ['dispose', null],
  ] as const)('to %s are understood', (type, answer) => {
    expect(gpuAnswerSchemas[type].parse(answer)).toEqual(answer);
  });

  test.each([
    ['open', { name: 'a', isSoftware: false, hasSubgroups: false, version: '1' }],
    ['describe', { userAgent: 'Chrome', hasWebGpu: true, adapter: { ...adapter, limits: ['much'] } }],
    ['examples', {}],
    ['run', { losses: [1], positions: null, values: null, milliseconds: 2.5, submits: 1 }],
    ['run', { losses, values: null, milliseconds: 2.5, submits: 1 }],
    ['run', { losses, positions: null, values: null }],
    ['evaluate', { loss: 'much', right: 3 }],
    ['evaluate', { loss: 1, right: 0.5 }],
  ] as const)('to %s are none like %j', (type, answer) => {
    expect(gpuAnswerSchemas[type].safeParse(answer).success).toBe(false);
  });
});

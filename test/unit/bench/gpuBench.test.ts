/** What the bench of GPUs is asked, and whom and what it measures. */
import { describe, expect, test } from 'vitest';
import { gpuProgramsOf, ours, reference } from '../../bench/gpu/contestants.ts';
import { parseGpuBenchOptions } from '../../bench/gpu/options.ts';
import { gpuWorkloadsIn, isForSoftware } from '../../bench/gpu/workloads.ts';
import { UsageError } from '../../bench/options.ts';
import { isWrong } from '../../bench/training/report.ts';

describe('the command line', () => {
  test('has words and options', () => {
    expect(parseGpuBenchOptions(['training', 'mnist', '--adapter', 'NVIDIA', '--all'])).toEqual({
      ...{ words: ['training', 'mnist'], adapter: 'NVIDIA', all: true },
      ...{ check: false, rounds: 5, modules: 'node_modules', threads: 1 },
    });
    expect(parseGpuBenchOptions(['--rounds', '2', '--threads', '4', '--check'])).toMatchObject({
      ...{ rounds: 2, threads: 4, check: true, adapter: null },
    });
  });

  test('asks for help', () => {
    expect(parseGpuBenchOptions(['--help'])).toBeNull();
  });

  test.each([
    [['--round', '3'], /--round/],
    [['--rounds', 'many'], /--rounds many — expected a whole number >= 1/],
    [['--threads', '0'], /--threads 0 — expected a whole number >= 1/],
  ])('says what is wrong with %s', (args, message) => {
    expect(() => parseGpuBenchOptions(args)).toThrow(UsageError);
    expect(() => parseGpuBenchOptions(args)).toThrow(message);
  });
});

test('networks up to layers of 4096 train, and a software adapter gets the small ones', () => {
  const workloads = gpuWorkloadsIn('/data');
  expect(workloads.every(({ work }) => work.op === 'train')).toBe(true);
  const names = workloads.map(({ name }) => name);
  expect(names).toContain('digits 64-64-10, batch 32, Adam');
  expect(names.at(-1)).toBe('very large 1024-4096-4096-10, batch 1024, Adam');
  const small = workloads.filter(isForSoftware).map(({ name }) => name);
  expect(small).toContain('MNIST size 784-128-10, batch 128, Adam');
  expect(small).not.toContain('MNIST size 784-128-10, batch 1024, Adam');
});

test('the engine has several contestants, of which those from elsewhere may be missing', () => {
  const options = { programs: '/built', modules: '/modules', python: 'python3', threads: 2 };
  const programs = gpuProgramsOf(options);
  expect(programs.map(({ name }) => name)).toEqual([
    ...[ours, reference, 'CPU, 2 threads'],
    ...['tfjs-webgpu', 'jax-js', 'PyTorch, CUDA'],
  ]);
  expect(programs.map(({ install }) => install !== undefined)).toEqual([
    false,
    false,
    false,
    true,
    true,
    true,
  ]);
  expect(programs[3]?.args.slice(-3)).toEqual(['/built/peers/tfjs.mjs', '/modules', 'webgpu']);
  expect(gpuProgramsOf({ ...options, threads: 1 })).toHaveLength(5);
});

test('who may not fail is a matter of the bench', () => {
  const [workload] = gpuWorkloadsIn('/data');
  const failed = { kind: 'failed', reason: 'no device' } as const;
  if (!workload) expect.fail('there are workloads');
  const result = { workload, outcomes: new Map([[ours, failed]]) };
  expect(isWrong(result, [ours, reference])).toBe(true);
  expect(isWrong(result)).toBe(false);
  const others = new Map([['jax-js', failed]]);
  expect(isWrong({ workload, outcomes: others }, [ours, reference])).toBe(false);
});

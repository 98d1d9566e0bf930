/** Sums over all threads of a workgroup, and the norm of the whole gradient, in WGSL. */

export const sumLines: readonly string[] = [
  'var<workgroup> partial: array<f32, threads>;',
  '',
  '// The sum of the values of all threads of the workgroup, which call it together.',
  'fn sum_of_threads(thread: u32, value: f32) -> f32 {',
  '  partial[thread] = value;',
  '  for (var half = threads / 2u; half > 0u; half /= 2u) {',
  '    workgroupBarrier();',
  '    if (thread < half) { partial[thread] += partial[thread + half]; }',
  '  }',
  '  return workgroupUniformLoad(&partial[0]);',
  '}',
];

/** The same for a workgroup in which each thread works by itself: there is nothing to add. */
export const ownSumLines: readonly string[] = [
  'fn sum_of_threads(thread: u32, value: f32) -> f32 { return value; }',
];

/** @param index Where the norm is in a row of uniforms. */
export function globalNormLines(index: number): readonly string[] {
  return [
    'fn write_global_norm(start: u32, end: u32, thread: u32, row: u32) {',
    '  var squares = 0f;',
    '  for (var i = start + thread; i < end; i += threads) { squares += square(gradient[i]); }',
    '  let sum = sum_of_threads(thread, squares);',
    `  if (thread == 0u) { uniforms[row + ${index}u] = rounded(sqrt(sum)); }`,
    '}',
  ];
}

export const globalNormEntryLines: readonly string[] = [
  '@compute @workgroup_size(threads)',
  'fn global_norm(@builtin(local_invocation_index) thread: u32) {',
  '  write_global_norm(0u, arrayLength(&gradient), thread, 0u);',
  '}',
];

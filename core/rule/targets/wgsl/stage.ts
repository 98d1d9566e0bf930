/** One stage of a plan -> functions of WGSL, and the entry points that call them for all parameters. */
import type { Pass, Reduction, Stage } from '../../plan/stage.ts';
import { letLines, nameInWgsl, printValue } from './expression.ts';
import type { Layout } from './layout.ts';

export interface StageSource {
  /** What its names begin with; its entry point is called so. */
  readonly name: 'update' | 'look_ahead';
  readonly stage: Stage;
  /** Where its uniforms begin in a row. */
  readonly offset: number;
  readonly layout: Layout;
}

/** Whether a stage has to go through each tensor more than once. */
export function hasReductions({ passes }: Stage): boolean {
  return passes.some(({ reductions }) => reductions.length > 0);
}

/** The function that takes the stage for one element or, where it sums up, for one tensor. */
export function stageLines(source: StageSource): readonly string[] {
  return hasReductions(source.stage) ? tensorLines(source) : elementLines(source);
}

/** The entry point that calls it for all parameters. */
export function entryLines(source: StageSource): readonly string[] {
  return hasReductions(source.stage) ? tensorEntryLines(source) : elementEntryLines(source);
}

function elementLines(source: StageSource): readonly string[] {
  const { name, stage } = source;
  return [
    `fn ${name}_element(i: u32, size: u32, row: u32) {`,
    ...indent([
      ...uniformLines(source),
      ...stage.passes.flatMap((pass) => [...perTensorLines(pass), ...perElementLines(pass, source)]),
    ]),
    '}',
  ];
}

function elementEntryLines({ name }: StageSource): readonly string[] {
  return [
    '@compute @workgroup_size(threads)',
    `fn ${name}(@builtin(global_invocation_id) thread: vec3u, @builtin(num_workgroups) workgroups: vec3u) {`,
    '  let size = arrayLength(&gradient);',
    `  for (var i = thread.x; i < size; i += workgroups.x * threads) { ${name}_element(i, size, 0u); }`,
    '}',
  ];
}

/**
 * The function for all elements from `start` to before `end`, which reads once what they have in common. Where nothing is
 * summed up, they may be any.
 */
export function tensorLines(source: StageSource): readonly string[] {
  const { name, stage } = source;
  return [
    `fn ${name}_tensor(start: u32, end: u32, thread: u32, size: u32, row: u32) {`,
    ...indent([...uniformLines(source), ...stage.passes.flatMap((pass) => passLines(pass, source))]),
    '}',
  ];
}

function tensorEntryLines({ name }: StageSource): readonly string[] {
  return [
    '@compute @workgroup_size(threads)',
    `fn ${name}(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32) {`,
    '  let range = ranges[workgroup.x];',
    `  ${name}_tensor(range.x, range.y, thread, arrayLength(&gradient), 0u);`,
    '}',
  ];
}

function uniformLines({ stage, offset, layout }: StageSource): readonly string[] {
  const uniforms = stage.uniforms.map((name, index) => ({ name, index: offset + index }));
  if (stage.globalNorm !== null) uniforms.push({ name: stage.globalNorm, index: layout.globalNormAt });
  return uniforms.map(({ name, index }) => `let ${nameInWgsl(name)} = uniforms[row + ${index}u];`);
}

function passLines(pass: Pass, source: StageSource): readonly string[] {
  return [
    ...perTensorLines(pass),
    ...sumsOf(pass),
    'for (var i = start + thread; i < end; i += threads) {',
    ...indent(gatheringLines(pass, source)),
    '}',
    ...pass.reductions.map((reduction) =>
      resultLine(reduction, `sum_of_threads(thread, ${sumOf(reduction.name)})`),
    ),
  ];
}

function sumsOf({ reductions }: Pass): readonly string[] {
  return reductions.map(({ name }) => `var ${sumOf(name)} = 0f;`);
}

function gatheringLines(pass: Pass, source: StageSource): readonly string[] {
  return [...perElementLines(pass, source), ...pass.reductions.flatMap(gatherLines)];
}

/**
 * A stage that sums up, for many workgroups: a function for each pass, whose sums the next one begins with. The caller has
 * `keep_sum(tensor, reduction, workgroup, sum)`, which one thread calls, and `kept_sum(tensor, reduction, thread) -> f32`,
 * the sum of all that was kept, which all threads of a workgroup call together.
 */
export function passFunctions(source: StageSource): readonly string[] {
  const { name, stage } = source;
  const known: string[] = [];
  let reductions = 0;
  return stage.passes.map((pass, index) => {
    const first = reductions;
    reductions += pass.reductions.length;
    known.push(...perTensorLines(pass));
    const lines = [
      `fn ${name}_pass_${index}(tensor: u32, start: u32, end: u32, thread: u32, workgroup: u32, workgroups: u32, size: u32, row: u32) {`,
      ...indent([
        ...uniformLines(source),
        ...known,
        ...sumsOf(pass),
        'for (var i = start + workgroup * threads + thread; i < end; i += workgroups * threads) {',
        ...indent(gatheringLines(pass, source)),
        '}',
        ...pass.reductions.flatMap((reduction, k) => [
          `let own_${sumOf(reduction.name)} = sum_of_threads(thread, ${sumOf(reduction.name)});`,
          `if (thread == 0u) { keep_sum(tensor, ${first + k}u, workgroup, own_${sumOf(reduction.name)}); }`,
        ]),
      ]),
      '}',
    ];
    known.push(
      ...pass.reductions.map((reduction, k) =>
        resultLine(reduction, `kept_sum(tensor, ${first + k}u, thread)`),
      ),
    );
    return lines.join('\n');
  });
}

function perTensorLines({ perTensor }: Pass): readonly string[] {
  return perTensor.flatMap(({ target, value }) => letLines(target, value));
}

function perElementLines({ loads, elements, stores }: Pass, { layout }: StageSource): readonly string[] {
  return [
    ...loads.map(({ name, slot }) => `let ${nameInWgsl(name)} = ${layout.elementOf(slot)};`),
    ...elements.flatMap(({ target, value }) => letLines(target, value)),
    ...stores.map(({ name, slot }) => `${layout.elementOf(slot)} = ${nameInWgsl(name)};`),
  ];
}

function gatherLines({ name, function: kind, operand }: Reduction): readonly string[] {
  const { lines, text } = printValue(operand, sumOf(name));
  return [...lines, `${sumOf(name)} += ${kind === 'norm' ? `square(${text})` : text};`];
}

function resultLine({ name, function: kind }: Reduction, sum: string): string {
  const results = { norm: `rounded(sqrt(${sum}))`, sum, mean: `rounded(${sum} / f32(end - start))` };
  return `let ${nameInWgsl(name)} = ${results[kind]};`;
}

function sumOf(name: string): string {
  return `sum_${nameInWgsl(name)}`;
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

/**
 * A kernel that takes many steps of many runs on a surface and keeps nothing of them but a score: one thread a run, with
 * the parameters and the state of its rule in variables of its own.
 */
import type { TypedFunction } from '../../../problems/surfaces/typed/parseSurface.ts';
import { functionsCalledIn, functionsOf } from '../../../rule/targets/wgsl/functions.ts';
import { hasReductions } from '../../../rule/targets/wgsl/stage.ts';
import { ownSumLines } from '../../../rule/targets/wgsl/sums.ts';
import type { WgslKernel, WgslStage } from '../../../rule/targets/wgsl/wgsl.ts';
import type { Along, StepNumber } from '../scores/stepNumbers.ts';
import { surfaceFunction } from './surfaceFunction.ts';
import { surfaceMath } from './surfaceMath.ts';
import { coordinates } from './surfaceSteps.ts';
import { indent, sum, times } from './text.ts';

export interface ScoreKernelOptions {
  readonly surface: TypedFunction;
  readonly rule: WgslKernel;
  /** Of a row of the rule's uniforms. */
  readonly numbers: readonly StepNumber[];
  /** How many numbers of a run are kept from dispatch to dispatch. */
  readonly kept: number;
}

/** Threads of a workgroup. */
export const runsPerScoringGroup = 64;
export const scoreEntryPoint = 'score_runs';
/** Words of a score: loss at the end, lowest loss, first step at the target, since when for good, step of divergence. */
export const wordsOfScore = 5;

/** The buffers, by binding number: how a bind group layout calls each. */
export const scoreBindings = [
  'uniform',
  'read-only-storage',
  'read-only-storage',
  'read-only-storage',
  'storage',
  'storage',
] as const;

const head = `struct Batch {
  // Runs, and the columns and rows of the plane whose cells they are.
  runs: u32,
  columns: u32,
  rows: u32,
  // Losses that are looked at: loss k is that after k steps.
  start: u32,
  end: u32,
  // Of each run.
  steps: u32,
  // A loss that is not above it counts as solved.
  goal: f32,
  unused: u32,
}

@group(0) @binding(0) var<uniform> batch: Batch;
// Of each run 65536 row + column.
@group(0) @binding(1) var<storage, read> places: array<u32>;
// Uniforms that stay the same: of all runs, then of each column, of each row, and of each run.
@group(0) @binding(2) var<storage, read> constants: array<f32>;
// The others, for each step: of all runs, then of each column, and of each row.
@group(0) @binding(3) var<storage, read> moving: array<f32>;
// Parameters and state, each number of all runs.
@group(0) @binding(4) var<storage, read_write> kept: array<f32>;
// Of all runs the last loss, the lowest, the first step at the goal, since when it is not left, the step of
// divergence, and the largest loss that is none.
@group(0) @binding(5) var<storage, read_write> scores: array<u32>;`;

export function scoreKernel({ surface, rule, numbers, kept }: ScoreKernelOptions): string {
  const stages = rule.lookAhead ? [rule.lookAhead, rule.update] : [rule.update];
  const usesNorm = stages.some(({ stage }) => stage.globalNorm !== null);
  const own = [
    usesNorm ? rule.globalNorm : '',
    ...stages.map(({ functions }) => functions),
    surfaceFunction(surface.tree, surface.partials),
    slopeLines.join('\n'),
    entryLines(rule, numbers, kept).join('\n'),
  ].filter((part) => part !== '');
  const parts = [...functionsCalledIn(own.join('\n'), surfaceMath), ...own];
  const source = [
    head,
    [
      'const threads = 1u;',
      '// Of the run of a thread.',
      `var<private> values: array<f32, ${coordinates * rule.tensors}>;`,
      `var<private> gradient: array<f32, ${coordinates}>;`,
      `var<private> uniforms: array<f32, ${rule.rowLength}>;`,
    ].join('\n'),
    ...functionsCalledIn(parts.join('\n'), functionsOf('places')),
    ...(parts.some((part) => part.includes('sum_of_threads(')) ? [ownSumLines.join('\n')] : []),
    ...parts,
  ];
  return `${source.join('\n\n')}\n`;
}

const slopeLines: readonly string[] = [
  '// The loss at a point of `values`, and its slope.',
  'fn take_slope(point: u32) -> f32 {',
  '  let found = surface(values[point], values[point + 1u]);',
  '  gradient[0] = found.y;',
  '  gradient[1] = found.z;',
  '  return found.x;',
  '}',
];

function entryLines(rule: WgslKernel, numbers: readonly StepNumber[], kept: number): readonly string[] {
  const moving = numbers.filter(({ moves }) => moves);
  const places = Array.from({ length: kept }, (_, place) => place);
  return [
    `@compute @workgroup_size(${runsPerScoringGroup})`,
    `fn ${scoreEntryPoint}(@builtin(global_invocation_id) thread: vec3u) {`,
    ...indent([
      'let run = thread.x;',
      'let runs = batch.runs;',
      'if (run >= runs) { return; }',
      'let column = places[run] & 65535u;',
      'let row = places[run] >> 16u;',
      ...places.map((place) => `values[${place}] = kept[${ofRun(place)}];`),
      ...gatherLines(
        numbers.filter(({ moves }) => !moves),
        'constants',
      ),
      'var final_loss = bitcast<f32>(scores[run]);',
      `var best = bitcast<f32>(scores[${ofRun(1)}]);`,
      `var first = scores[${ofRun(2)}];`,
      `var below_since = scores[${ofRun(3)}];`,
      `var diverged_at = scores[${ofRun(4)}];`,
      `var limit = bitcast<f32>(scores[${ofRun(5)}]);`,
      'if (diverged_at > 0u) { return; }',
      'for (var step = batch.start; step < batch.end; step++) {',
      ...indent([
        'let loss = take_slope(0u);',
        'if (step == 0u) {',
        '  best = infinity();',
        '  limit = limit_of(loss);',
        '}',
        'final_loss = loss;',
        'best = select(best, loss, !is_nan(loss) & (loss < best));',
        '// A run that begins at its goal is there with the first step.',
        'let at = max(step, 1u);',
        'let is_below = !is_nan(loss) & (loss <= batch.goal);',
        'first = select(first, at, is_below & (first == 0u));',
        'below_since = select(0u, select(below_since, at, below_since == 0u), is_below);',
        'if (!is_finite(loss) || loss > limit) {',
        '  diverged_at = at;',
        '  break;',
        '}',
        'if (step == batch.steps) { break; }',
        ...(moving.length > 0 ? [`let at_step = (step - batch.start) * ${strideText(moving)};`] : []),
        ...gatherLines(moving, 'moving', 'at_step'),
        ...aheadLines(rule),
        ...stageLines('update', rule.update),
      ]),
      '}',
      ...places.map((place) => `kept[${ofRun(place)}] = values[${place}];`),
      'scores[run] = bitcast<u32>(final_loss);',
      `scores[${ofRun(1)}] = bitcast<u32>(best);`,
      `scores[${ofRun(2)}] = first;`,
      `scores[${ofRun(3)}] = below_since;`,
      `scores[${ofRun(4)}] = diverged_at;`,
      `scores[${ofRun(5)}] = bitcast<u32>(limit);`,
    ]),
    '}',
    '',
    '// The largest loss of a run that has not diverged, by its first one.',
    'fn limit_of(first_loss: f32) -> f32 {',
    '  let grown = rounded(1e4f * first_loss);',
    '  return select(3.4028234663852886e38f, select(1e6f, grown, grown > 1e6f), is_finite(grown));',
    '}',
  ];
}

/** Where the number k of a run is. */
function ofRun(place: number): string {
  return place === 0 ? 'run' : sum(times('runs', place), 'run');
}

/** Runs that have a number in common, in the order of the tables: how many such numbers there are, and which is a run's. */
const kinds: readonly { readonly along: Along; readonly size: string | null; readonly at: string | null }[] =
  [
    { along: 'none', size: null, at: null },
    { along: 'columns', size: 'batch.columns', at: 'column' },
    { along: 'rows', size: 'batch.rows', at: 'row' },
    { along: 'both', size: 'runs', at: 'run' },
  ];

/** Reads the numbers of a table, which has those of one kind behind those of another. */
function gatherLines(
  numbers: readonly StepNumber[],
  table: 'constants' | 'moving',
  base?: string,
): readonly string[] {
  const before: (string | number)[] = base === undefined ? [] : [base];
  return kinds.flatMap(({ along, size, at }) => {
    const own = numbers.filter((each) => each.along === along);
    const lines = own.map(({ index }, place) => {
      const ahead = place === 0 ? 0 : lengthOf(size, place);
      return `uniforms[${index}] = ${table}[${sum(...before, ahead, at ?? 0)}];`;
    });
    if (own.length > 0) before.push(lengthOf(size, own.length));
    return lines;
  });
}

/** How many numbers a step has in `moving`. */
function strideText(moving: readonly StepNumber[]): string {
  const terms = kinds.flatMap(({ along, size }) => {
    const count = moving.filter((each) => each.along === along).length;
    return count > 0 ? [lengthOf(size, count)] : [];
  });
  return terms.length > 1 ? `(${sum(...terms)})` : sum(...terms);
}

function lengthOf(size: string | null, count: number): string | number {
  return size === null ? count : times(size, count);
}

function aheadLines({ lookAhead, gradientAt }: WgslKernel): readonly string[] {
  if (!lookAhead) return [];
  return [...stageLines('look_ahead', lookAhead), `_ = take_slope(${coordinates * gradientAt}u);`];
}

function stageLines(name: 'update' | 'look_ahead', { stage }: WgslStage): readonly string[] {
  return [
    ...(stage.globalNorm === null ? [] : [`write_global_norm(0u, ${coordinates}u, 0u, 0u);`]),
    ...(hasReductions(stage)
      ? [`${name}_tensor(0u, ${coordinates}u, 0u, ${coordinates}u, 0u);`]
      : Array.from({ length: coordinates }, (_, i) => `${name}_element(${i}u, ${coordinates}u, 0u);`)),
  ];
}

/** What a person reads of what is made of each optimizer, of networks and surfaces on a GPU, of whole runs on surfaces, and of scripts. */
import type { GpuDispatch, GpuPlan } from '../../core/engine/gpu/gpuPlan.ts';
import { type NetworkPlanOptions, planNetwork } from '../../core/engine/gpu/networkPlan.ts';
import { planScores } from '../../core/engine/gpu/scores/scorePlan.ts';
import { planSurface, type SurfacePlanOptions } from '../../core/engine/gpu/surfacePlan.ts';
import { findOptimizer, optimizers } from '../../core/optimizers/index.ts';
import { findSurface } from '../../core/problems/surfaces/index.ts';
import { fillSettings, numbersIn } from '../../core/rule/check/settings.ts';
import { compile } from '../../core/rule/compile.ts';
import { traceStep } from '../../core/rule/inspect/trace.ts';
import { resolve } from '../../core/rule/plan/resolve.ts';
import { compileFloat64 } from '../../core/rule/run/javascriptKernel.ts';
import type { ResolvedRule, Rule, Settings } from '../../core/rule/syntax/rule.ts';
import { compileWasm } from '../../core/rule/targets/wasm/wasm.ts';
import { fusedFiles } from './fusedFiles.ts';
import { scriptFiles } from './scriptFiles.ts';
import { textFormat } from './textFormat.ts';

/** One line a target. */
const writers: Readonly<Record<string, (rule: Rule) => string>> = {
  'float64.js': (rule) => compile(rule, 'javascript'),
  'float32.js': (rule) => compile(rule, 'javascript32'),
  'kernel.wgsl': (rule) => compile(rule, 'wgsl').source,
  'module.wat': wasmText,
  'formulas.tex': (rule) => compile(rule, 'latex').block,
  'trace.txt': traceText,
  'numpy.py': (rule) => compile(rule, 'numpy'),
  'torch.py': (rule) => compile(rule, 'torch'),
  'optax.py': (rule) => compile(rule, 'optax'),
};

/**
 * Networks that show every kind of kernel: fused, with norms, with a gradient ahead; small, large and very large; and for a
 * processor that stands in for a GPU.
 */
const networks: Readonly<Record<string, NetworkPlanOptions>> = {
  'small-adam': network('adam', [2, 8, 8, 3], 16),
  'small-sam': network('sam', [2, 8, 3], 16),
  'large-adam': network('adam', [784, 128, 10], 256),
  'large-lamb': { ...network('lamb', [784, 128, 10], 256), activation: 'gelu' },
  'large-clipped-sgd': { ...network('clipped-sgd', [64, 700, 3], 1024), loss: 'mse' },
  'wide-nesterov': network('nesterov', [1024, 2048, 2048, 10], 1024, { form: 'tutorial' }),
  'software-small-adam': { ...network('adam', [2, 8, 8, 3], 16), isSoftware: true, hasSubgroups: true },
  'software-large-adam': { ...network('adam', [784, 128, 10], 256), isSoftware: true },
};

function network(
  id: string,
  widths: readonly number[],
  batchSize: number,
  settings: Settings = {},
): NetworkPlanOptions {
  return { widths, activation: 'relu', rule: resolvedRule(id, settings), batchSize };
}

/** With an update of elements alone, and with norms and a gradient ahead. */
const planes: Readonly<Record<string, SurfacePlanOptions>> = {
  'surface-adam': { text: textOf('rosenbrock'), rule: resolvedRule('adam') },
  'surface-sam': { text: textOf('ackley'), rule: resolvedRule('sam') },
};

/** A map that has numbers of every kind: of all runs, of columns and of rows, some of which move. */
function scoresText(): string {
  const rule = findOptimizer('adam')?.rule;
  if (!rule) throw new RangeError('optimizer = adam — expected one of the table');
  const run = {
    ...{ id: '', problem: { surface: 'rosenbrock' }, optimizer: 'adam', hyperparameters: fillSettings(rule) },
    ...{ schedule: null, batchSize: null, seed: null, steps: 200, stepsPerEpoch: 1, evaluateEvery: 1 },
    ...{ stop: {}, engine: 'gpu' as const },
  };
  const planned = planScores(
    run,
    ['lr', 'beta2'].map((name) => ({ kind: 'hyperparameter' as const, name })),
  );
  if (typeof planned === 'string') throw new Error(planned);
  return planned.plan.source;
}

function resolvedRule(id: string, settings: Settings = {}): ResolvedRule {
  const rule = findOptimizer(id)?.rule;
  if (!rule) throw new RangeError(`optimizer = ${id} — expected one of the table`);
  return resolve(rule, fillSettings(rule, settings));
}

function textOf(id: string): string {
  const surface = findSurface(id);
  if (!surface) throw new RangeError(`surface = ${id} — expected one of the table`);
  return surface.text;
}

/** Path and text of each: `adam/kernel.wgsl`. */
export function goldenFiles(): readonly (readonly [file: string, text: string])[] {
  const ofOptimizers = optimizers.flatMap(({ id, rule }) =>
    Object.entries(writers).map(([file, write]) => [`${id}/${file}`, write(rule)] as const),
  );
  const shown: ShownKernel[] = [];
  const ofNetworks = Object.entries(networks).map(
    ([name, options]) => [`gpu/${name}.wgsl`, planText(name, planNetwork(options), shown)] as const,
  );
  const ofPlanes = Object.entries(planes).map(
    ([name, options]) => [`gpu/${name}.wgsl`, planText(name, planSurface(options), shown)] as const,
  );
  const ofScores = ['gpu/scores-adam.wgsl', scoresText()] as const;
  return [...ofOptimizers, ...ofNetworks, ...ofPlanes, ofScores, ...fusedFiles(), ...scriptFiles()].map(
    ([file, text]) => [file, `${text.trimEnd()}\n`],
  );
}

interface ShownKernel {
  /** `forward 1 of small-adam`. */
  readonly name: string;
  readonly lines: readonly string[];
}

/**
 * All kernels, and what is dispatched when.
 * @param shown Kernels of this plan and of those before it; more are added.
 */
function planText(
  plan: string,
  { kernels, measure, advance, evaluate, together }: GpuPlan,
  shown: ShownKernel[],
): string {
  const dispatches = (list: readonly GpuDispatch[]) =>
    list.map(({ kernel, workgroups: [x, y] }) => `//   ${kernels[kernel]?.name}, ${x} × ${y}`);
  return [
    ...(together
      ? [`// Whole steps: ${kernels[together.kernel]?.name}, ${together.runsPerWorkgroup} a workgroup`]
      : []),
    ...(together ? [] : ['// The loss of a step:', ...dispatches(measure), '// The rest of it:']),
    ...dispatches(advance),
    ...(evaluate.length > 0 ? ['// Evaluation:', ...dispatches(evaluate)] : []),
    ...kernels.flatMap(({ name, source }) => {
      const lines = source.trimEnd().split('\n');
      const text = kernelText(name, lines, shown);
      shown.push({ name: `${name} of ${plan}`, lines });
      return text;
    }),
  ].join('\n');
}

/** The whole kernel, or only how it differs from one that is shown and is like it. */
function kernelText(
  name: string,
  lines: readonly string[],
  shown: readonly ShownKernel[],
): readonly string[] {
  const differing = ({ lines: others }: ShownKernel) => lines.filter((line, index) => line !== others[index]);
  const alike = shown.filter((each) => each.lines.length === lines.length);
  const [nearest] = alike.sort((a, b) => differing(a).length - differing(b).length);
  if (!nearest || differing(nearest).length > lines.length / 2) return ['', `// ── ${name} ──`, '', ...lines];
  const changes = lines.flatMap((line, index) =>
    line === nearest.lines[index] ? [] : [`${index + 1}: ${line}`],
  );
  return [
    '',
    `// ── ${name}: as ${nearest.name}${changes.length > 0 ? ', but in these lines' : ''} ──`,
    '',
    ...changes,
  ];
}

function wasmText(rule: Rule): string {
  const compiled = compileWasm(resolve(rule));
  return compiled.kind === 'fallback' ? compiled.reason : textFormat(compiled.bytes);
}

/** The second step of two parameters, the first of them. */
function traceText(rule: Rule): string {
  const settings = fillSettings(rule);
  const hyperparameters = numbersIn(settings);
  const resolved = resolve(rule, settings);
  const kernel = compileFloat64(resolved);
  const parameters = Float64Array.of(1, -2);
  const gradient = Float64Array.of(0.5, 3);
  const state = kernel.createState(parameters, hyperparameters);
  kernel.update(parameters, gradient, state, hyperparameters, 1);
  const place = { parameters, gradient, firstGradient: gradient, state, hyperparameters, step: 2, index: 0 };
  const { lines } = traceStep(resolved, place);
  return lines.map((line) => JSON.stringify(line)).join('\n');
}

/**
 * A device that computes what it is asked for, one request after the other, and refuses what a device couldn't make
 * sense of. What goes wrong besides is up to a test.
 */
import { setImmediate } from 'node:timers/promises';
import type { GpuPlan } from '../../../../core/engine/gpu/gpuPlan.ts';
import {
  type GpuAnswers,
  type GpuDeviceFacts,
  GpuError,
  type GpuLink,
  type GpuRequest,
  type GpuRequestOf,
} from '../../../../core/engine/gpu/messages.ts';
import { createMlp, type Examples, type Mlp } from '../../../../core/problems/models/mlp.ts';
import { parseSurface } from '../../../../core/problems/surfaces/typed/parseSurface.ts';
import { type NetworkToPlan, problemOf, type SurfaceToPlan } from './fakePlan.ts';
import { createFakeRule, type FakeRule } from './fakeRule.ts';

export interface FakeGpuOptions {
  /** Of a step. Default: 1. */
  readonly milliseconds?: number;
  /** Called with each request before it is carried out, and again after that: may throw, or never come back. */
  readonly before?: (request: GpuRequest) => unknown;
  readonly after?: (request: GpuRequest) => unknown;
  readonly largestBuffer?: number;
  /** Default: false. */
  readonly isSoftware?: boolean;
}

interface Table {
  readonly numbers: Float32Array;
  filled: number;
}

export class FakeGpu implements GpuLink {
  /** All that it was asked for. */
  readonly requests: GpuRequest[] = [];
  /** Most requests that were waiting for an answer at the same moment. */
  mostAtOnce = 0;
  readonly #options: FakeGpuOptions;
  #isOpen = false;
  /** Changes with each loss. */
  #era = 0;
  #atOnce = 0;
  readonly #tables = new Map<string, Table>();
  readonly #runs = new Map<string, FakeRun>();
  readonly #names = new Set<string>();
  /** Of each run, how many requests have no answer, and the end of the last. */
  readonly #turns = new Map<string, { readonly waiting: number; readonly last: Promise<void> }>();

  constructor(options: FakeGpuOptions = {}) {
    this.#options = options;
  }

  get runs(): number {
    return this.#runs.size;
  }

  /** How often it was asked for such a thing. */
  count(type: GpuRequest['type']): number {
    return this.requests.filter((request) => request.type === type).length;
  }

  /** Nothing of what was on it is left; what it is at will not be answered. */
  lose(): void {
    this.#era++;
    this.#isOpen = false;
    this.#tables.clear();
    this.#runs.clear();
  }

  async request<T extends GpuRequest['type']>(request: GpuRequestOf<T>): Promise<GpuAnswers[T]> {
    // It gets a copy, as from another thread.
    const copy = structuredClone(request) as GpuRequestOf<T>;
    this.requests.push(copy);
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#atOnce);
    const era = this.#era;
    const carryOut = () => this.#carryOut(copy, era);
    try {
      return await ('run' in copy ? this.#inTurn(copy.run, carryOut) : carryOut());
    } finally {
      this.#atOnce--;
    }
  }

  /** Requests about one run are carried out in their order. */
  #inTurn<Answer>(run: string, carryOut: () => Promise<Answer>): Promise<Answer> {
    const { waiting = 0, last = Promise.resolve() } = this.#turns.get(run) ?? {};
    const answer = last.then(carryOut);
    const end = answer.then(
      () => this.#endTurn(run),
      () => this.#endTurn(run),
    );
    this.#turns.set(run, { waiting: waiting + 1, last: end });
    return answer;
  }

  #endTurn(run: string): void {
    const { waiting = 1, last = Promise.resolve() } = this.#turns.get(run) ?? {};
    this.#turns.set(run, { waiting: waiting - 1, last });
  }

  async #carryOut<T extends GpuRequest['type']>(
    request: GpuRequestOf<T>,
    era: number,
  ): Promise<GpuAnswers[T]> {
    await this.#options.before?.(request);
    await setImmediate();
    this.#expectEra(era);
    const answer = this.#answer(request) as GpuAnswers[T];
    await setImmediate();
    await this.#options.after?.(request);
    this.#expectEra(era);
    return answer;
  }

  #expectEra(era: number): void {
    if (era !== this.#era) throw new GpuError({ message: 'its process has ended', isLost: true });
  }

  #answer(request: GpuRequest): GpuAnswers[GpuRequest['type']] {
    if (request.type === 'open') return this.#open();
    if (request.type === 'describe') return { userAgent: 'Fake', hasWebGpu: true, adapter: null };
    if (!this.#isOpen) throw new GpuError({ message: 'it is not open', isLost: true });
    switch (request.type) {
      case 'examples':
        return this.#takeExamples(request);
      case 'create':
        return this.#create(request);
      case 'createScores':
      case 'score':
        return fail('it has no scores');
      case 'dispose':
        this.#runs.delete(request.run);
        return null;
      default: {
        const run = this.#runs.get(request.run) ?? fail(`there is no run ${request.run}`);
        if ((this.#turns.get(request.run)?.waiting ?? 0) > 2) fail('two requests at a time');
        return request.type === 'run'
          ? run.run(request, this.#options.milliseconds ?? 1)
          : run.evaluate(request);
      }
    }
  }

  #open(): GpuDeviceFacts {
    this.#isOpen = true;
    const { largestBuffer = 2 ** 30, isSoftware = false } = this.#options;
    return { name: 'Fake', isSoftware, hasSubgroups: isSoftware, version: '1', largestBuffer };
  }

  #takeExamples({ key, length, at, numbers }: GpuRequestOf<'examples'>): null {
    const table = this.#tables.get(key) ?? { numbers: new Float32Array(length), filled: 0 };
    if (table.numbers.length !== length || table.filled < at)
      fail(`examples from ${at}, not ${table.filled}`);
    table.numbers.set(numbers, at);
    table.filled = Math.max(table.filled, at + numbers.length);
    this.#tables.set(key, table);
    return null;
  }

  #create({ run, plan, examples, values }: GpuRequestOf<'create'>): null {
    if (this.#names.has(run)) fail(`run ${run} was there before`);
    this.#names.add(run);
    const table = examples === null ? null : this.#tables.get(examples);
    if (table === undefined || table?.filled !== table?.numbers.length)
      return fail('there are no such examples');
    this.#runs.set(run, new FakeRun(plan, table?.numbers ?? null, values));
    return null;
  }
}

/** What the parameters are judged by. */
interface FakeProblem {
  lossAndGradient(parameters: Float32Array, rows: Int32Array, gradient: Float64Array): number;
  evaluate(parameters: Float32Array, request: GpuRequestOf<'evaluate'>): GpuAnswers['evaluate'];
}

class FakeNetwork implements FakeProblem {
  readonly #mlp: Mlp;
  readonly #examples: Examples;

  constructor(network: NetworkToPlan, { exampleLength }: GpuPlan, table: Float32Array) {
    this.#mlp = createMlp(network.widths, network);
    this.#examples = examplesIn(table, exampleLength, network.widths[0] ?? 0);
  }

  lossAndGradient(parameters: Float32Array, rows: Int32Array, gradient: Float64Array): number {
    return this.#mlp.lossAndGradient(parameters, this.#examples, rows, gradient);
  }

  evaluate(parameters: Float32Array, { first, end }: GpuRequestOf<'evaluate'>): GpuAnswers['evaluate'] {
    const { inputs, labels, targets, rows } = this.#examples;
    if (!(first >= 0 && first < end && end <= rows)) fail(`rows ${first} to ${end} of ${rows}`);
    const part = (numbers: ArrayLike<number>) => {
      const width = numbers.length / rows;
      return Array.from(numbers).slice(first * width, end * width);
    };
    const { loss, accuracy = 0 } = this.#mlp.evaluate(parameters, {
      ...{ rows: end - first, inputs: part(inputs) },
      ...(labels && { labels: part(labels) }),
      ...(targets && { targets: part(targets) }),
    });
    return { loss: Math.fround(loss), right: Math.round(accuracy * (end - first)) };
  }
}

function fakeSurface({ text }: SurfaceToPlan): FakeProblem {
  const surface = parseSurface(text);
  return {
    lossAndGradient([x = Number.NaN, y = Number.NaN], rows, gradient) {
      if (rows.length > 0) fail(`${rows.length} rows for a surface`);
      surface.gradient(x, y, gradient);
      return surface.value(x, y);
    },
    evaluate: () => fail('a surface is not evaluated'),
  };
}

class FakeRun {
  readonly #plan: GpuPlan;
  readonly #problem: FakeProblem;
  readonly #rule: FakeRule;
  readonly #values: Float32Array;
  readonly #gradient: Float64Array;
  readonly #ahead: Float32Array;

  /** What is asked of it behind a halt changes nothing. */
  #hasHalted = false;

  constructor(plan: GpuPlan, table: Float32Array | null, values: Float32Array) {
    const problem = problemOf(plan);
    const { rule } = problem;
    this.#plan = plan;
    this.#values = values;
    this.#problem =
      'text' in problem
        ? fakeSurface(problem)
        : new FakeNetwork(problem, plan, table ?? fail('a network without examples'));
    this.#rule = createFakeRule(rule, plan.ranges);
    this.#gradient = new Float64Array(plan.parameters);
    this.#ahead = new Float32Array(plan.parameters);
    if (values.length !== (1 + rule.state.length) * plan.parameters) fail(`${values.length} values`);
  }

  run(request: GpuRequestOf<'run'>, milliseconds: number): GpuAnswers['run'] {
    const { steps, limit, uniforms, rows, counts, checkpoint } = request;
    const { rowLength } = this.#plan;
    if (uniforms.length !== steps * rowLength) fail(`${uniforms.length} uniforms`);
    if (counts.length !== steps + 1) fail(`${counts.length} counts`);
    if (rows.length !== counts.reduce((sum, each) => sum + each, 0)) fail(`${rows.length} rows`);
    if (Math.fround(limit) !== limit || !Number.isFinite(limit)) fail(`a limit of ${limit}, no float`);
    const losses = new Float32Array(steps + 1).fill(7);
    const { coordinates = 0 } = this.#plan.together ?? {};
    const positions = coordinates > 0 ? new Float32Array(coordinates * losses.length).fill(7) : null;
    let at = 0;
    for (let step = 0; step <= steps && !this.#hasHalted; step++) {
      const count = counts[step] ?? 0;
      const own = Int32Array.from(rows.subarray(at, at + count));
      at += count;
      const loss = Math.fround(this.#problem.lossAndGradient(this.#parameters, own, this.#gradient));
      losses[step] = loss;
      positions?.set(this.#parameters.subarray(0, coordinates), coordinates * step);
      this.#hasHalted = step > 0 && !(Number.isFinite(loss) && loss <= limit);
      if (this.#hasHalted || step === steps) break;
      this.#advance(own, uniforms.subarray(step * rowLength, (step + 1) * rowLength));
    }
    const values = checkpoint ? this.#values.slice() : null;
    return { losses, positions, values, milliseconds: milliseconds * steps, submits: 1 };
  }

  #advance(rows: Int32Array, row: Float32Array): void {
    const size = this.#plan.parameters;
    const all = Array.from({ length: this.#values.length / size }, (_, index) =>
      this.#values.subarray(index * size, (index + 1) * size),
    );
    const [parameters = new Float32Array(), ...state] = all;
    const vectors = { parameters, state, gradient: this.#gradient, ahead: this.#ahead };
    if (this.#rule.looksAhead) {
      if (!this.#rule.needsGradientFirst) this.#gradient.fill(Number.NaN);
      this.#rule.lookAhead(vectors, row);
      this.#problem.lossAndGradient(this.#ahead, rows, this.#gradient);
    }
    this.#rule.update(vectors, row);
  }

  evaluate(request: GpuRequestOf<'evaluate'>): GpuAnswers['evaluate'] {
    return this.#problem.evaluate(this.#parameters, request);
  }

  get #parameters(): Float32Array {
    return this.#values.subarray(0, this.#plan.parameters);
  }
}

function examplesIn(table: Float32Array, width: number, features: number): Examples {
  const rows = table.length / width;
  const part = (begin: number, end: number) =>
    Array.from({ length: rows }, (_, row) => [
      ...table.subarray(row * width + begin, row * width + end),
    ]).flat();
  const answers = part(features, width);
  return { rows, inputs: part(0, features), labels: answers, targets: answers };
}

function fail(message: string): never {
  throw new GpuError({ message, isLost: false });
}

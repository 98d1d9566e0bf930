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
import { networkOf } from './fakePlan.ts';
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
  readonly #busy = new Set<string>();

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
    this.#busy.clear();
  }

  async request<T extends GpuRequest['type']>(request: GpuRequestOf<T>): Promise<GpuAnswers[T]> {
    // It gets a copy, as from another thread.
    const copy = structuredClone(request) as GpuRequestOf<T>;
    this.requests.push(copy);
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#atOnce);
    const era = this.#era;
    try {
      await this.#options.before?.(copy);
      await setImmediate();
      this.#expectEra(era);
      const answer = this.#answer(copy) as GpuAnswers[T];
      await setImmediate();
      await this.#options.after?.(copy);
      this.#expectEra(era);
      return answer;
    } finally {
      this.#atOnce--;
      if ('run' in copy) this.#busy.delete(copy.run);
    }
  }

  #expectEra(era: number): void {
    if (era !== this.#era) throw new GpuError({ message: 'its process has ended', isLost: true });
  }

  #answer(request: GpuRequest): GpuAnswers[GpuRequest['type']] {
    if (request.type === 'open') return this.#open();
    if (!this.#isOpen) throw new GpuError({ message: 'it is not open', isLost: true });
    switch (request.type) {
      case 'examples':
        return this.#takeExamples(request);
      case 'create':
        return this.#create(request);
      case 'dispose':
        this.#runs.delete(request.run);
        return null;
      default: {
        const run = this.#runs.get(request.run) ?? fail(`there is no run ${request.run}`);
        if (this.#busy.has(request.run)) fail('one request at a time');
        this.#busy.add(request.run);
        return request.type === 'run'
          ? run.run(request, this.#options.milliseconds ?? 1)
          : run.evaluate(request);
      }
    }
  }

  #open(): GpuDeviceFacts {
    this.#isOpen = true;
    const { largestBuffer = 2 ** 30, isSoftware = false } = this.#options;
    return { name: 'Fake', isSoftware, version: '1', largestBuffer };
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
    const table = this.#tables.get(examples);
    if (!table || table.filled !== table.numbers.length) return fail('there are no such examples');
    this.#runs.set(run, new FakeRun(plan, table.numbers, values));
    return null;
  }
}

class FakeRun {
  readonly #plan: GpuPlan;
  readonly #mlp: Mlp;
  readonly #examples: Examples;
  readonly #rule: FakeRule;
  readonly #values: Float32Array;
  readonly #gradient: Float64Array;
  readonly #ahead: Float32Array;

  constructor(plan: GpuPlan, table: Float32Array, values: Float32Array) {
    const { rule, ...network } = networkOf(plan);
    this.#plan = plan;
    this.#values = values;
    this.#mlp = createMlp(network.widths, network);
    this.#rule = createFakeRule(rule, plan.ranges);
    this.#examples = examplesIn(table, plan.exampleLength, network.widths[0] ?? 0);
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
    let at = 0;
    for (let step = 0; step <= steps; step++) {
      const count = counts[step] ?? 0;
      const own = Int32Array.from(rows.subarray(at, at + count));
      at += count;
      const loss = Math.fround(
        this.#mlp.lossAndGradient(this.#parameters, this.#examples, own, this.#gradient),
      );
      losses[step] = loss;
      const hasHalted = step > 0 && !(Number.isFinite(loss) && loss <= limit);
      if (hasHalted || step === steps) break;
      this.#advance(own, uniforms.subarray(step * rowLength, (step + 1) * rowLength));
    }
    const values = checkpoint ? this.#values.slice() : null;
    return { losses, values, milliseconds: milliseconds * steps };
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
      this.#mlp.lossAndGradient(this.#ahead, this.#examples, rows, this.#gradient);
    }
    this.#rule.update(vectors, row);
  }

  evaluate({ first, end }: GpuRequestOf<'evaluate'>): GpuAnswers['evaluate'] {
    const { inputs, labels, targets, rows } = this.#examples;
    if (!(first >= 0 && first < end && end <= rows)) fail(`rows ${first} to ${end} of ${rows}`);
    const part = (numbers: ArrayLike<number>) => {
      const width = numbers.length / rows;
      return Array.from(numbers).slice(first * width, end * width);
    };
    const { loss, accuracy = 0 } = this.#mlp.evaluate(this.#parameters, {
      ...{ rows: end - first, inputs: part(inputs) },
      ...(labels && { labels: part(labels) }),
      ...(targets && { targets: part(targets) }),
    });
    return { loss: Math.fround(loss), right: Math.round(accuracy * (end - first)) };
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

/** What single parameters are called, and which one a person means. */
import { trainsOnData } from '../experiment/modelProblem.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import { surfaceOf } from '../experiment/surfaceOf.ts';
import { namesList } from '../fault.ts';
import { rangesOf } from '../rule/run/kernel.ts';

/** A tensor of parameters, which is a matrix or a vector. */
export interface NamedTensor {
  /** `layer 1 weight` */
  readonly name: string;
  readonly start: number;
  readonly length: number;
  /** Numbers in a row of a matrix; 0 where it is a vector. */
  readonly columns: number;
}

export class ParameterNames {
  readonly count: number;
  readonly tensors: readonly NamedTensor[];
  readonly #isNetwork: boolean;
  /** Of a surface. */
  readonly #axes: readonly string[];

  /** @param lengths Of the tensors, in the order of the parameters: weights and biases of each layer. */
  constructor({ problem }: RunSpec, lengths: readonly number[]) {
    this.#isNetwork = trainsOnData(problem);
    this.#axes = surfaceOf(problem)?.axes ?? [];
    this.tensors = rangesOf(lengths).map(([start, end], index) => {
      const length = end - start;
      const isWeight = index % 2 === 0;
      const name = this.#isNetwork
        ? `layer ${1 + Math.floor(index / 2)} ${isWeight ? 'weight' : 'bias'}`
        : 'w';
      return { name, start, length, columns: this.#isNetwork && isWeight ? (lengths[index + 1] ?? 0) : 0 };
    });
    this.count = lengths.reduce((sum, length) => sum + length, 0);
  }

  /** Whether parameters lie in layers. */
  get isNetwork(): boolean {
    return this.#isNetwork;
  }

  /** `w0`, `layer 1 weight [3, 7]`, `layer 2 bias [0]`: counted from 0, layers from 1. */
  nameOf(parameter: number): string {
    const tensor = this.tensors.find(({ start, length }) => start <= parameter && parameter < start + length);
    if (!tensor) return `parameter ${parameter}`;
    return this.#isNetwork
      ? `${tensor.name} ${this.placeIn(tensor, parameter)}`
      : (this.#axes[parameter] ?? `w${parameter}`);
  }

  /** `[3, 7]`: input and output, which the weight stands between. */
  placeIn({ start, columns }: NamedTensor, parameter: number): string {
    const element = parameter - start;
    return columns > 0 ? `[${Math.floor(element / columns)}, ${element % columns}]` : `[${element}]`;
  }

  /** All of them in words: `w0 and w1`, `layer 1 weight [0, 0] to [1, 6], layer 1 bias [0] to [6]`. */
  get summary(): string {
    if (!this.#isNetwork)
      return namesList(Array.from({ length: this.count }, (_, index) => this.nameOf(index)));
    const shown = this.tensors.map((tensor) => {
      const { name, start, length } = tensor;
      return `${name} ${this.placeIn(tensor, start)} to ${this.placeIn(tensor, start + length - 1)}`;
    });
    return shown.join(', ');
  }

  /** The parameter of a name, or of an index alone; null where it is none. */
  find(text: string): number | null {
    const digits = (text.match(/\d+/g) ?? []).map(Number);
    const [first, second, third] = digits;
    const axis = this.#axes.indexOf(text.trim());
    if (axis >= 0) return axis;
    if (/^\s*w?\d+\s*$/.test(text)) return this.#within(first);
    const isWeight = /weight/i.test(text);
    if (!this.#isNetwork || first === undefined || second === undefined || !/layer/i.test(text)) return null;
    const tensor = this.tensors[2 * (first - 1) + (isWeight ? 0 : 1)];
    if (!tensor) return null;
    const element = isWeight && third !== undefined ? second * tensor.columns + third : second;
    const isPlaced = third === undefined || (isWeight && third < tensor.columns);
    if (!isPlaced) return null;
    return element < tensor.length ? tensor.start + element : null;
  }

  #within(index: number | undefined): number | null {
    return index !== undefined && index < this.count ? index : null;
  }
}

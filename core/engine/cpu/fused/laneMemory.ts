/** Where the module of runs side by side has numbers in memory. */
import type { Bytes } from '../../../rule/targets/wasm/encoding.ts';
import { i32, loadFour, storeFour } from '../../../rule/targets/wasm/instructions.ts';
import { results } from './laneScore.ts';
import { mostStepsInRow, mostVectors } from './laneShape.ts';
import type { LaneVariables } from './laneVariables.ts';

/** For how many runs there are places in memory: a multiple of how many are computed side by side. */
export const places = 256;
/** Of a number. */
export const bytes = 8;
/** Steps whose losses have room: a multiple of those that are in a row. */
export const mostStepsTogether = 32;

/** Of the first run's numbers, each with those of the others behind it. */
const numbers = bytes * places;
/** Of the losses after one step. */
export const lossBytes = 2 * bytes * mostVectors;
/** Behind the tables' addresses is what functions hand to each other. */
export const addresses = {
  first: 0,
  second: numbers,
  results: 2 * numbers,
  losses: (2 + results.length) * numbers,
  tables: (2 + results.length) * numbers + lossBytes * (mostStepsTogether + mostStepsInRow),
} as const;

/** What the functions of the module hand to each other, a vector for each two runs. */
export class Handed {
  readonly #begin: number;
  readonly #names: string[] = [];

  /** @param tables How many addresses each run has, as integers. */
  constructor(tables: number) {
    this.#begin = addresses.tables + 4 * places * tables;
  }

  /** Bytes up to where nothing is any more. */
  get end(): number {
    return this.#addressOf(this.#names.length, 0);
  }

  store(names: readonly string[], variables: LaneVariables, v: number): Bytes {
    return names.flatMap((name) => [
      ...[...i32(0), ...variables.of(name, v).get, ...storeFour(this.#addressOf(this.#indexOf(name), v))],
    ]);
  }

  load(names: readonly string[], variables: LaneVariables, v: number): Bytes {
    return names.flatMap((name) => [
      ...[...i32(0), ...loadFour(this.#addressOf(this.#indexOf(name), v)), ...variables.of(name, v).set],
    ]);
  }

  #indexOf(name: string): number {
    const known = this.#names.indexOf(name);
    return known < 0 ? this.#names.push(name) - 1 : known;
  }

  #addressOf(index: number, v: number): number {
    return this.#begin + 2 * bytes * (mostVectors * index + v);
  }
}

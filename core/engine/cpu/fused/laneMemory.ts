/** Where the module of runs side by side has numbers in memory. */
import type { Bytes } from '../../../rule/targets/wasm/encoding.ts';
import { i32, loadFour, storeFour } from '../../../rule/targets/wasm/instructions.ts';
import { results } from './laneScore.ts';
import { eachVector, type LaneVariables, lanes, vectors } from './laneVariables.ts';

/** For how many runs there are places in memory. */
export const places = lanes * Math.floor(256 / lanes);
/** Of a number. */
export const bytes = 8;
/** Steps whose losses have room. */
export const mostStepsTogether = 64;

/** Of the first run's numbers, each with those of the others behind it. */
const numbers = bytes * places;
/** Of the losses after one step. */
export const lossBytes = bytes * lanes;
/** Behind the tables' addresses is what functions hand to each other. */
export const addresses = {
  first: 0,
  second: numbers,
  results: 2 * numbers,
  losses: (2 + results.length) * numbers,
  tables: (2 + results.length) * numbers + lossBytes * mostStepsTogether,
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

  store(names: readonly string[], variables: LaneVariables): Bytes {
    return this.#each(names, (name, v, address) => [
      ...[...i32(0), ...variables.of(name, v).get, ...storeFour(address)],
    ]);
  }

  load(names: readonly string[], variables: LaneVariables): Bytes {
    return this.#each(names, (name, v, address) => [
      ...[...i32(0), ...loadFour(address), ...variables.of(name, v).set],
    ]);
  }

  #each(names: readonly string[], write: (name: string, v: number, address: number) => Bytes): Bytes {
    return names.flatMap((name) => {
      const known = this.#names.indexOf(name);
      const index = known < 0 ? this.#names.push(name) - 1 : known;
      return eachVector((v) => write(name, v, this.#addressOf(index, v)));
    });
  }

  #addressOf(index: number, v: number): number {
    return this.#begin + 2 * bytes * (vectors * index + v);
  }
}

/**
 * Whole runs in WebAssembly, two in a vector and several vectors side by side. What is computed is what `runSource` prints; runs
 * that are over go on until all are, but change nothing that is kept.
 */
import { type Line, powerName, type UnrolledStage } from '../../../rule/plan/unroll.ts';
import { namesIn } from '../../../rule/syntax/walk.ts';
import { type Bytes, sized } from '../../../rule/targets/wasm/encoding.ts';
import {
  branch,
  branchIf,
  get,
  i32,
  loadFour,
  loadI32,
  loadIntoBoth,
  loadSecond,
  op,
  open,
  set,
  storeFour,
} from '../../../rule/targets/wasm/instructions.ts';
import { writeModule } from '../../../rule/targets/wasm/module.ts';
import { LaneScore, results, scoreName } from './laneScore.ts';
import { eachVector, LaneVariables, vectors } from './laneVariables.ts';
import { type ReadCode, surfaceName } from './readCode.ts';
import type { RunText } from './runText.ts';

/** How many runs are computed in one call. */
export const lanes = 2 * vectors;
/** For how many runs there are places in memory. */
export const places = 256;

const bytes = 8;
/** Of the first run's numbers, each with those of the others behind it, and of the addresses of its tables, as integers. */
export const addresses = {
  first: 0,
  second: bytes * places,
  results: 2 * bytes * places,
  tables: (2 + results.length) * bytes * places,
} as const;

/** A run whose surface and values are expressions. */
export interface LaneText extends Pick<RunText, 'rule' | 'needsGradientFirst' | 'steps' | 'target' | 'stop'> {
  readonly value: ReadCode;
  readonly gradient: ReadCode;
  /** Condition, hyperparameters and the start, in the order in which they are needed. */
  readonly given: readonly Line[];
  /** Names that a table has for each step; powers come behind them. */
  readonly scheduled: readonly string[];
}

/**
 * The bytes of a module that exports `run`, which computes `lanes` runs. It takes how many bytes the numbers of the first of them
 * are behind those of the run in the first place, and how many the addresses of its tables are.
 */
export function laneModule(text: LaneText): Uint8Array<ArrayBuffer> {
  const body = new LaneWriter(text).write();
  return Uint8Array.from(writeModule([{ name: 'run', body }], false));
}

/** Parameters. */
const numbersBehind = get(0);
const tablesBehind = get(1);

class LaneWriter {
  readonly #text: LaneText;
  readonly #variables = new LaneVariables();
  readonly #score: LaneScore;
  /** Bytes from the first number of a table to that of the step at hand. */
  readonly #offset = this.#variables.addInteger();
  readonly #tables: readonly { readonly name: string; readonly addresses: readonly number[] }[];

  constructor(text: LaneText) {
    this.#text = text;
    this.#score = new LaneScore(this.#variables, text);
    const names = [...text.scheduled, ...text.rule.powers.map((_, index) => powerName(index))];
    this.#tables = names.map((name) => ({
      name,
      addresses: Array.from({ length: lanes }, () => this.#variables.addInteger()),
    }));
  }

  write(): Bytes {
    const { rule, given, steps } = this.#text;
    const score = this.#score;
    const isBefore = [...get(this.#offset), ...i32(bytes * steps), ...op['i32.lt_u']];
    const goesOn = [...isBefore, ...score.anyIsOn, ...op['i32.and']];
    const code = [
      ...this.#load(),
      ...this.#loadTables(this.#text.scheduled.length),
      ...[...given, ...rule.once, ...rule.kept].flatMap((line) => this.#assign(line)),
      ...this.#loss(),
      ...eachVector((v) => score.begin(v)),
      ...this.#firstGradient(),
      // Out of it where all is done; out of the one inside where some runs are over; out of that in it where one ends.
      ...[...open.block, ...open.block, ...open.block],
      ...[...score.allAreOn, ...op['i32.eqz'], ...branchIf(1)],
      ...[...open.loop, ...this.#step(), ...score.allGoOn, ...op['i32.eqz'], ...branchIf(1)],
      ...[...eachVector((v) => score.takeOfAll(v)), ...this.#firstGradient()],
      ...[...isBefore, ...branchIf(0), ...op.end],
      ...[...eachVector((v) => score.endOfAll(v)), ...branch(2), ...op.end],
      ...eachVector((v) => [...score.leaveAll(v, this.#stepsDone), ...score.take(v)]),
      ...[...this.#firstGradient(), ...goesOn, ...op['i32.eqz'], ...branchIf(1), ...op.end],
      ...[...open.loop, ...this.#step(), ...eachVector((v) => score.take(v)), ...this.#firstGradient()],
      ...[...goesOn, ...branchIf(0), ...op.end],
      ...op.end,
      ...eachVector((v) => this.#store(v)),
      ...op.end,
    ];
    return sized([...this.#variables.begin(), ...code]);
  }

  #load(): Bytes {
    return [
      ...this.#tables.flatMap((table, index) =>
        table.addresses.flatMap((local, lane) => [
          ...tablesBehind,
          ...[...loadI32(addresses.tables + 4 * (places * index + lane)), ...set(local)],
        ]),
      ),
      ...(['first', 'second'] as const).flatMap((name) =>
        eachVector((v) => [
          ...[...numbersBehind, ...loadFour(addresses[name] + 2 * bytes * v)],
          ...this.#variables.of(surfaceName(name), v).set,
        ]),
      ),
    ];
  }

  /** Numbers of the step at hand, from the first tables. */
  #loadTables(count: number): Bytes {
    const at = (local: number) => [...get(local), ...get(this.#offset), ...op['i32.add']];
    return this.#tables.slice(0, count).flatMap((table) =>
      eachVector((v) => {
        const [low = 0, high = 0] = table.addresses.slice(2 * v);
        return [
          ...[...at(high), ...at(low), ...loadIntoBoth, ...loadSecond],
          ...this.#variables.of(table.name, v).set,
        ];
      }),
    );
  }

  /** A step and the loss after it. */
  #step(): Bytes {
    const { lookAhead, update } = this.#text.rule;
    return [
      ...this.#loadTables(this.#tables.length),
      ...[...get(this.#offset), ...i32(bytes), ...op['i32.add'], ...set(this.#offset)],
      ...(this.#readsStep ? eachVector((v) => [...this.#stepsDone, ...this.#variables.of('t', v).set]) : []),
      ...(lookAhead ? [...this.#stage(lookAhead), ...this.#gradient('at')] : []),
      ...this.#stage(update),
      ...this.#loss(),
    ];
  }

  /** In both lanes. */
  get #stepsDone(): Bytes {
    return [
      ...[...get(this.#offset), ...i32(3), ...op['i32.shr_u']],
      ...[...op['f64.convert_i32_u'], ...op['f64x2.splat']],
    ];
  }

  get #readsStep(): boolean {
    const { lookAhead, update } = this.#text.rule;
    const lines = [...(lookAhead?.lines ?? []), ...update.lines];
    return lines.some(({ value }) => namesIn(value).some(({ name }) => name === 't'));
  }

  #stage({ lines, stores }: UnrolledStage): Bytes {
    return [
      ...lines.flatMap((line) => this.#assign(line)),
      ...stores.flatMap(({ target, name }) =>
        eachVector((v) => [...this.#variables.of(name, v).get, ...this.#variables.of(target, v).set]),
      ),
    ];
  }

  #loss(): Bytes {
    return this.#surface('p', this.#text.value, [scoreName('loss')]);
  }

  /** At the parameters, where the next step or its look-ahead reads it. */
  #firstGradient(): Bytes {
    const { rule, needsGradientFirst } = this.#text;
    return !rule.lookAhead || needsGradientFirst ? this.#gradient('p') : [];
  }

  #gradient(point: 'p' | 'at'): Bytes {
    return this.#surface(point, this.#text.gradient, ['g$0', 'g$1']);
  }

  #surface(point: 'p' | 'at', { lines, results: values }: ReadCode, names: readonly string[]): Bytes {
    return [
      ...['x', 'y'].flatMap((axis, i) =>
        eachVector((v) => [
          ...this.#variables.of(`${point}$${i}`, v).get,
          ...this.#variables.of(surfaceName(axis), v).set,
        ]),
      ),
      ...lines.flatMap((line) => this.#assign(line)),
      ...values.flatMap((value, index) => this.#assign({ name: names[index] ?? '', value })),
    ];
  }

  #assign({ name, value }: Line): Bytes {
    return eachVector((v) => [...this.#variables.compute(value, v), ...this.#variables.of(name, v).set]);
  }

  #store(v: number): Bytes {
    const numbers = this.#score.numbers(v, this.#stepsDone);
    return results.flatMap((name, index) => [
      ...[...numbersBehind, ...numbers[name]],
      ...storeFour(addresses.results + bytes * (places * index + 2 * v)),
    ]);
  }
}

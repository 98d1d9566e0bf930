/** A step of runs side by side: tables, rule, gradient and loss. What is computed is what `runSource` prints. */
import { powerName, type UnrolledStage } from '../../../rule/plan/unroll.ts';
import { namesIn } from '../../../rule/syntax/walk.ts';
import type { Bytes } from '../../../rule/targets/wasm/encoding.ts';
import {
  get,
  i32,
  loadI32,
  loadIntoBoth,
  loadSecond,
  op,
  set,
} from '../../../rule/targets/wasm/instructions.ts';
import { addresses, bytes, places } from './laneMemory.ts';
import { scoreName } from './laneScore.ts';
import type { LaneText } from './laneText.ts';
import type { LaneVariables } from './laneVariables.ts';
import { type ReadCode, surfaceName } from './readCode.ts';

interface Table {
  readonly name: string;
  /** Locals, each of a run. */
  readonly addresses: readonly number[];
}

export class LaneStep {
  readonly #text: LaneText;
  readonly #variables: LaneVariables;
  /** Local: bytes from the first number of a table to that of the step at hand. */
  readonly #offset: number;
  readonly #tables: readonly Table[];

  constructor(text: LaneText, variables: LaneVariables, offset: number) {
    this.#text = text;
    this.#variables = variables;
    this.#offset = offset;
    const names = [...text.scheduled, ...text.rule.powers.map((_, index) => powerName(index))];
    this.#tables = names.map((name) => ({
      name,
      addresses: Array.from({ length: variables.runs * text.shape.vectors }, () => variables.addInteger()),
    }));
  }

  /** @param behind How many bytes the addresses are behind those of the run in the first place. */
  findTables(behind: Bytes): Bytes {
    return this.#tables.flatMap((table, index) =>
      table.addresses.flatMap((local, lane) => [
        ...behind,
        ...[...loadI32(addresses.tables + 4 * (places * index + lane)), ...set(local)],
      ]),
    );
  }

  /** What schedules set in the first step. */
  scheduled(v: number): Bytes {
    return this.#load(this.#tables.slice(0, this.#text.scheduled.length), v, 0);
  }

  /** A step and the loss after it. @param ahead How many steps come between the one at hand and this one. */
  move(v: number, ahead: number): Bytes {
    const { rule, needsGradientFirst } = this.#text;
    const { lookAhead, update } = rule;
    return [
      ...this.#load(this.#tables, v, ahead),
      ...(this.#readsStep ? this.#variables.setPairs('t', v, () => this.#number(ahead + 1)) : []),
      ...(!lookAhead || needsGradientFirst ? this.#gradient('p', v) : []),
      ...(lookAhead ? [...this.#stage(lookAhead, v), ...this.#gradient('at', v)] : []),
      ...[...this.#stage(update, v), ...this.loss(v)],
    ];
  }

  #number(ahead: number): Bytes {
    return stepsIn([...get(this.#offset), ...i32(bytes * ahead), ...op['i32.add']]);
  }

  /** At the parameters. */
  loss(v: number): Bytes {
    return this.#surface('p', this.#text.value, [scoreName('loss')], v);
  }

  #load(tables: readonly Table[], v: number, ahead: number): Bytes {
    const at = (local: number) => [...get(local), ...get(this.#offset), ...op['i32.add']];
    return tables.flatMap(({ name, addresses: locals }) =>
      this.#variables.setPairs(name, v, (pair) => {
        const [low = 0, high = 0] = locals.slice(2 * pair);
        return [...at(high), ...at(low), ...loadIntoBoth(bytes * ahead), ...loadSecond(bytes * ahead)];
      }),
    );
  }

  get #readsStep(): boolean {
    const { lookAhead, update } = this.#text.rule;
    const lines = [...(lookAhead?.lines ?? []), ...update.lines];
    return lines.some(({ value }) => namesIn(value).some(({ name }) => name === 't'));
  }

  #stage({ lines, stores }: UnrolledStage, v: number): Bytes {
    return [
      ...lines.flatMap((line) => this.#variables.assign(line, v)),
      ...stores.flatMap(({ target, name }) => this.#variables.copy(name, target, v)),
    ];
  }

  #gradient(point: 'p' | 'at', v: number): Bytes {
    return this.#surface(point, this.#text.gradient, ['g$0', 'g$1'], v);
  }

  #surface(
    point: 'p' | 'at',
    { lines, results: values }: ReadCode,
    names: readonly string[],
    v: number,
  ): Bytes {
    return [
      ...['x', 'y'].flatMap((axis, i) => this.#variables.copy(`${point}$${i}`, surfaceName(axis), v)),
      ...lines.flatMap((line) => this.#variables.assign(line, v)),
      ...values.flatMap((value, index) => this.#variables.assign({ name: names[index] ?? '', value }, v)),
    ];
  }
}

/** How many steps so many bytes of a table are, in both lanes. */
export function stepsIn(offset: Bytes): Bytes {
  return [...offset, ...i32(3), ...op['i32.shr_u'], ...op['f64.convert_i32_u'], ...op['f64x2.splat']];
}

/**
 * A function that does a stretch of steps of runs side by side. It leaves their losses in memory, so that rule and surface
 * have all registers for themselves, and finds the lowest, the highest and the sum of them.
 */
import { type Bytes, sized } from '../../../rule/targets/wasm/encoding.ts';
import {
  branchIf,
  get,
  i32,
  loadFour,
  op,
  open,
  set,
  storeFour,
} from '../../../rule/targets/wasm/instructions.ts';
import { addresses, bytes, type Handed, lossBytes, mostStepsTogether } from './laneMemory.ts';
import { scoreName } from './laneScore.ts';
import { LaneStep } from './laneStep.ts';
import type { LaneText } from './laneText.ts';
import type { LaneVariables, Variable } from './laneVariables.ts';
import { surfaceName } from './readCode.ts';
import { variablesOf } from './variablesOf.ts';

/** Many runs diverge in their first steps. */
const fewestStepsTogether = 4;

/** Of the losses of a stretch, each with what it is before the first. */
const found = { lowest: Number.POSITIVE_INFINITY, highest: Number.NEGATIVE_INFINITY, sum: 0 } as const;
const foundNames = ['lowest', 'highest', 'sum'] as const;

/** Parameters. */
const begin = get(0);
const tablesBehind = get(1);

export class LaneStretch {
  readonly #text: LaneText;
  readonly #variables: LaneVariables;
  /** Bytes from the first number of a table to that of the step at hand, and to that behind the stretch. */
  readonly #offset: number;
  readonly #end: number;
  /** Bytes from the first losses of the stretch to those at hand. */
  readonly #place: number;
  /** Of the function: it takes where in a table its first step is, in bytes, and where the addresses of tables are. */
  readonly body: Bytes;
  /** What it hands over. */
  readonly found = foundNames.map(scoreName);

  constructor(text: LaneText, handed: Handed) {
    this.#text = text;
    const variables = variablesOf(text);
    this.#variables = variables;
    this.#offset = variables.addInteger();
    this.#end = variables.addInteger();
    this.#place = variables.addInteger();
    const step = new LaneStep(text, variables, this.#offset);
    const steps = variables.each((v) => {
      // First, since what they read is what has to be loaded.
      const row = this.#inRow((ahead) => [...step.move(v, ahead), ...this.#storeLoss(v, ahead)]);
      const load = handed.load(this.inputs, variables, v);
      return [...load, ...row, ...handed.store(this.#carried, variables, v)];
    });
    const code = [
      ...[...endOf(begin, text.steps), ...set(this.#end), ...step.findTables(tablesBehind)],
      ...[...this.#eachRow(steps), ...variables.each((v) => this.#fillRow(v))],
      ...variables.each((v) => this.#beginLooking(v)),
      ...this.#eachRow(variables.each((v) => this.#look(v))),
      ...variables.each((v) => handed.store(this.found, variables, v)),
      ...op.end,
    ];
    this.body = sized([...variables.begin(), ...code]);
  }

  /** What it is to be handed: what is the same in each step, and, before the first, what one step leaves to the next. */
  get inputs(): readonly string[] {
    const { rule, given } = this.#text;
    const names = [...given, ...rule.once, ...rule.kept].map(({ name }) => name);
    const all = new Set([...['first', 'second'].map(surfaceName), ...names]);
    return this.#keysOf(all);
  }

  /** What one step leaves to the next. */
  get #carried(): readonly string[] {
    const { lookAhead, update } = this.#text.rule;
    return this.#keysOf(
      new Set([...(lookAhead?.stores ?? []), ...update.stores].map(({ target }) => target)),
    );
  }

  #keysOf(names: ReadonlySet<string>): readonly string[] {
    return [...names]
      .flatMap((name) => this.#variables.keysOf(name))
      .filter((key) => this.#variables.has(key));
  }

  /** Up to the end, or some steps beyond, which nobody asks for. */
  #eachRow(inLoop: Bytes): Bytes {
    const { stepsInRow } = this.#text.shape;
    const move = (local: number, by: number) => [...get(local), ...i32(by), ...op['i32.add'], ...set(local)];
    return [
      ...[...begin, ...set(this.#offset), ...i32(0), ...set(this.#place), ...open.loop, ...inLoop],
      ...[...move(this.#place, lossBytes * stepsInRow), ...move(this.#offset, bytes * stepsInRow)],
      ...[...get(this.#offset), ...get(this.#end), ...op['i32.lt_u'], ...branchIf(0), ...op.end],
    ];
  }

  /** Has the last loss once more in the places of those beyond the end. */
  #fillRow(v: number): Bytes {
    return [
      ...[...lastPlace(begin, get(this.#end)), ...set(this.#place)],
      ...[...get(this.#place), ...loadFour(lossAddress(v)), ...this.#variables.of(scoreName('loss'), v).set],
      ...this.#inRow((ahead) => (ahead === 0 ? [] : this.#storeLoss(v, ahead))),
    ];
  }

  #inRow(write: (ahead: number) => Bytes): Bytes {
    return Array.from({ length: this.#text.shape.stepsInRow }, (_, ahead) => write(ahead)).flat();
  }

  #storeLoss(v: number, ahead: number): Bytes {
    const loss = this.#variables.of(scoreName('loss'), v).get;
    return [...get(this.#place), ...loss, ...storeFour(lossAddress(v) + lossBytes * ahead)];
  }

  #beginLooking(v: number): Bytes {
    return foundNames.flatMap((name) => [
      ...this.#variables.number(found[name]),
      ...this.#variables.of(scoreName(name), v).set,
    ]);
  }

  /** At the losses of a row. */
  #look(v: number): Bytes {
    const losses = Array.from({ length: this.#text.shape.stepsInRow }, (_, ahead) => ({
      ahead,
      variable: this.#variables.of(`${scoreName('loss')}${ahead}`, v),
    }));
    const take = ({ get: known, set: keep }: Variable, operation: Bytes) => {
      const [first = [], ...others] = losses.map(({ variable }) => variable.get);
      const ofRow = [...first, ...others.flatMap((loss) => [...loss, ...operation])];
      return [...known, ...ofRow, ...operation, ...keep];
    };
    return [
      ...losses.flatMap(({ ahead, variable }) => [
        ...[...get(this.#place), ...loadFour(lossAddress(v) + lossBytes * ahead), ...variable.set],
      ]),
      ...foundNames.flatMap((name) =>
        take(this.#variables.of(scoreName(name), v), this.#variables.looking[name]),
      ),
    ];
  }
}

/** Of the last losses of a stretch, behind those of its first step. */
export function lastPlace(from: Bytes, end: Bytes): Bytes {
  const offset = [...end, ...from, ...op['i32.sub'], ...i32(bytes), ...op['i32.sub']];
  return [...offset, ...i32(lossBytes / bytes), ...op['i32.mul']];
}

/** Of the losses after the first step of a stretch. */
export function lossAddress(v: number): number {
  return addresses.losses + 2 * bytes * v;
}

/** Behind the last step of a stretch that begins there: each is twice as long as the one before, up to the longest. */
export function endOf(offset: Bytes, steps: number): Bytes {
  const add = (count: number) => [...i32(bytes * count), ...op['i32.add']];
  const twice = [...offset, ...offset, ...op['i32.add'], ...add(fewestStepsTogether)];
  const longest = [...offset, ...add(mostStepsTogether)];
  return smaller(i32(bytes * steps), smaller(twice, longest));
}

function smaller(a: Bytes, b: Bytes): Bytes {
  return [...a, ...b, ...a, ...b, ...op['i32.lt_u'], ...op.select];
}

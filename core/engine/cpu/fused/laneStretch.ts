/**
 * A function that does a stretch of steps of runs side by side. It leaves their losses in memory, so that rule and surface
 * have all registers for themselves, and finds the lowest, the highest and the sum of them.
 */
import { type Bytes, sized } from '../../../rule/targets/wasm/encoding.ts';
import { branchIf, get, i32, loadFour, op, open, set, storeFour } from '../../../rule/targets/wasm/instructions.ts';
import { twoDoubles } from '../../../rule/targets/wasm/lanes.ts';
import { addresses, bytes, type Handed, lossBytes, mostStepsTogether } from './laneMemory.ts';
import { scoreName } from './laneScore.ts';
import { LaneStep, type LaneText } from './laneStep.ts';
import { LaneVariables } from './laneVariables.ts';
import { surfaceName } from './readCode.ts';

/** Many runs diverge in their first steps. */
const fewestStepsTogether = 4;

/** Of the losses of a stretch, each with the operation that takes one more, and what it is before the first. */
const found = {
  lowest: [op['f64x2.pmin'], Number.POSITIVE_INFINITY],
  highest: [op['f64x2.pmax'], Number.NEGATIVE_INFINITY],
  sum: [twoDoubles.operations['+'], 0],
} as const;
const foundNames = ['lowest', 'highest', 'sum'] as const;

/** Parameters. */
const begin = get(0);
const tablesBehind = get(1);

export class LaneStretch {
  readonly #text: LaneText;
  readonly #variables: LaneVariables;
  readonly #offset: number;
  readonly #end: number;
  readonly #place: number;
  /** Of the function: it takes where in a table its first step is, in bytes, and where the addresses of tables are. */
  readonly body: Bytes;
  /** What it hands over. */
  readonly found = foundNames.map(scoreName);

  constructor(text: LaneText, handed: Handed) {
    this.#text = text;
    const variables = new LaneVariables(text.constants, text.shape.vectors);
    this.#variables = variables;
    this.#offset = variables.addInteger();
    this.#end = variables.addInteger();
    this.#place = variables.addInteger();
    const step = new LaneStep(text, variables, this.#offset);
    const stepsOf = (v: number) =>
      this.#inRow((ahead) => [...step.move(v, ahead), ...storeLoss(this.#place, v, ahead, this.#loss(v))]);
    const inSteps = this.#variables.each((v) => {
      const steps = stepsOf(v);
      return [...handed.load(this.inputs, variables, v), ...steps, ...handed.store(this.#carried, variables, v)];
    });
    const code = [
      ...[...endOf(begin, text.steps), ...set(this.#end), ...step.findTables(tablesBehind)],
      ...this.#eachRow(inSteps),
      ...this.#fillRow(),
      ...this.#variables.each((v) => this.#beginLooking(v)),
      ...this.#eachRow(this.#variables.each((v) => this.#look(v))),
      ...this.#variables.each((v) => handed.store(this.found, variables, v)),
      ...op.end,
    ];
    this.body = sized([...variables.begin(), ...code]);
  }

  /** What it is to be handed: what is the same in each step, and, before the first, what one step leaves to the next. */
  get inputs(): readonly string[] {
    const { rule, given } = this.#text;
    const names = [...given, ...rule.once, ...rule.kept].map(({ name }) => name);
    const all = new Set([...['first', 'second'].map(surfaceName), ...names]);
    return [...all].filter((name) => this.#variables.has(name));
  }

  /** What one step leaves to the next. */
  get #carried(): readonly string[] {
    const { lookAhead, update } = this.#text.rule;
    return [...new Set([...(lookAhead?.stores ?? []), ...update.stores].map(({ target }) => target))];
  }

  /** Up to the end, or some steps beyond, which nobody asks for. */
  #eachRow(inLoop: Bytes): Bytes {
    const isBefore = [...get(this.#offset), ...get(this.#end), ...op['i32.lt_u']];
    return [
      ...[...begin, ...set(this.#offset), ...i32(0), ...set(this.#place), ...open.loop, ...inLoop],
      ...[...get(this.#place), ...i32(lossBytes * this.#text.shape.stepsInRow), ...op['i32.add'], ...set(this.#place)],
      ...[...get(this.#offset), ...i32(bytes * this.#text.shape.stepsInRow), ...op['i32.add'], ...set(this.#offset)],
      ...[...isBefore, ...branchIf(0), ...op.end],
    ];
  }

  /** Has the last loss once more in the places of those beyond the end. */
  #fillRow(): Bytes {
    const last = lastPlace(begin, get(this.#end));
    return [
      ...[...last, ...set(this.#place)],
      ...this.#variables.each((v) => {
        const loss = [...get(this.#place), ...loadFour(lossAddress(v))];
        return [...loss, ...this.#variables.of(scoreName('loss'), v).set, ...this.#inRow((ahead) =>
          ahead === 0 ? [] : storeLoss(this.#place, v, ahead, this.#loss(v)),
        )];
      }),
    ];
  }

  #inRow(write: (ahead: number) => Bytes): Bytes {
    return Array.from({ length: this.#text.shape.stepsInRow }, (_, ahead) => write(ahead)).flat();
  }

  #loss(v: number): Bytes {
    return this.#variables.of(scoreName('loss'), v).get;
  }

  #beginLooking(v: number): Bytes {
    return foundNames.flatMap((name) => [
      ...this.#variables.number(found[name][1]),
      ...this.#variables.of(scoreName(name), v).set,
    ]);
  }

  #look(v: number): Bytes {
    const losses = Array.from({ length: this.#text.shape.stepsInRow }, (_, ahead) => this.#variables.of(`score$loss${ahead}`, v));
    return [
      ...losses.flatMap((loss, ahead) => [
        ...[...get(this.#place), ...loadFour(lossAddress(v) + lossBytes * ahead), ...loss.set],
      ]),
      ...foundNames.flatMap((name) => {
        const { get: known, set: keep } = this.#variables.of(scoreName(name), v);
        const [first = [], ...others] = losses.map((loss) => loss.get);
        const ofRow = [...first, ...others.flatMap((loss) => [...loss, ...found[name][0]])];
        return [...known, ...ofRow, ...found[name][0], ...keep];
      }),
    ];
  }
}

function storeLoss(place: number, v: number, ahead: number, loss: Bytes): Bytes {
  return [...get(place), ...loss, ...storeFour(lossAddress(v) + lossBytes * ahead)];
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

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
import { eachVector, LaneVariables } from './laneVariables.ts';
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
  readonly #variables = new LaneVariables();
  readonly #offset = this.#variables.addInteger();
  readonly #end = this.#variables.addInteger();
  readonly #place = this.#variables.addInteger();
  /** Of the function: it takes where in a table its first step is, in bytes, and where the addresses of tables are. */
  readonly body: Bytes;
  /** What it hands over. */
  readonly found = foundNames.map(scoreName);

  constructor(text: LaneText, handed: Handed) {
    this.#text = text;
    const variables = this.#variables;
    const step = new LaneStep(text, variables, this.#offset);
    const inSteps = [...step.step, ...eachVector((v) => this.#keepLoss(v))];
    const code = [
      ...[...endOf(begin, text.steps), ...set(this.#end), ...step.findTables(tablesBehind)],
      ...handed.load(this.inputs, variables),
      ...this.#eachStep(inSteps),
      ...handed.store(this.#carried, variables),
      ...eachVector((v) => this.#beginLooking(v)),
      ...this.#eachStep([...this.#nextStep, ...eachVector((v) => this.#look(v))]),
      ...handed.store(this.found, variables),
      ...op.end,
    ];
    this.body = sized([...variables.begin(), ...code]);
  }

  /** What it is to be handed: what is the same in each step, and, before the first, what one step leaves to the next. */
  get inputs(): readonly string[] {
    const { rule, given } = this.#text;
    const names = [...given, ...rule.once, ...rule.kept].map(({ name }) => name);
    const all = new Set([...['first', 'second'].map(surfaceName), ...names, ...this.#carried]);
    return [...all].filter((name) => this.#variables.has(name));
  }

  get #carried(): readonly string[] {
    const { lookAhead, update } = this.#text.rule;
    const stored = [...(lookAhead?.stores ?? []), ...update.stores].map(({ target }) => target);
    return [...new Set(stored)];
  }

  #eachStep(inLoop: Bytes): Bytes {
    const isBefore = [...get(this.#offset), ...get(this.#end), ...op['i32.lt_u']];
    return [
      ...[...begin, ...set(this.#offset), ...i32(0), ...set(this.#place)],
      ...[...open.loop, ...inLoop, ...this.#nextPlace, ...isBefore, ...branchIf(0), ...op.end],
    ];
  }

  get #nextStep(): Bytes {
    return [...get(this.#offset), ...i32(bytes), ...op['i32.add'], ...set(this.#offset)];
  }

  get #nextPlace(): Bytes {
    return [...get(this.#place), ...i32(lossBytes), ...op['i32.add'], ...set(this.#place)];
  }

  #keepLoss(v: number): Bytes {
    const loss = this.#variables.of(scoreName('loss'), v).get;
    return [...get(this.#place), ...loss, ...storeFour(lossAddress(v))];
  }

  #beginLooking(v: number): Bytes {
    return foundNames.flatMap((name) => [
      ...this.#variables.number(found[name][1]),
      ...this.#variables.of(scoreName(name), v).set,
    ]);
  }

  #look(v: number): Bytes {
    const loss = this.#variables.of(scoreName('loss'), v);
    return [
      ...[...get(this.#place), ...loadFour(lossAddress(v)), ...loss.set],
      ...foundNames.flatMap((name) => {
        const { get: known, set: keep } = this.#variables.of(scoreName(name), v);
        return [...known, ...loss.get, ...found[name][0], ...keep];
      }),
    ];
  }
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

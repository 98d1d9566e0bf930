/**
 * A function that does some steps of runs side by side and looks at no loss by itself: it keeps the lowest, the highest and
 * the sum of them. It has little else in variables, so that these find room in registers.
 */
import { type Bytes, sized } from '../../../rule/targets/wasm/encoding.ts';
import { branchIf, get, i32, op, open, set } from '../../../rule/targets/wasm/instructions.ts';
import { twoDoubles } from '../../../rule/targets/wasm/lanes.ts';
import { bytes, type Handed } from './laneMemory.ts';
import { scoreName } from './laneScore.ts';
import { LaneStep, type LaneText } from './laneStep.ts';
import { eachVector, LaneVariables } from './laneVariables.ts';
import { surfaceName } from './readCode.ts';

/** Long enough that what is done once a stretch costs little, short enough that doing a stretch once more does. */
const stepsTogether = 8;

/** Parameters. */
const begin = get(0);
const tablesBehind = get(1);

export class LaneStretch {
  readonly #text: LaneText;
  readonly #variables = new LaneVariables();
  /** Of the function: it takes where in a table the first step is, in bytes, and where the addresses of tables are. */
  readonly body: Bytes;
  /** What it finds, but for what one step leaves to the next. */
  readonly found = (['loss', 'lowest', 'highest', 'sum'] as const).map(scoreName);

  constructor(text: LaneText, handed: Handed) {
    this.#text = text;
    const variables = this.#variables;
    const offset = variables.addInteger();
    const end = variables.addInteger();
    const step = new LaneStep(text, variables, offset);
    const inLoop = [...step.step, ...eachVector((v) => this.#take(v))];
    const code = [
      ...[...begin, ...set(offset), ...endOf(begin, text.steps), ...set(end), ...step.findTables(tablesBehind)],
      ...handed.load([...this.constants, ...this.carried], variables),
      ...eachVector((v) => this.#begin(v)),
      ...[...open.loop, ...inLoop, ...get(offset), ...get(end), ...op['i32.lt_u'], ...branchIf(0), ...op.end],
      ...handed.store([...this.carried, ...this.found], variables),
      ...op.end,
    ];
    this.body = sized([...variables.begin(), ...code]);
  }

  /** What one step leaves to the next. */
  get carried(): readonly string[] {
    const { lookAhead, update } = this.#text.rule;
    const stored = [...(lookAhead?.stores ?? []), ...update.stores].map(({ target }) => target);
    return [...new Set(stored)].filter((name) => this.#variables.has(name));
  }

  /** What is the same in each step. */
  get constants(): readonly string[] {
    const { rule, given } = this.#text;
    const names = [...given, ...rule.once, ...rule.kept].map(({ name }) => name);
    const all = new Set([...['first', 'second'].map(surfaceName), ...names]);
    const { carried } = this;
    return [...all].filter((name) => this.#variables.has(name) && !carried.includes(name));
  }

  #begin(v: number): Bytes {
    const initial = { lowest: Number.POSITIVE_INFINITY, highest: Number.NEGATIVE_INFINITY, sum: 0 };
    return (['lowest', 'highest', 'sum'] as const).flatMap((name) => [
      ...this.#variables.number(initial[name]),
      ...this.#variables.of(scoreName(name), v).set,
    ]);
  }

  #take(v: number): Bytes {
    const loss = this.#variables.of(scoreName('loss'), v).get;
    const operations = { lowest: op['f64x2.pmin'], highest: op['f64x2.pmax'], sum: twoDoubles.operations['+'] };
    return (['lowest', 'highest', 'sum'] as const).flatMap((name) => {
      const { get: known, set: keep } = this.#variables.of(scoreName(name), v);
      return [...known, ...loss, ...operations[name], ...keep];
    });
  }
}

/** Behind the last step of a stretch that begins there. */
export function endOf(offset: Bytes, steps: number): Bytes {
  const whole = [...offset, ...i32(bytes * stepsTogether), ...op['i32.add']];
  const last = i32(bytes * steps);
  return [...last, ...whole, ...last, ...whole, ...op['i32.lt_u'], ...op.select];
}

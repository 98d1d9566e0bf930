/**
 * The scores of runs that are computed side by side. As long as all are on, little is looked at: whether all losses are fine,
 * the lowest, and the target. From the first that ends on, a mask says which are on; losses of the others stay what they
 * were, so that whatever is looked at comes out as it was.
 */
import type { Bytes } from '../../../rule/targets/wasm/encoding.ts';
import { op } from '../../../rule/targets/wasm/instructions.ts';
import { twoDoubles } from '../../../rule/targets/wasm/lanes.ts';
import { divergenceLimits } from '../../lossLimit.ts';
import { eachVector, type LaneVariables, type Variable, vectors } from './laneVariables.ts';
import type { RunText } from './runText.ts';

/** In the order of a call's results. */
export const results = ['final', 'best', 'first', 'forGood', 'divergedAt'] as const;
export type Result = (typeof results)[number];

/**
 * `limit`: the largest loss that is fine; `fine`: how many losses were, that of the start included; `before`: how many came
 * before the first at the target; `since`: how many have been there since the last that was not. The others are masks.
 */
type Name =
  | ('loss' | 'final' | 'best' | 'limit' | 'fine' | 'before' | 'since')
  | ('isOn' | 'isFine' | 'isBelow' | 'hasBeen');

const { operations, choose } = twoDoubles;
const not = op['v128.not'];
const and = op['v128.and'];
/** Of two: what is in the first and not in the second. */
const except = op['v128.andnot'];

/** Of what is no name of a rule, nor can be one. */
export function scoreName(name: Name): string {
  return `score$${name}`;
}

export class LaneScore {
  readonly #variables: LaneVariables;
  readonly #target: number | null;
  readonly #stop: number | null;

  constructor(variables: LaneVariables, { target, stop }: Pick<RunText, 'target' | 'stop'>) {
    this.#variables = variables;
    this.#target = target;
    this.#stop = stop;
  }

  /** Takes the loss at the start. */
  begin(v: number): Bytes {
    const number = (value: number) => this.#variables.number(value);
    const growing = [...number(divergenceLimits.growth), ...this.#of('loss', v).get, ...operations['*']];
    return [
      ...[...this.#of('loss', v).get, ...this.#of('final', v).set],
      ...[...number(0), ...not, ...this.#of('isOn', v).set],
      ...[...number(divergenceLimits.loss), ...growing, ...operations.max],
      ...[...number(Number.MAX_VALUE), ...operations.min, ...this.#of('limit', v).set],
      ...[...number(Number.POSITIVE_INFINITY), ...this.#of('best', v).set],
      ...this.#look(v),
    ];
  }

  /** Whether all runs are on, as an integer. */
  get allAreOn(): Bytes {
    return [...this.#together((v) => this.#of('isOn', v).get, and), ...op['i64x2.all_true']];
  }

  get anyIsOn(): Bytes {
    return [...this.#together((v) => this.#of('isOn', v).get, op['v128.or']), ...op['v128.any_true']];
  }

  /** Whether all go on with the loss after a step, where all were on, as an integer. */
  get allGoOn(): Bytes {
    const goesOn = (v: number) => [...this.#isFine('loss', v), ...this.#endsAt('loss', v)];
    return [...this.#together(goesOn, and), ...op['i64x2.all_true']];
  }

  /** Takes the loss after a step, where all go on. */
  takeOfAll(v: number): Bytes {
    return this.#compare('loss', v);
  }

  /** To be called where all have gone on up to the last step. */
  endOfAll(v: number): Bytes {
    return [
      ...[...this.#of('loss', v).get, ...this.#of('final', v).set],
      ...[...this.#of('isOn', v).get, ...this.#of('isFine', v).set],
    ];
  }

  /** To be called before the loss that not all go on with is taken. @param steps Those that are done, with this one. */
  leaveAll(v: number, steps: Bytes): Bytes {
    return [...steps, ...this.#of('fine', v).set];
  }

  /** Takes the loss after a step, where some are over. */
  take(v: number): Bytes {
    const { get, set } = this.#of('final', v);
    return [
      ...[...this.#of('loss', v).get, ...get, ...this.#of('isOn', v).get, ...choose, ...set],
      ...this.#look(v),
    ];
  }

  #look(v: number): Bytes {
    const [isOn, isFine, fine] = [this.#of('isOn', v), this.#of('isFine', v), this.#of('fine', v)];
    const one = this.#variables.number(1);
    return [
      ...this.#compare('final', v),
      ...[...this.#isFine('final', v), ...isFine.set],
      ...[...fine.get, ...one, ...isFine.get, ...and, ...operations['+'], ...fine.set],
      ...[...isOn.get, ...isFine.get, ...and, ...this.#endsAt('final', v), ...isOn.set],
    ];
  }

  /** With the lowest loss and with the target. */
  #compare(loss: 'loss' | 'final', v: number): Bytes {
    const best = this.#of('best', v);
    const lowest = [...best.get, ...this.#of(loss, v).get, ...op['f64x2.pmin'], ...best.set];
    if (this.#target === null) return lowest;
    const [isBelow, hasBeen] = [this.#of('isBelow', v), this.#of('hasBeen', v)];
    const [before, since] = [this.#of('before', v), this.#of('since', v)];
    const one = this.#variables.number(1);
    return [
      ...lowest,
      ...[...this.#atMost(loss, this.#target, v), ...isBelow.set],
      ...[...hasBeen.get, ...isBelow.get, ...op['v128.or'], ...hasBeen.set],
      ...[...before.get, ...one, ...hasBeen.get, ...except, ...operations['+'], ...before.set],
      ...[...since.get, ...one, ...operations['+'], ...isBelow.get, ...and, ...since.set],
    ];
  }

  /**
   * Steps count from 1: what is so from the start on is so from the first step on.
   * @param steps How many were done, by those that were on to the end.
   */
  numbers(v: number, steps: Bytes): Readonly<Record<Result, Bytes>> {
    const own = (name: Name) => this.#of(name, v).get;
    const number = (value: number) => this.#variables.number(value);
    const where = (mask: Bytes, value: Bytes) => [...value, ...number(0), ...mask, ...choose];
    const atLeastOne = (value: Bytes) => [...value, ...number(1), ...operations.max];
    const sinceStep = [...steps, ...own('since'), ...operations['-'], ...number(1), ...operations['+']];
    return {
      final: [...own('final'), ...number(Number.NaN), ...own('isFine'), ...choose],
      best: own('best'),
      first: where(own('hasBeen'), atLeastOne(own('before'))),
      forGood: where([...own('isBelow'), ...own('isFine'), ...and], atLeastOne(sinceStep)),
      divergedAt: where([...own('isFine'), ...not], atLeastOne(own('fine'))),
    };
  }

  #isFine(loss: 'loss' | 'final', v: number): Bytes {
    const { get } = this.#of(loss, v);
    return [
      ...[...get, ...this.#variables.number(Number.NEGATIVE_INFINITY), ...operations['>']],
      ...[...get, ...this.#of('limit', v).get, ...operations['<='], ...and],
    ];
  }

  /** Takes those that end with a loss from a mask. */
  #endsAt(loss: 'loss' | 'final', v: number): Bytes {
    return this.#stop === null ? [] : [...this.#atMost(loss, this.#stop, v), ...except];
  }

  #atMost(loss: 'loss' | 'final', most: number, v: number): Bytes {
    return [...this.#of(loss, v).get, ...this.#variables.number(most), ...operations['<=']];
  }

  #together(mask: (v: number) => Bytes, operation: Bytes): Bytes {
    return [...eachVector(mask), ...Array.from({ length: vectors - 1 }, () => operation).flat()];
  }

  #of(name: Name, v: number): Variable {
    return this.#variables.of(scoreName(name), v);
  }
}

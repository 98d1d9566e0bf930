/**
 * The scores of runs that are computed side by side. As long as all are on, little is looked at: whether all losses are fine,
 * the lowest, and the target. From the first that ends on, a mask says which are on; losses of the others stay what they
 * were, so that whatever is looked at comes out as it was.
 */
import type { Bytes } from '../../../rule/targets/wasm/encoding.ts';
import { op } from '../../../rule/targets/wasm/instructions.ts';
import { twoDoubles } from '../../../rule/targets/wasm/lanes.ts';
import { divergenceLimits } from '../../divergence.ts';
import type { LaneVariables, Variable } from './laneVariables.ts';
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
  | ('lowest' | 'highest' | 'sum')
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

  /** As an integer. */
  get anyIsOn(): Bytes {
    const masks = this.#variables.each((v) => [...this.#of('isOn', v).get, ...op['v128.or']]);
    return [...this.#variables.number(0), ...masks, ...op['v128.any_true']];
  }

  /** Whether both, if they are on, go on with each loss, and are all the time above the target or at it. As an integer. */
  isEven(v: number): Bytes {
    const own = (name: Name) => this.#of(name, v).get;
    const target = this.#target;
    const isBeside = (number: number) => [
      ...[...this.#atMost('highest', number, v), ...own('lowest'), ...this.#variables.number(number)],
      ...[...operations['>'], ...op['v128.or'], ...and],
    ];
    return [
      // Where a loss is NaN or infinite, the sum is.
      ...[...own('sum'), ...operations.abs, ...this.#variables.number(Number.POSITIVE_INFINITY), ...operations['<']],
      ...[...own('highest'), ...own('limit'), ...operations['<='], ...and, ...this.#endsAt('lowest', v)],
      ...[...(target === null ? [] : isBeside(target)), ...own('isOn'), ...not, ...op['v128.or']],
      ...op['i64x2.all_true'],
    ];
  }

  /** Takes an even stretch of steps. @param count How many, in both lanes. */
  takeStretch(v: number, count: Bytes): Bytes {
    const [isOn, final, best, fine] = (['isOn', 'final', 'best', 'fine'] as const).map((name) =>
      this.#of(name, v),
    ) as [Variable, Variable, Variable, Variable];
    const lowest = [...best.get, ...this.#of('lowest', v).get, ...op['f64x2.pmin']];
    return [
      ...[...this.#of('loss', v).get, ...final.get, ...isOn.get, ...choose, ...final.set],
      ...[...lowest, ...best.get, ...isOn.get, ...choose, ...best.set],
      ...[...fine.get, ...count, ...isOn.get, ...and, ...operations['+'], ...fine.set],
      ...(this.#target === null
        ? []
        : [
            ...[...this.#atMost('highest', this.#target, v), ...this.#of('isBelow', v).get],
            ...[...isOn.get, ...choose, ...this.#of('isBelow', v).set, ...this.#count(v, count)],
          ]),
    ];
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
  #compare(loss: 'final', v: number): Bytes {
    const best = this.#of('best', v);
    const lowest = [...best.get, ...this.#of(loss, v).get, ...op['f64x2.pmin'], ...best.set];
    if (this.#target === null) return lowest;
    const isBelow = [...this.#atMost(loss, this.#target, v), ...this.#of('isBelow', v).set];
    return [...lowest, ...isBelow, ...this.#count(v, this.#variables.number(1))];
  }

  /** Losses that are all at the target, or all are not. */
  #count(v: number, count: Bytes): Bytes {
    const [isBelow, hasBeen] = [this.#of('isBelow', v), this.#of('hasBeen', v)];
    const [before, since] = [this.#of('before', v), this.#of('since', v)];
    return [
      ...[...hasBeen.get, ...isBelow.get, ...op['v128.or'], ...hasBeen.set],
      ...[...before.get, ...count, ...hasBeen.get, ...except, ...operations['+'], ...before.set],
      ...[...since.get, ...count, ...operations['+'], ...isBelow.get, ...and, ...since.set],
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

  #isFine(loss: 'final', v: number): Bytes {
    const { get } = this.#of(loss, v);
    return [
      ...[...get, ...this.#variables.number(Number.NEGATIVE_INFINITY), ...operations['>']],
      ...[...get, ...this.#of('limit', v).get, ...operations['<='], ...and],
    ];
  }

  /** Takes those that end with a loss from a mask. */
  #endsAt(loss: 'lowest' | 'final', v: number): Bytes {
    return this.#stop === null ? [] : [...this.#atMost(loss, this.#stop, v), ...except];
  }

  #atMost(loss: 'lowest' | 'highest' | 'final', most: number, v: number): Bytes {
    return [...this.#of(loss, v).get, ...this.#variables.number(most), ...operations['<=']];
  }

  #of(name: Name, v: number): Variable {
    return this.#variables.of(scoreName(name), v);
  }
}

/**
 * The scores of runs that are computed side by side. A stretch of steps of which the lowest and the highest loss tell all is
 * taken at once, another one loss by loss. A mask says which runs are on; losses of the others stay what they were, so that
 * whatever is looked at comes out as it was.
 */
import type { Bytes } from '../../../rule/targets/wasm/encoding.ts';
import { op } from '../../../rule/targets/wasm/instructions.ts';
import { twoDoubles } from '../../../rule/targets/wasm/lanes.ts';
import { divergenceLimits } from '../../lossLimit.ts';
import type { PairVariables, Variable } from './laneVariables.ts';
import type { RunText } from './runText.ts';

/** In the order of a call's results. */
export const results = ['final', 'best', 'first', 'forGood', 'divergedAt'] as const;
export type Result = (typeof results)[number];

/**
 * `limit`: the largest loss that is fine; `fine`: how many losses were, that of the start included; `before`: how many came
 * before the first at the target; `since`: how many have been there since the last that was not. `lowest`, `highest` and
 * `sum` are of the losses of a stretch. The others are masks.
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
  readonly #variables: PairVariables;
  readonly #target: number | null;
  readonly #stop: number | null;

  constructor(variables: PairVariables, { target, stop }: Pick<RunText, 'target' | 'stop'>) {
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

  /**
   * Whether both runs, as far as they are on, go on with each loss of a stretch, and are all the time above the target or all
   * the time at it. As an integer.
   */
  isEven(v: number): Bytes {
    const own = (name: Name) => this.#of(name, v).get;
    const number = (value: number) => this.#variables.number(value);
    // Where a loss is NaN or infinite, so is the sum.
    const isNumber = [
      ...own('sum'),
      ...operations.abs,
      ...number(Number.POSITIVE_INFINITY),
      ...operations['<'],
    ];
    const isFine = [...isNumber, ...own('highest'), ...own('limit'), ...operations['<='], ...and];
    const isAtOneSide = (target: number) => [
      ...[...this.#atMost('highest', target, v), ...own('lowest'), ...number(target), ...operations['>']],
      ...[...op['v128.or'], ...and],
    ];
    return [
      ...[
        ...isFine,
        ...this.#endsAt('lowest', v),
        ...(this.#target === null ? [] : isAtOneSide(this.#target)),
      ],
      ...[...own('isOn'), ...not, ...op['v128.or'], ...op['i64x2.all_true']],
    ];
  }

  /** Takes an even stretch of steps. @param count How many, in both lanes. */
  takeStretch(v: number, count: Bytes): Bytes {
    const [isOn, fine, best] = [this.#of('isOn', v).get, this.#of('fine', v), this.#of('best', v).get];
    const lowest = [...best, ...this.#of('lowest', v).get, ...op['f64x2.pmin']];
    return [
      ...[...this.#setWhereOn('final', this.#of('loss', v).get, v), ...this.#setWhereOn('best', lowest, v)],
      ...[...fine.get, ...count, ...isOn, ...and, ...operations['+'], ...fine.set],
      ...(this.#target === null
        ? []
        : [
            ...this.#setWhereOn('isBelow', this.#atMost('highest', this.#target, v), v),
            ...this.#count(v, count),
          ]),
    ];
  }

  /** Takes the loss after a step. */
  take(v: number): Bytes {
    return [...this.#setWhereOn('final', this.#of('loss', v).get, v), ...this.#look(v)];
  }

  #setWhereOn(name: Name, value: Bytes, v: number): Bytes {
    const { get, set } = this.#of(name, v);
    return [...value, ...get, ...this.#of('isOn', v).get, ...choose, ...set];
  }

  #look(v: number): Bytes {
    const [isOn, isFine, fine] = [this.#of('isOn', v), this.#of('isFine', v), this.#of('fine', v)];
    const one = this.#variables.number(1);
    return [
      ...this.#compare(v),
      ...[...this.#isFine(v), ...isFine.set],
      ...[...fine.get, ...one, ...isFine.get, ...and, ...operations['+'], ...fine.set],
      ...[...isOn.get, ...isFine.get, ...and, ...this.#endsAt('final', v), ...isOn.set],
    ];
  }

  /** With the lowest loss and with the target. */
  #compare(v: number): Bytes {
    const best = this.#of('best', v);
    const lowest = [...best.get, ...this.#of('final', v).get, ...op['f64x2.pmin'], ...best.set];
    if (this.#target === null) return lowest;
    const isBelow = [...this.#atMost('final', this.#target, v), ...this.#of('isBelow', v).set];
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

  #isFine(v: number): Bytes {
    const { get } = this.#of('final', v);
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

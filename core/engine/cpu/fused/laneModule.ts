/**
 * Whole runs in WebAssembly, two or four in a vector and several vectors side by side. Runs that are over go on until all are, but
 * change nothing that is kept.
 */
import { type Bytes, sized } from '../../../rule/targets/wasm/encoding.ts';
import {
  branch,
  branchIf,
  call,
  get,
  i32,
  loadFour,
  op,
  open,
  set,
  storeFour,
} from '../../../rule/targets/wasm/instructions.ts';
import { writeModule } from '../../../rule/targets/wasm/module.ts';
import { addresses, bytes, Handed, lossBytes, places } from './laneMemory.ts';
import { LaneScore, results, scoreName } from './laneScore.ts';
import { LaneStep, stepsIn } from './laneStep.ts';
import { endOf, LaneStretch, lastPlace, lossAddress } from './laneStretch.ts';
import type { LaneText } from './laneText.ts';
import type { LaneVariables } from './laneVariables.ts';
import { surfaceName } from './readCode.ts';
import { variablesOf } from './variablesOf.ts';

export interface LaneModule {
  /**
   * Exports `run`, which computes as many runs as its shape has. It takes how many bytes the numbers of the first of them are
   * behind those of the run in the first place, and how many the addresses of its tables are.
   */
  readonly code: Uint8Array<ArrayBuffer>;
  /** Bytes of memory that it uses in front of the tables. */
  readonly header: number;
}

export function laneModule(text: LaneText): LaneModule {
  const handed = new Handed(text.scheduled.length + text.rule.powers.length);
  const stretch = new LaneStretch(text, handed);
  const run = new RunWriter(text, handed, stretch);
  const functions = [
    { name: 'run', body: run.write() },
    { name: 'stretch', body: stretch.body },
  ];
  return { code: Uint8Array.from(writeModule(functions, false)), header: handed.end };
}

/** Of the module's functions. */
const stretchIndex = 1;

/** Parameters. */
const numbersBehind = get(0);
const tablesBehind = get(1);

class RunWriter {
  readonly #text: LaneText;
  readonly #handed: Handed;
  readonly #stretch: LaneStretch;
  readonly #variables: LaneVariables;
  readonly #score: LaneScore;
  /** Bytes from the first number of a table to that of the step at hand, and to that behind the stretch. */
  readonly #offset: number;
  readonly #end: number;
  /** Bytes from the first losses of the stretch to those at hand. */
  readonly #place: number;
  readonly #step: LaneStep;

  constructor(text: LaneText, handed: Handed, stretch: LaneStretch) {
    this.#text = text;
    this.#handed = handed;
    this.#stretch = stretch;
    this.#variables = variablesOf(text);
    this.#offset = this.#variables.addInteger();
    this.#end = this.#variables.addInteger();
    this.#place = this.#variables.addInteger();
    this.#score = new LaneScore(this.#variables.pairs, text);
    this.#step = new LaneStep(text, this.#variables, this.#offset);
  }

  write(): Bytes {
    const { rule, given, steps } = this.#text;
    const score = this.#score;
    const step = this.#step;
    const code = [
      ...[...this.#load(), ...step.findTables(tablesBehind)],
      ...this.#variables.each((v) => [
        ...step.scheduled(v),
        ...[...given, ...rule.once, ...rule.kept].flatMap((line) => this.#variables.assignAtStart(line, v)),
        ...[...step.loss(v), ...this.#toPairs('loss', v), ...this.#eachPair(v, (pair) => score.begin(pair))],
        ...this.#handed.store(this.#stretch.inputs, this.#variables, v),
      ]),
      ...[...open.block, ...open.loop],
      ...[...get(this.#offset), ...i32(bytes * steps), ...op['i32.lt_u'], ...score.anyIsOn, ...op['i32.and']],
      ...[...op['i32.eqz'], ...branchIf(1), ...this.#advance(), ...branch(0)],
      ...[...op.end, ...op.end],
      ...[...this.#variables.pairs.each((pair) => this.#store(pair)), ...op.end],
    ];
    return sized([...this.#variables.begin(), ...code]);
  }

  #load(): Bytes {
    return (['first', 'second'] as const).flatMap((name) =>
      this.#variables.each((v) =>
        this.#variables.setPairs(surfaceName(name), v, (pair) => [
          ...[...numbersBehind, ...loadFour(addresses[name] + 2 * bytes * pair)],
        ]),
      ),
    );
  }

  /** By a stretch of steps. */
  #advance(): Bytes {
    const end = get(this.#end);
    return [
      ...[...endOf(get(this.#offset), this.#text.steps), ...set(this.#end)],
      ...[
        ...get(this.#offset),
        ...tablesBehind,
        ...call(stretchIndex),
        ...this.#variables.each((v) => this.#take(v)),
      ],
      ...[...end, ...set(this.#offset)],
    ];
  }

  #take(v: number): Bytes {
    return [
      ...this.#handed.load(this.#stretch.found, this.#variables, v),
      ...(['lowest', 'highest', 'sum'] as const).flatMap((name) => this.#toPairs(name, v)),
      ...this.#eachPair(v, (pair) => this.#takePair(v, pair)),
    ];
  }

  /** Losses are looked at one by one where all together don't tell what they come to. */
  #takePair(v: number, pair: number): Bytes {
    const score = this.#score;
    const last = lastPlace(get(this.#offset), get(this.#end));
    const count = stepsIn([...get(this.#end), ...get(this.#offset), ...op['i32.sub']]);
    return [
      ...[...score.isEven(pair), ...open.if],
      ...[...last, ...set(this.#place), ...this.#loadLoss(v), ...score.takeStretch(pair, count)],
      ...[...op.else, ...i32(0), ...set(this.#place), ...open.loop],
      ...[...this.#loadLoss(v), ...score.take(pair), ...get(this.#place), ...last, ...op['i32.lt_u']],
      ...[...get(this.#place), ...i32(lossBytes), ...op['i32.add'], ...set(this.#place)],
      ...[...branchIf(0), ...op.end, ...op.end],
    ];
  }

  #loadLoss(v: number): Bytes {
    const loss = this.#variables.of(scoreName('loss'), v);
    const read = [...get(this.#place), ...loadFour(lossAddress(v)), ...loss.set];
    return [...read, ...this.#toPairs('loss', v)];
  }

  /** Scores are doubles. */
  #toPairs(name: 'loss' | 'lowest' | 'highest' | 'sum', v: number): Bytes {
    return this.#variables.toPairs(scoreName(name), v);
  }

  /** Of a vector. */
  #eachPair(v: number, write: (pair: number) => Bytes): Bytes {
    const pairs = this.#variables.runs / 2;
    return Array.from({ length: pairs }, (_, half) => write(pairs * v + half)).flat();
  }

  #store(pair: number): Bytes {
    const numbers = this.#score.numbers(pair, stepsIn(get(this.#offset)));
    return results.flatMap((name, index) => [
      ...[...numbersBehind, ...numbers[name]],
      ...storeFour(addresses.results + bytes * (places * index + 2 * pair)),
    ]);
  }
}

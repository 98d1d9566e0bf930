/** Whole runs on a surface in WebAssembly, several at once. */
import type { RunSpec } from '../../../experiment/runSpec.ts';
import { addresses, places } from './laneMemory.ts';
import { laneModule } from './laneModule.ts';
import { results } from './laneScore.ts';
import { type LaneText, laneTextOf } from './laneText.ts';
import { describeRun, type Fallback, type LanePrecision, type RunText, type Varied } from './runText.ts';
import { TableMemory } from './tableMemory.ts';
import { fillMomenta, fillPowers, fillRates } from './tables.ts';

export interface FusedLanes {
  readonly kind: 'lanes';
  /** Runs that are computed side by side: as many, or a multiple, take no longer than fewer. */
  readonly lanes: number;
  /**
   * Does a run for each pair of values, to its end.
   * @param scores Gets the numbers of a `RunScore` in its order, each of all runs: five times as long as `firsts`.
   */
  score(firsts: Float64Array, seconds: Float64Array, scores: Float64Array): void;
}

/** Tables of longer runs would take too much memory. */
const mostSteps = 65_536;

/**
 * As `fuseRun`, for rules and surfaces that WebAssembly computes exactly. Parameters as there.
 * @param precision In double precision scores have the bits of that function, in single precision those of the rule's kernel
 * in JavaScript, on a surface whose every operation is rounded. Default: 'float64'.
 */
export function fuseLanes(
  run: RunSpec,
  varied: readonly Varied[],
  target: number | null,
  precision: LanePrecision = 'float64',
): FusedLanes | Fallback {
  const parts = partsOf(run, varied, target, precision);
  return parts.kind === 'fallback' ? parts : link(parts.text, parts.tables);
}

/** Why runs can't be computed in lanes, as a clause; null where they can. Parameters as of `fuseLanes`. */
export function obstacleToLanes(...asked: Parameters<typeof fuseLanes>): string | null {
  const parts = partsOf(...asked);
  return parts.kind === 'fallback' ? parts.reason : null;
}

interface Parts {
  readonly kind: 'parts';
  readonly text: LaneText;
  readonly tables: readonly Table[];
}

function partsOf(
  run: RunSpec,
  varied: readonly Varied[],
  target: number | null,
  precision: LanePrecision = 'float64',
): Parts | Fallback {
  const text = describeRun(run, varied, target, precision);
  if (text.kind === 'fallback') return text;
  const tables = tablesOf(text, run);
  const laneText = laneTextOf(text, precision);
  if (!laneText || !tables) return { kind: 'fallback', reason: 'WebAssembly lacks a function that it needs' };
  if (run.steps > mostSteps) return { kind: 'fallback', reason: `it has more than ${mostSteps} steps` };
  return { kind: 'parts', text: laneText, tables };
}

/** A table of each step, for each run that of a number: a constant, or one of the values that differ. */
interface Table {
  readonly keyOf: (first: number, second: number) => number;
  readonly fill: (key: number, table: Float64Array) => void;
}

/** null where a power has a base that is not set. */
function tablesOf(
  { scheduled, rate, rule, hyperparameters }: RunText,
  run: RunSpec,
): readonly Table[] | null {
  const fillers = { rates: fillRates(run), momenta: fillMomenta(run) };
  const ofSchedule = [...scheduled.values()].map((kind) => ({ keyOf: keyOf(rate), fill: fillers[kind] }));
  const ofPowers = rule.powers.map((base): Table | null => {
    const value = base.kind === 'name' ? hyperparameters.get(base.name) : undefined;
    return value === undefined ? null : { keyOf: keyOf(value), fill: fillPowers };
  });
  const all = [...ofSchedule, ...ofPowers];
  return all.every((each) => each !== null) ? all : null;
}

function keyOf(text: string): Table['keyOf'] {
  if (text === 'first') return (first) => first;
  if (text === 'second') return (_, second) => second;
  const value = Number(text);
  return () => value;
}

function link(text: LaneText, tables: readonly Table[]): FusedLanes {
  const { code, header } = laneModule(text);
  const { steps, shape, precision } = text;
  const lanes = (precision === 'float32' ? 4 : 2) * shape.vectors;
  const tableMemory = new TableMemory(header, steps, lanes * tables.length);
  const { memory } = tableMemory;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } });
  const compute = exports['run'] as (numbersBehind: number, tablesBehind: number) => void;
  const numbers = (address: number) => new Float64Array(memory.buffer, address, places);
  const [first, second] = [numbers(addresses.first), numbers(addresses.second)];
  const found = results.map((_, index) => numbers(addresses.results + first.byteLength * index));
  const tablePlaces = new Uint32Array(memory.buffer, addresses.tables, places * tables.length);
  const addressesOf = tables.map(({ keyOf: keyFor, fill }) => {
    const addressOf = tableMemory.kind(fill);
    return (place: number) => addressOf(keyFor(first[place] ?? Number.NaN, second[place] ?? Number.NaN));
  });

  function placeTables(begin: number): void {
    tableMemory.makeRoom();
    for (const [table, addressAt] of addressesOf.entries())
      for (let place = begin; place < begin + lanes; place++)
        tablePlaces[places * table + place] = addressAt(place);
  }

  return {
    kind: 'lanes',
    lanes,
    score(firsts, seconds, scores) {
      for (let begin = 0; begin < firsts.length; begin += places) {
        const count = Math.min(places, firsts.length - begin);
        first.set(firsts.subarray(begin, begin + count));
        second.set(seconds.subarray(begin, begin + count));
        // Lanes that are left do the last run once more.
        first.fill(first[count - 1] ?? Number.NaN, count);
        second.fill(second[count - 1] ?? Number.NaN, count);
        for (let place = 0; place < count; place += lanes) {
          if (tables.length > 0) placeTables(place);
          compute(first.BYTES_PER_ELEMENT * place, tablePlaces.BYTES_PER_ELEMENT * place);
        }
        for (const [index, each] of found.entries())
          scores.set(each.subarray(0, count), firsts.length * index + begin);
      }
    },
  };
}

/** Whole runs on a surface in WebAssembly, several at once: about as many times as fast as one after the other. */
import type { RunSpec } from '../../../experiment/runSpec.ts';
import type { Expression } from '../../../rule/syntax/tree.ts';
import { addresses, type LaneText, laneModule, lanes, results } from './laneModule.ts';
import { isExact, readCode, surfaceName } from './readCode.ts';
import { describeRun, type Fallback, type RunText, type Varied } from './runText.ts';
import { TableMemory } from './tableMemory.ts';
import { fillMomenta, fillPowers, fillRates } from './tables.ts';

export interface FusedLanes {
  readonly kind: 'lanes';
  /**
   * Does a run for each pair of values, to its end.
   * @param scores Gets five numbers of each run, those of a `MapScore` in its order.
   */
  score(firsts: Float64Array, seconds: Float64Array, scores: Float64Array): void;
}

/** Tables of longer runs would take too much memory. */
const mostSteps = 65_536;

/** As `fuseRun`, to the same bits, for rules and surfaces that WebAssembly computes exactly. Parameters as there. */
export function fuseLanes(
  run: RunSpec,
  varied: readonly Varied[],
  target: number | null,
): FusedLanes | Fallback {
  const text = describeRun(run, varied, target);
  if (text.kind === 'fallback') return text;
  const tables = tablesOf(text, run);
  const laneText = laneTextOf(text);
  if (!laneText || !tables) return { kind: 'fallback', reason: 'WebAssembly lacks a function that it needs' };
  if (run.steps > mostSteps) return { kind: 'fallback', reason: `it has more than ${mostSteps} steps` };
  return link(laneModule(laneText), tables, run.steps);
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

/** null where WebAssembly can't compute it to the same bits. */
function laneTextOf(text: RunText): LaneText | null {
  const { rule, surface, hyperparameters, scheduled, needsGradientFirst, steps, target, stop } = text;
  const stages = rule.lookAhead ? [rule.lookAhead, rule.update] : [rule.update];
  const lines = [...rule.once, ...rule.kept, ...stages.flatMap((stage) => stage.lines)];
  if (!lines.every(({ value }) => isExact(value))) return null;
  const named: (readonly [string, string])[] = [
    [surfaceName('condition'), text.condition],
    ...hyperparameters,
    ...text.start.map((value, i) => [`p$${i}`, value] as const),
  ];
  const given = named.map(([name, value]) => ({ name, value: readValue(value) }));
  const [value, gradient] = [readCode(surface.value), readCode(surface.gradient)];
  if (!value || !gradient || !given.every(hasValue)) return null;
  return {
    ...{ rule, needsGradientFirst, steps, target, stop, value, gradient, given },
    scheduled: [...scheduled.keys()],
  };
}

function readValue(text: string): Expression | null {
  return readCode({ lines: [], result: text })?.results[0] ?? null;
}

function hasValue(line: {
  readonly name: string;
  readonly value: Expression | null;
}): line is { readonly name: string; readonly value: Expression } {
  return line.value !== null;
}

function link(bytes: Uint8Array<ArrayBuffer>, tables: readonly Table[], steps: number): FusedLanes {
  const header = addresses.tables + 4 * lanes * tables.length;
  const tableMemory = new TableMemory(header, steps, lanes * tables.length);
  const { memory } = tableMemory;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  const compute = exports['run'] as () => void;
  const numbers = (address: number, length: number) => new Float64Array(memory.buffer, address, length);
  const [first, second] = [numbers(addresses.first, lanes), numbers(addresses.second, lanes)];
  const found = numbers(addresses.results, results.length * lanes);
  const places = new Uint32Array(memory.buffer, addresses.tables, lanes * tables.length);
  const placed = tables.map(({ keyOf: keyFor, fill }) => {
    const place = tableMemory.kind(fill);
    return (a: number, b: number) => place(keyFor(a, b));
  });
  return {
    kind: 'lanes',
    score(firsts, seconds, scores) {
      for (let begin = 0; begin < firsts.length; begin += lanes) {
        const count = Math.min(lanes, firsts.length - begin);
        tableMemory.makeRoom();
        for (let lane = 0; lane < lanes; lane++) {
          // Lanes that are left do the last run once more.
          const index = begin + Math.min(lane, count - 1);
          const a = firsts[index] ?? Number.NaN;
          const b = seconds[index] ?? Number.NaN;
          first[lane] = a;
          second[lane] = b;
          for (let i = 0; i < placed.length; i++) places[lanes * i + lane] = placed[i]?.(a, b) ?? 0;
        }
        compute();
        for (let i = 0; i < results.length; i++)
          for (let lane = 0; lane < count; lane++)
            scores[results.length * (begin + lane) + i] = found[lanes * i + lane] ?? Number.NaN;
      }
    },
  };
}

/** A run as expressions, as WebAssembly computes it. */
import { type Line, powerName } from '../../../rule/plan/unroll.ts';
import type { Expression } from '../../../rule/syntax/tree.ts';
import { type LaneShape, shapeOf } from './laneShape.ts';
import { isExact, type ReadCode, readCode, surfaceName } from './readCode.ts';
import type { LanePrecision, RunText } from './runText.ts';

export interface LaneText extends Pick<RunText, 'rule' | 'needsGradientFirst' | 'steps' | 'target' | 'stop'> {
  readonly value: ReadCode;
  readonly gradient: ReadCode;
  readonly shape: LaneShape;
  /** Of condition and hyperparameters those that are numbers. */
  readonly constants: ReadonlyMap<string, number>;
  /** The others, and the start, in the order in which they are needed. */
  readonly given: readonly Line[];
  /** Names that a table has for each step; powers come behind them. */
  readonly scheduled: readonly string[];
  readonly precision: LanePrecision;
  /** Names of numbers that all parameters have in common: kernels compute them in double precision. */
  readonly ofStep: ReadonlySet<string>;
  /** Names of norms, sums and means, which kernels add up in double precision and then round. */
  readonly gathered: ReadonlySet<string>;
}

/** null where WebAssembly can't compute it to the same bits. @param precision That of the text. */
export function laneTextOf(text: RunText, precision: LanePrecision = 'float64'): LaneText | null {
  const { rule, surface, hyperparameters, scheduled, needsGradientFirst, steps, target, stop } = text;
  const stages = rule.lookAhead ? [rule.lookAhead, rule.update] : [rule.update];
  const lines = [...rule.once, ...rule.kept, ...stages.flatMap((stage) => stage.lines)];
  if (!lines.every(({ value }) => isExact(value))) return null;
  const settings = [[surfaceName('condition'), text.condition] as const, ...hyperparameters];
  const isConstant = ([, value]: readonly [string, string]) => !Number.isNaN(Number(value));
  const constants = new Map(settings.filter(isConstant).map(([name, value]) => [name, Number(value)]));
  const start = text.start.map((value, i) => [`p$${i}`, value] as const);
  const given = [...settings.filter((each) => !isConstant(each)), ...start].map(([name, value]) => ({
    ...{ name, value: readValue(value) },
  }));
  const [value, gradient] = [readCode(surface.value), readCode(surface.gradient)];
  if (!value || !gradient || !given.every(hasValue)) return null;
  const inStep = [...stages, value, gradient].flatMap((each) => each.lines.map((line) => line.value));
  const shape = shapeOf([...inStep, ...value.results, ...gradient.results]);
  return {
    ...{ rule, needsGradientFirst, steps, target, stop, value, gradient, constants, given, shape },
    ...{ scheduled: [...scheduled.keys()], precision },
    ofStep: new Set([
      ...[...settings.map(([name]) => name), ...['first', 'second'].map(surfaceName), 't'],
      ...[...scheduled.keys(), ...rule.powers.map((_, index) => powerName(index))],
      ...[...rule.once.map(({ name }) => name), ...rule.scalars],
      ...stages.flatMap((stage) => stage.perStep),
    ]),
    gathered: new Set(stages.flatMap((stage) => stage.gathered)),
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

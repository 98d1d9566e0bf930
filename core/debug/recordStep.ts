/** One step of a run, line by line, with all values that there are before each line, of all parameters. */
import { at, type Frame, type Value } from '../rule/run/frame.ts';
import { createFrames, type Step } from '../rule/run/interpreter.ts';
import type { Vectorize } from '../rule/run/vectorize.ts';
import type { ResolvedRule } from '../rule/syntax/rule.ts';
import type { Branch, Statement } from '../rule/syntax/tree.ts';
import { type Edit, StepEdits } from './edit.ts';
import type { UpdateLines } from './linesOf.ts';

/** A line as the elements of one tensor come to it. */
export interface RecordedLine {
  /** Among the lines of the update. */
  readonly line: number;
  /** The values before it. */
  readonly before: Frame;
  /** What it computes; of a branch 1 where its condition holds and 0 elsewhere; of `gradient at` the gradient there. */
  readonly value: Value;
  /** 1 for each element that comes to it, 0 for the others. */
  readonly reached: Value;
}

export interface RecordedTensor {
  /** Before the first line, nothing set by a person. */
  readonly begin: Frame;
  readonly lines: readonly RecordedLine[];
  readonly end: Frame;
}

export interface RecordedStep {
  readonly tensors: readonly RecordedTensor[];
  /** The gradient that the lines have as `g`, but for what a person sets. */
  readonly gradient: Float64Array;
}

export interface RecordInputs extends Omit<Step, 'gradient'> {
  /** At the parameters; NaN where the rule takes it ahead of them alone. */
  readonly gradient: Float64Array;
  /** Writes the gradient at a point. */
  gradientAt(point: Float64Array, gradient: Float64Array): void;
  readonly edits: readonly Edit[];
}

/** Computes a step to the same bits as the float64 kernel does. Changes nothing that it is given. */
export function recordStep(
  rule: ResolvedRule,
  lines: UpdateLines,
  { gradientAt, edits, ...step }: RecordInputs,
  vectorize: Vectorize,
): RecordedStep {
  const frames = createFrames(rule, step, vectorize);
  const walk = new Walk(
    lines,
    new StepEdits(edits, new Set(['p', 'g', ...rule.state.map(({ name }) => name)])),
  );
  const begins = frames.map((frame) => frame.fork());
  const { lookAhead, statements } = rule.program;
  const gradient = step.gradient.slice();
  const ahead = new Map<Frame, RecordedLine>();
  if (lookAhead) {
    const point = step.parameters.slice();
    for (const frame of frames) {
      walk.edits.apply(frame, 0, 0);
      frame.write(frame.compute(lookAhead.value), point);
    }
    gradientAt(point, gradient);
    for (const frame of frames) {
      const value = gradient.slice(frame.range.start, frame.range.end);
      ahead.set(frame, { line: 0, before: frame.fork(), value, reached: 1 });
      frame.set('g', value);
    }
  }
  const tensors = frames.map((frame, index): RecordedTensor => {
    const first = ahead.get(frame);
    const recorded = first ? [first] : [];
    const applied = walk.run(statements, frame, 1, recorded, first ? 1 : 0);
    walk.edits.apply(frame, applied, lines.all.length);
    return { begin: begins[index] ?? frame, lines: recorded, end: frame };
  });
  return { tensors, gradient };
}

class Walk {
  readonly edits: StepEdits;
  readonly #lines: UpdateLines;

  constructor(lines: UpdateLines, edits: StepEdits) {
    this.#lines = lines;
    this.edits = edits;
  }

  /** @returns The line from which on no edits are applied yet. */
  run(
    statements: readonly Statement[],
    frame: Frame,
    reached: Value,
    recorded: RecordedLine[],
    applied: number,
  ): number {
    for (const statement of statements) {
      const line = this.#lines.indexOf(statement);
      applied = this.edits.apply(frame, applied, line);
      const before = frame.fork();
      const value =
        statement.kind === 'branch' ? frame.test(statement.condition) : frame.compute(statement.value);
      recorded.push({ line, before, value, reached });
      if (statement.kind === 'branch')
        applied = this.#branch(statement, value, frame, reached, recorded, applied);
      else frame.set(statement.target, value);
    }
    return applied;
  }

  #branch(
    branch: Branch,
    mask: Value,
    frame: Frame,
    reached: Value,
    recorded: RecordedLine[],
    applied: number,
  ): number {
    const last = this.#lastLineOf(branch);
    if (typeof mask === 'number') {
      const side = mask === 1 ? branch.then : branch.otherwise;
      return this.edits.apply(frame, this.run(side, frame, reached, recorded, applied), last);
    }
    const sides = [frame.fork(), frame.fork()] as const;
    for (const [index, side] of sides.entries()) {
      const isThen = index === 0;
      const here = mask.map((holds, element) => ((holds === 1) === isThen ? at(reached, element) : 0));
      const block = isThen ? branch.then : branch.otherwise;
      this.edits.apply(side, this.run(block, side, here, recorded, applied), last);
    }
    frame.join(mask, ...sides);
    return last + 1;
  }

  #lastLineOf(statement: Statement): number {
    if (statement.kind !== 'branch') return this.#lines.indexOf(statement);
    const last = statement.otherwise.at(-1) ?? statement.then.at(-1);
    return last ? this.#lastLineOf(last) : this.#lines.indexOf(statement);
  }
}

/** The lines that one parameter comes to, in their order. */
export function linesOfParameter({ tensors }: RecordedStep, parameter: number): readonly RecordedLine[] {
  const tensor = tensorOf(tensors, parameter);
  const element = tensor.begin.elementAt(parameter);
  return tensor.lines.filter(({ reached }) => at(reached, element) === 1);
}

/** The tensor that has this parameter. */
export function tensorOf(tensors: readonly RecordedTensor[], parameter: number): RecordedTensor {
  const tensor = tensors.find(({ begin }) => begin.contains(parameter));
  if (!tensor) throw new RangeError(`parameter = ${parameter} — expected the index of a parameter`);
  return tensor;
}

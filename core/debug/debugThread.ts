/** One run in the debugger: where it stands, and the ways to go on and back. */
import { hasDiverged } from '../engine/lossLimit.ts';
import { at, type Frame } from '../rule/run/frame.ts';
import type { RunToDebug } from './debugMessages.ts';
import { ParameterNames } from './parameterNames.ts';
import {
  linesOfParameter,
  type RecordedLine,
  type RecordedStep,
  type RecordedTensor,
  tensorOf,
} from './recordStep.ts';
import { Replay } from './replay.ts';
import { largest } from './updates.ts';

export class DebugThread {
  readonly id: number;
  readonly run: RunToDebug;
  readonly replay: Replay;
  readonly names: ParameterNames;
  #parameter: number;
  /** Among the lines that the parameter comes to in this step: the one that is next. */
  #place = 0;
  /** Whether the last step is done, and where it stands is its last line. */
  #isAtEnd = false;
  /** After so many steps the run had diverged; infinite where it has not, as far as is known. */
  #divergedAfter = Number.POSITIVE_INFINITY;
  #path: {
    readonly recorded: RecordedStep;
    readonly parameter: number;
    readonly lines: readonly RecordedLine[];
  } | null = null;

  /** @param parameter Default: the first, of a network the one with the largest gradient. */
  constructor(id: number, run: RunToDebug, parameter?: number) {
    this.id = id;
    this.run = run;
    this.replay = new Replay(run.spec, run.data);
    this.names = new ParameterNames(run.spec, this.replay.tensors);
    const [lively = 0] = this.names.isNetwork ? largest(this.replay.recorded.gradient, 1) : [];
    this.#parameter = parameter !== undefined && parameter < this.names.count ? parameter : lively;
  }

  /** Counted from 1: the step that its next line is part of. */
  get step(): number {
    return this.replay.stepsDone + 1;
  }

  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  get hasDiverged(): boolean {
    return this.replay.stepsDone + 1 >= this.#divergedAfter;
  }

  get parameter(): number {
    return this.#parameter;
  }

  get parameterName(): string {
    return this.names.nameOf(this.#parameter);
  }

  /** The lines that the chosen parameter comes to in this step. */
  get path(): readonly RecordedLine[] {
    const { recorded } = this.replay;
    const parameter = this.#parameter;
    if (this.#path?.recorded !== recorded || this.#path.parameter !== parameter)
      this.#path = { recorded, parameter, lines: linesOfParameter(recorded, parameter) };
    return this.#path.lines;
  }

  get place(): number {
    return this.#place;
  }

  /** The line that is next; undefined where the rule has none that the parameter comes to. */
  get current(): RecordedLine | undefined {
    return this.path[this.#place];
  }

  get tensor(): RecordedTensor {
    return tensorOf(this.replay.recorded.tensors, this.#parameter);
  }

  /** The values that there are before the next line; at the end of the run those after the last. */
  get frame(): Frame {
    if (this.#isAtEnd) return this.tensor.end;
    return this.current?.before ?? this.tensor.begin;
  }

  /** Of the chosen parameter, in its tensor. */
  get element(): number {
    return this.frame.elementAt(this.#parameter);
  }

  /** Of the text, counted from 1. */
  get line(): number {
    const { lines, rule } = this.replay;
    const { current } = this;
    return (current && lines.all[current.line]?.statement.at.line) ?? rule.program.at.line;
  }

  get column(): number {
    const { current, replay } = this;
    return (current && replay.lines.all[current.line]?.statement.at.column) ?? 1;
  }

  /**
   * The values of another parameter where it stands when the chosen one is before a line.
   * @param line Of the update, by its index. Default: the next one; at the end of the run that behind the last.
   */
  frameOf(parameter: number, line = this.#nextLine): Frame {
    const tensor = tensorOf(this.replay.recorded.tensors, parameter);
    const element = tensor.begin.elementAt(parameter);
    const next = tensor.lines.find((each) => each.line >= line && at(each.reached, element) === 1);
    return next?.before ?? tensor.end;
  }

  /** Looks at another parameter, at its line that is the same one or the next after it. */
  choose(parameter: number): void {
    const line = this.current?.line ?? 0;
    this.#parameter = parameter;
    const place = this.path.findIndex((each) => each.line >= line);
    this.#place = place >= 0 ? place : Math.max(0, this.path.length - 1);
  }

  /** Goes to the first line of a step, counted from 1. Steps after the end of the run end there. */
  goToStep(step: number): void {
    this.#isAtEnd = false;
    this.#place = 0;
    // As far as the run was gone through it has not ended.
    const known = Math.min(step, this.replay.losses.length, this.#divergedAfter);
    if (known !== this.step) this.replay.goTo(Math.max(0, known - 1));
    while (this.step < step && this.#toNextStep());
  }

  goToPlace(place: number): void {
    this.#isAtEnd = false;
    this.#place = Math.min(Math.max(0, place), Math.max(0, this.path.length - 1));
  }

  /** To the next line, in the next step where there is none in this; false at the end of the run. */
  forward(): boolean {
    if (this.#place + 1 < this.path.length) {
      this.#place++;
      return true;
    }
    return this.nextStep();
  }

  /** To the line before; false at the start of the run. */
  back(): boolean {
    if (this.#isAtEnd) {
      this.#isAtEnd = false;
      return true;
    }
    if (this.#place > 0) {
      this.#place--;
      return true;
    }
    if (this.replay.stepsDone === 0) return false;
    this.previousStep();
    return true;
  }

  /** To the first line of the next step; at the end of the run it stays at its last line, and gives false. */
  nextStep(): boolean {
    if (this.#toNextStep()) {
      this.#place = 0;
      return true;
    }
    return false;
  }

  /** To the last line of the step before. */
  previousStep(): void {
    this.#isAtEnd = false;
    this.replay.goTo(this.replay.stepsDone - 1);
    this.#place = Math.max(0, this.path.length - 1);
  }

  /**
   * Sets a value before the next line, from where on the run is another one.
   * @param parameter Of all, by its index; null for what all share.
   * @returns How many values that were set later are undone.
   */
  set(name: string, parameter: number | null, value: number): number {
    this.#divergedAfter = Number.POSITIVE_INFINITY;
    this.#isAtEnd = false;
    return this.replay.set({ line: this.current?.line ?? 0, name, parameter, value });
  }

  /** Among the update's lines; behind all of them at the end of the run. */
  get #nextLine(): number {
    return this.#isAtEnd ? Number.POSITIVE_INFINITY : (this.current?.line ?? 0);
  }

  /** False, and at the last line, where the run ends with this step. */
  #toNextStep(): boolean {
    const { replay } = this;
    const isLast = replay.stepsDone + 1 >= Math.min(replay.steps, this.#divergedAfter);
    if (!isLast) {
      replay.forward();
      if (!hasDiverged(replay.loss, replay.losses[0] ?? Number.NaN)) return true;
      this.#divergedAfter = replay.stepsDone;
      replay.goTo(replay.stepsDone - 1);
    }
    this.#isAtEnd = true;
    this.#place = Math.max(0, this.path.length - 1);
    return false;
  }
}

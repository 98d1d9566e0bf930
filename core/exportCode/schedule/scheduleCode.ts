/** The schedule of a run, written in Python: `learning_rate(t, lr)` and, where it is cycled, `momentum(t)`. */

import type { RunSpec } from '../../experiment/runSpec.ts';
import { lengthOfSchedule } from '../../experiment/scheduleOf.ts';
import { valueName } from '../../fault.ts';
import { findSchedule } from '../../schedules/index.ts';
import { code, type Part } from '../part.ts';
import { pythonFloat } from '../pythonValue.ts';
import { plateauCode } from './plateauCode.ts';
import { type Arguments, scheduleKinds } from './scheduleKinds.ts';

export interface ScheduleCode {
  readonly part: Part;
  /** Whether it is a class that is told the losses: ReduceLROnPlateau. */
  readonly readsLosses: boolean;
  readonly hasMomentum: boolean;
  /** What `t` counts. */
  readonly unit: 'step' | 'epoch';
}

type Given = Readonly<Record<string, unknown>>;

/** A schedule inside others. */
interface Place {
  readonly name: string;
  readonly given: Given;
  /** Rates that it will be asked for. */
  readonly length: number;
  /** Of its function; that of its momentum is `momentum` or ends so. */
  readonly functionName: string;
}

/** Null where the learning rate stays as it is. */
export function scheduleCode({ schedule, steps, stepsPerEpoch }: RunSpec): ScheduleCode | null {
  if (!schedule) return null;
  const { name, per, ...given } = schedule;
  const unit = per ?? 'step';
  if (name === 'ReduceLROnPlateau') {
    const part = plateauCode(argumentsOf(name, given, 0), warmupOf(given));
    return { part, readsLosses: true, hasMomentum: false, unit };
  }
  const functions: string[] = [];
  const length = lengthOfSchedule(unit, steps, stepsPerEpoch);
  const { hasMomentum } = write({ name, given, length, functionName: 'learning_rate' }, functions);
  const about = `"""${name}: the rate of the step that follows t ${unit}s; lr is the optimizer's own."""`;
  const top = functions.map((each) =>
    each.replace('def learning_rate(t, lr):', `def learning_rate(t, lr):\n    ${about}`),
  );
  return {
    part: { imports: ['import math'], code: top.join('\n\n\n') },
    readsLosses: false,
    hasMomentum,
    unit,
  };
}

/** Adds the function of a schedule to others, those that it calls first. */
function write(place: Place, functions: string[]): { readonly hasMomentum: boolean } {
  const { name, given, length, functionName } = place;
  const warmup = warmupOf(given);
  if (warmup && name !== 'WarmupCosine') {
    const { warmup: _, ...others } = given;
    const inner = { ...place, given: others, functionName: `${functionName}_after_warmup` };
    const { hasMomentum } = write({ ...inner, length: Math.max(0, length - warmup.steps) }, functions);
    const factor = pythonFloat(warmup.start);
    functions.push(
      code(`
def ${functionName}(t, lr):
    if t < ${warmup.steps}:
        share = ${factor} + (1 - ${factor}) * t / ${warmup.steps}
        return ${inner.functionName}(0, lr) * share
    return ${inner.functionName}(t - ${warmup.steps}, lr)
`),
    );
    if (hasMomentum)
      functions.push(
        define(momentumOf(functionName), 't', [
          `return ${momentumOf(inner.functionName)}(max(0, t - ${warmup.steps}))`,
        ]),
      );
    return { hasMomentum };
  }
  if (name === 'SequentialLR') return writeSequence(place, functions);
  const kind = scheduleKinds[findSchedule(name)?.name ?? ''];
  if (!kind) throw new RangeError(`schedule.name = ${valueName(name)} — expected a schedule of the table`);
  const { rate, momentum } = kind(argumentsOf(name, given, length));
  functions.push(define(functionName, 't, lr', rate));
  if (momentum) functions.push(define(momentumOf(functionName), 't', momentum));
  return { hasMomentum: momentum !== undefined };
}

interface SequencePart {
  readonly functionName: string;
  readonly start: number;
  readonly end: number;
  /** What it has in place of the optimizer's rate. */
  readonly lr: string;
  readonly hasMomentum: boolean;
}

function writeSequence(
  { given, length, functionName }: Place,
  functions: string[],
): { hasMomentum: boolean } {
  const schedulers = (given['schedulers'] ?? []) as readonly (readonly [string, Given])[];
  const milestones = (given['milestones'] ?? []) as readonly number[];
  const parts = schedulers.map(([name, own], index): SequencePart => {
    const [start, end] = [milestones[index - 1] ?? 0, milestones[index] ?? Number.POSITIVE_INFINITY];
    const part = `${functionName}_${index + 1}`;
    const left = Math.max(0, Math.min(length, end) - start);
    const { hasMomentum } = write({ name, given: own, length: left, functionName: part }, functions);
    const ownLr = typeof own['base_lr'] === 'number' ? pythonFloat(own['base_lr']) : 'lr';
    return { functionName: part, start, end, lr: ownLr, hasMomentum };
  });
  functions.push(
    define(
      functionName,
      't, lr',
      parts.flatMap(({ functionName: part, start, end, lr }) =>
        until(end, `${part}(${since('t', start)}, ${lr})`),
      ),
    ),
  );
  const cycling = parts.filter(({ hasMomentum, start, end }) => hasMomentum && start < end);
  if (cycling.length === 0) return { hasMomentum: false };
  const lines = cycling.flatMap(({ functionName: part, start, end }, index) => {
    const inside = start > 0 ? `max(t, ${start})` : 't';
    const place = Number.isFinite(end) ? `min(${inside}, ${end - 1})` : inside;
    const next = cycling[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    return until(next, `${momentumOf(part)}(${since(place, start)})`);
  });
  functions.push(define(momentumOf(functionName), 't', lines));
  return { hasMomentum: true };
}

function until(end: number, value: string): string[] {
  return Number.isFinite(end) ? [`if t < ${end}:`, `    return ${value}`] : [`return ${value}`];
}

function since(t: string, start: number): string {
  return start === 0 ? t : `${t} - ${start}`;
}

function momentumOf(functionName: string): string {
  return functionName.replace('learning_rate', 'momentum');
}

function define(name: string, parameters: string, body: readonly string[]): string {
  return [`def ${name}(${parameters}):`, ...body.map((line) => `    ${line}`)].join('\n');
}

function warmupOf(given: Given): { readonly steps: number; readonly start: number } | null {
  const warmup = given['warmup'];
  if (typeof warmup !== 'object' || warmup === null) return null;
  const { steps, start_factor = 1 / 3 } = warmup as { steps: number; start_factor?: number };
  return { steps, start: start_factor };
}

function argumentsOf(name: string, given: Given, length: number): Arguments {
  const known = findSchedule(name)?.arguments ?? {};
  const value = (argument: string) => given[argument] ?? known[argument]?.default ?? null;
  return {
    length,
    number: (argument) => Number(value(argument)),
    is: (argument) => value(argument) === true,
    text: (argument) => String(value(argument)),
    optional: (argument) => (typeof value(argument) === 'number' ? Number(value(argument)) : null),
    list: (argument) => (Array.isArray(value(argument)) ? (value(argument) as number[]) : []),
  };
}

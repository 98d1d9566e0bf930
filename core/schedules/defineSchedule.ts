/** What all kinds of schedules share: the checks of their arguments, and the warm-up. */
import * as z from 'zod';
import { once } from '../once.ts';
import { readArguments, refuseOutside } from './arguments.ts';
import { checkMomenta, checkRates, noteRemarks, remarkOnRates, sampleRates, spanOf } from './checkUse.ts';
import { offeredArguments } from './offered.ts';
import type { Remark, Span } from './remarks.ts';
import {
  type Context,
  type Given,
  laterUse,
  type OutsideExperiments,
  type Schedule,
  type Unit,
} from './schedule.ts';
import type { Argument, ScheduleKind } from './scheduleKind.ts';
import { warmedUp, warmup, warmupRemarks } from './warmup.ts';

interface Definition<Shape extends z.ZodRawShape> {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly description: string;
  /** What its `step()` is called after in the examples of PyTorch's documentation. */
  readonly counts: Unit;
  /** Whether PyTorch's class has a base_lr of its own. Default: false. */
  readonly hasBaseLr?: boolean;
  readonly arguments: Shape;
  /** Default: none. */
  readonly outsideExperiments?: OutsideExperiments;
  /** What of its arguments never comes or surprises. Default: nothing. */
  readonly remarks?: (values: z.output<z.ZodObject<Shape>>, span: Span) => readonly Remark[];
  /** Name of the argument that makes the rate stay the same or end at 0, where it does; null where it should. */
  readonly cause?: (values: z.output<z.ZodObject<Shape>>) => string | null;
  /** From checked arguments. `startsAt` of the context counts the steps of the warm-up. */
  readonly create: (values: z.output<z.ZodObject<Shape>>, context: Context) => Schedule;
}

/** A kind of schedules with its arguments, and `warmup` among them. */
export function defineSchedule<Shape extends z.ZodRawShape>(definition: Definition<Shape>): ScheduleKind {
  // WarmupCosine has a warm-up of its own.
  const takesWarmup = !('warmup' in definition.arguments);
  const known: z.ZodRawShape = { ...definition.arguments, ...(takesWarmup && { warmup }) };
  const schema = z.strictObject(known);
  const described = once(() =>
    Object.fromEntries(Object.entries(known).map(([name, each]) => [name, describeArgument(each)])),
  );
  const kind: ScheduleKind = {
    ...definition,
    get arguments() {
      return described();
    },
    create(given, context) {
      refuseOutside(definition.outsideExperiments, given, context);
      const offered = () => offeredArguments(kind, context);
      // The schema has all of the shape.
      const values = readArguments(schema, given, context.path, offered) as z.output<z.ZodObject<Shape>>;
      const ramp = takesWarmup ? warmup.parse(given['warmup']) : undefined;
      const steps = ramp?.steps ?? 0;
      const own = { ...context, startsAt: context.startsAt + steps, use: laterUse(context.use, steps) };
      const schedule = definition.create(values, own);
      const span = spanOf(context.use);
      if (ramp && span) {
        const remarks = warmupRemarks(ramp, schedule, span);
        noteRemarks(context, { given, values: { warmup: ramp } }, remarks);
      }
      look(definition, schedule, own, given, values);
      return ramp ? warmedUp(schedule, ramp) : schedule;
    },
  };
  return kind;
}

/** @throws {ScheduleError} for rates that are none. Tells of those that hardly were meant. */
function look<Shape extends z.ZodRawShape>(
  { name, remarks, cause }: Pick<Definition<Shape>, 'name' | 'remarks' | 'cause'>,
  schedule: Schedule,
  context: Context,
  given: Given,
  values: z.output<z.ZodObject<Shape>>,
): void {
  const span = spanOf(context.use);
  if (!span) return;
  const all = { given, values };
  const isTold = noteRemarks(context, all, remarks?.(values, span) ?? []);
  if (schedule.readsMetrics !== undefined) return;
  const sample = sampleRates(schedule, span);
  checkRates(sample, context, all, span);
  checkMomenta(schedule, sample, context, all, span);
  const argument = cause?.(values) ?? null;
  if (isTold || argument === null) return;
  const remark = remarkOnRates(schedule, sample, [argument], span);
  if (span.length > 1) noteRemarks(context, all, [remark]);
  // No argument makes a single rate change.
  else context.use?.note(context.namePath, name, remark.text, false);
}

function describeArgument(argument: z.core.$ZodType): Argument {
  const { description = '' } = z.globalRegistry.get(argument) ?? {};
  const { success, data } = z.safeParse(argument, undefined);
  const described = { description, optional: success, default: data };
  schemas.set(described, argument);
  return described;
}

/** What arguments may be. Not a part of them: who uses the library need not know how they are checked. */
const schemas = new WeakMap<Argument, z.core.$ZodType>();

/** @throws {RangeError} if it is none of the table. */
export function schemaOf(argument: Argument): z.core.$ZodType {
  const schema = schemas.get(argument);
  if (!schema)
    throw new RangeError(`argument = ${argument.description} — expected one of a schedule of the table`);
  return schema;
}

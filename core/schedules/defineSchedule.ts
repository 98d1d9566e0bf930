/** What all kinds of schedules share: the checks of their arguments, and the warm-up. */
import * as z from 'zod';
import { once } from '../once.ts';
import { readArguments } from './arguments.ts';
import type { Argument, Context, Schedule, ScheduleKind } from './schedule.ts';
import { warmedUp, warmup } from './warmup.ts';

interface Definition<Shape extends z.ZodRawShape> {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly description: string;
  readonly arguments: Shape;
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
  return {
    ...definition,
    get arguments() {
      return described();
    },
    create(given, context) {
      // The schema has all of the shape.
      const values = readArguments(schema, given, context.path) as z.output<z.ZodObject<Shape>>;
      const ramp = takesWarmup ? warmup.parse(given['warmup']) : undefined;
      const startsAt = context.startsAt + (ramp?.steps ?? 0);
      const schedule = definition.create(values, { ...context, startsAt });
      return ramp ? warmedUp(schedule, ramp) : schedule;
    },
  };
}

function describeArgument(argument: z.core.$ZodType): Argument {
  const { description = '' } = z.globalRegistry.get(argument) ?? {};
  const { success, data } = z.safeParse(argument, undefined);
  return { description, optional: success, default: data };
}

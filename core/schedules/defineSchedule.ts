/** What all kinds of schedules share: the checks of their arguments, and the warm-up. */
import * as z from 'zod';
import { once } from '../once.ts';
import { readArguments } from './arguments.ts';
import { checkRates, type Mark, noteMarks } from './checkUse.ts';
import {
  type Argument,
  type Context,
  laterUse,
  type Schedule,
  type ScheduleKind,
  type Unit,
} from './schedule.ts';
import { warmedUp, warmup } from './warmup.ts';

interface Definition<Shape extends z.ZodRawShape> {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly description: string;
  /** What its `step()` is called after in the examples of PyTorch's documentation. */
  readonly counts: Unit;
  /** Whether PyTorch's class has a base_lr of its own. Default: false. */
  readonly hasBaseLr?: boolean;
  readonly arguments: Shape;
  /** Arguments that say when something happens. Default: none does. */
  readonly marks?: (values: z.output<z.ZodObject<Shape>>) => readonly Mark[];
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
      const steps = ramp?.steps ?? 0;
      const own = { ...context, startsAt: context.startsAt + steps, use: laterUse(context.use, steps) };
      const schedule = definition.create(values, own);
      if (ramp)
        noteMarks(context, [{ path: ['warmup', 'steps'], at: steps, what: 'the schedule behind it' }], given);
      noteMarks(own, definition.marks?.(values) ?? [], given);
      checkRates(schedule, own, given);
      return ramp ? warmedUp(schedule, ramp) : schedule;
    },
  };
}

function describeArgument(argument: z.core.$ZodType): Argument {
  const { description = '' } = z.globalRegistry.get(argument) ?? {};
  const { success, data } = z.safeParse(argument, undefined);
  return { description, optional: success, default: data };
}

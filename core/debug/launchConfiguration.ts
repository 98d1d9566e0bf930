/** What a configuration of `launch.json` asks for, checked. */
import * as z from 'zod';
import { expectation } from '../expectation.ts';
import { ExperimentError } from '../experiment/errors.ts';
import { type Fault, faultAt, valueAt } from '../fault.ts';

/** Runs that are debugged side by side: each is a thread, and has a row of its own. */
export const mostThreads = 8;

const runSchema = z.union([z.int().min(1), z.string().min(1)], {
  error: 'a number from 1 on, or a name such as "Adam, lr 0.01"',
});
/** A run by its number, counted from 1, or by its name. */
export type RunName = z.infer<typeof runSchema>;

const configurationSchema = z.object({
  /** The path of an experiment file, or its URI. */
  experiment: z.string().min(1).optional(),
  /** The path of a rule, its URI, or the id of an optimizer that ships. */
  optimizer: z.string().min(1).optional(),
  /** The id of a race that was recorded. */
  race: z.string().min(1).optional(),
  /** The URI of a cell: an exercise, or its rule. */
  exercise: z.string().min(1).optional(),
  run: runSchema.optional(),
  runs: z.array(runSchema).min(1).max(mostThreads).optional(),
  stopOnEntry: z.boolean().optional(),
  step: z.int().min(1).optional(),
  parameter: z.int().min(0).optional(),
  noDebug: z.boolean().optional(),
});
/** VS Code's own fields are left out. */
export type LaunchConfiguration = Readonly<z.infer<typeof configurationSchema>>;

/** @throws {ExperimentError} with a fault for each field that is wrong, or for what is missing. */
export function parseLaunchConfiguration(value: unknown): LaunchConfiguration {
  const parsed = configurationSchema.safeParse(value, { error: expectation });
  if (!parsed.success)
    throw new ExperimentError(
      parsed.error.issues.map(({ path, message }) => faultAt(path, valueAt(value, path), message)),
    );
  const fault = faultOf(parsed.data);
  if (fault) throw new ExperimentError([fault]);
  return parsed.data;
}

function faultOf({ experiment, optimizer, race, exercise, run, runs }: LaunchConfiguration): Fault | null {
  if (run !== undefined && runs) return faultAt(['runs'], runs, 'only one of the fields run and runs');
  if (race !== undefined && (experiment ?? optimizer) !== undefined)
    return faultAt(['race'], race, 'no experiment and no optimizer beside it');
  if ((race ?? experiment ?? optimizer ?? exercise) === undefined)
    return faultAt(['optimizer'], undefined, 'the path of an .optimizer file, or an experiment in its place');
  return null;
}

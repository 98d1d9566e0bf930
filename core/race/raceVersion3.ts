/** Races as version 0.1.0 of the extension kept them: one object, of which only what was computed is in the runs. */
import * as z from 'zod';
import { dataShapeSchema } from '../experiment/dataShape.ts';
import { experimentSchema } from '../experiment/schema.ts';
import { captionSchema } from './caption.ts';
import { engineFactsSchema } from './engineFacts.ts';
import { evaluationSchema } from './evaluation.ts';
import { numbersSchema } from './numbersSchema.ts';
import { speedSchema } from './phase.ts';
import { createRace, type Race } from './race.ts';
import { Recorder } from './recorder.ts';
import { hasEnded } from './status.ts';
import { runStatusSchema } from './statusSchema.ts';

const version3Schema = z.object({
  version: z.literal(3),
  /** Begins with when it was started, in milliseconds since 1970. */
  id: z.string(),
  experiment: experimentSchema,
  caption: z.union([captionSchema, z.null()]),
  csv: z.union([z.object({ folder: z.string(), shape: dataShapeSchema }), z.null()]),
  speed: speedSchema,
  runs: z.array(
    z.object({
      losses: numbersSchema,
      path: z.union([numbersSchema, z.null()]),
      status: runStatusSchema,
      evaluations: z.array(evaluationSchema),
      engine: z.union([engineFactsSchema, z.null()]),
      stepsPerSecond: z.number(),
    }),
  ),
});

/** @throws {z.ZodError} if the value is none. */
export function raceOfVersion3(value: unknown): Race {
  const { id, experiment, caption, csv, speed, runs } = version3Schema.parse(value);
  const race = createRace(experiment, { id, startedAt: Number.parseInt(id, 10) || 0, caption, csv });
  for (const [index, { spec, record }] of race.runs.entries()) {
    const saved = runs[index];
    if (!saved) continue;
    const recorder = new Recorder(spec, { keep: 'steps', points: 0, target: experiment.target ?? null });
    recorder.take({ loss: saved.losses, ...(saved.path && { position: saved.path }) });
    for (const evaluation of saved.evaluations) recorder.takeEvaluation(evaluation);
    const status = hasEnded(saved.status) ? saved.status : ({ kind: 'interrupted' } as const);
    record.append(recorder.takePiece(status, saved.engine, saved.stepsPerSecond));
  }
  for (const { record } of race.runs)
    record.end(hasEnded(record.state.status) ? record.state.status : { kind: 'interrupted' });
  return { ...race, phase: 'ended', speed };
}

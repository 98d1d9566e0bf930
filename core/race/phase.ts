import * as z from 'zod';

/** `ended`: no run will record anything more, for whatever reason. */
export const phaseSchema = z.literal(['running', 'paused', 'ended']);
export type Phase = z.infer<typeof phaseSchema>;

/** 1 plays a race on a surface in about five seconds; `max` goes as fast as the engine can. */
export const speeds = [0.25, 1, 4, 'max'] as const;
export const speedSchema = z.literal(speeds);
export type Speed = (typeof speeds)[number];

/** What the panel sends: what the person wants, and requests. It needs none of the shapes that the panel gets. */
import * as z from 'zod';
import type { PreviewedRun } from '../preview/previewRuns.ts';
import { hiddenSchema } from '../race/hidden.ts';
import { speedSchema } from '../race/phase.ts';
import { pickSchema, shownStepSchema } from '../race/pick.ts';
import { gpuReplySchema } from './gpu.ts';
import { requestSchema } from './requests.ts';

const pictureFormatSchema = z.literal(['png', 'svg']);
export type PictureFormat = z.infer<typeof pictureFormatSchema>;

const numbersFormatSchema = z.literal(['csv', 'json']);
export type NumbersFormat = z.infer<typeof numbersFormatSchema>;

/** The name of the file that was saved; null if the person chose none. */
const savedFileSchema = z.union([z.string(), z.null()]);

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

/** What the panel asks for and gets an answer to. */
export const panelRequests = {
  /** Where runs of a race would go from elsewhere, by their numbers; in the order of these. */
  previewStart: {
    params: z.object({
      race: z.string(),
      start: z.tuple([z.number(), z.number()]),
      runs: z.array(z.int().min(0)),
    }),
    result: z.array(z.custom<PreviewedRun>(isObject)),
  },
  /** A picture of the chart. */
  savePicture: {
    params: z.object({ format: pictureFormatSchema, bytes: z.instanceof(Uint8Array) }),
    result: savedFileSchema,
  },
  /** The race’s numbers, or those of one of its runs, written by the extension. */
  saveNumbers: {
    params: z.object({ format: numbersFormatSchema, run: z.int().optional() }),
    result: savedFileSchema,
  },
};
export type PanelRequests = typeof panelRequests;

export const fromPanelSchema = z.discriminatedUnion('type', [
  /** Once in the life of a page. */
  z.object({ type: z.literal('ready') }),
  /** An update doesn't follow on the one before: the whole is wanted. */
  z.object({ type: z.literal('missed') }),
  z.object({ type: z.literal('runExperiment') }),
  z.object({ type: z.literal('runTutorialRace'), race: z.string() }),
  z.object({ type: z.literal('runAgain') }),
  /** As `runAgain`, from elsewhere on its surface. */
  z.object({ type: z.literal('startFrom'), start: z.tuple([z.number(), z.number()]) }),
  /** Goes on with the race where it was interrupted. */
  z.object({ type: z.literal('resumeRace') }),
  /** As a file of the workspace, which is opened. */
  z.object({ type: z.literal('saveExperiment') }),
  z.object({ type: z.literal('pause') }),
  z.object({ type: z.literal('resume') }),
  /** One step for every run of a paused race. */
  z.object({ type: z.literal('step') }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('setSpeed'), speed: speedSchema }),
  /** At a place in the chart; else of the picked run or, where none is, of one that the person chooses. */
  z.object({ type: z.literal('inspectStep'), at: shownStepSchema.optional() }),
  /** Of the picked run or, where none is, of those on the screen. */
  z.object({ type: z.literal('showDiagnostics') }),
  /** In its first step. */
  z.object({ type: z.literal('debug'), ...pickSchema.shape }),
  /** The person picked a run in the panel, or let go of it. */
  z.object({ type: z.literal('select'), ...pickSchema.shape }),
  /** The person hid runs, or showed some again: these are hidden now. */
  z.object({ type: z.literal('hide'), ...hiddenSchema.shape }),
  /** The person took some of the chosen runs off the screen: these stay, by their places there. */
  z.object({ type: z.literal('compare'), ...hiddenSchema.shape }),
  requestSchema,
  gpuReplySchema,
  /** Something in the panel broke; goes to the log. */
  z.object({ type: z.literal('failed'), message: z.string() }),
]);
export type FromPanel = z.infer<typeof fromPanelSchema>;

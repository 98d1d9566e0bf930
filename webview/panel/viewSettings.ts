/** How the person likes to look at a race; kept by VS Code when the panel is hidden or the window reloads. */
import * as z from 'zod';

const extentSchema = z.object({ min: z.number(), max: z.number() }).refine(({ min, max }) => min < max);

/** What is in view of the axes of a race; null is all of it. */
const viewSchema = z.object({
  race: z.string(),
  /** What `x` counts, and what is measured by `y`. */
  kind: z.string(),
  x: extentSchema.nullable(),
  show: z.string(),
  y: extentSchema.nullable(),
});

const boundsSchema = z.tuple([z.number(), z.number()]).refine(([low, high]) => low < high);

/** What is in view of the landscape of a race. */
const landSchema = z.object({ race: z.string(), x: boundsSchema, y: boundsSchema });

/** Which runs of a race the person looks at: what finds them, and how many of the best. */
const findSchema = z.object({ race: z.string(), text: z.string(), best: z.int().min(1).nullable() });

const viewSettingsSchema = z.object({
  logX: z.boolean().catch(false),
  logY: z.boolean().catch(true),
  /** Outliers don't stretch the y axis. */
  ignoreOutliers: z.boolean().catch(true),
  /** Over so many epochs losses of models are smoothed, and over so many steps those on surfaces. */
  smoothEpochs: z.number().catch(1),
  smoothSteps: z.number().catch(0),
  /** The band of what was smoothed beneath it. */
  showRaw: z.boolean().catch(true),
  views: z.array(viewSchema).catch([]),
  lands: z.array(landSchema).catch([]),
  /** What the stage of the page shows, where the runs have it. */
  stage: z.enum(['curves', 'tuning', 'heatMap', 'parallel']).catch('curves'),
  /** What runs are judged by. null: held-out rows where there are some, else the final loss. */
  judge: z.enum(['final', 'best', 'evaluated', 'first', 'forGood']).nullable().catch(null),
  /** Ids of the settings along the axes of tuning curves and of the heat map; null: the most telling ones. */
  tuned: z.string().nullable().catch(null),
  across: z.string().nullable().catch(null),
  down: z.string().nullable().catch(null),
  finds: z.array(findSchema).catch([]),
  /** null: epochs where the runs' batch sizes differ, else steps. */
  xAxis: z.enum(['step', 'epoch', 'sample', 'second', 'gradient']).nullable().catch(null),
  /** Id of the measure that the chart draws, where the race has it. */
  show: z.string().catch('training'),
  /** What the runs of a line have alike, where it makes a difference. null: all but the seed. */
  groupBy: z.string().nullable().catch(null),
  /** Whether the table leaves out what is the same for all runs. null: of chosen runs it does, of a race it doesn't. */
  onlyDiffering: z.boolean().nullable().catch(null),
  table: z.enum(['runs', 'positions']).catch('runs'),
  sort: z
    .object({ column: z.string(), descending: z.boolean() })
    .catch({ column: 'loss', descending: false }),
});
export type ViewSettings = z.infer<typeof viewSettingsSchema>;
export type Stage = ViewSettings['stage'];

/** Whatever part of `stored` is no setting gets its default. */
export function readViewSettings(stored: unknown): ViewSettings {
  return viewSettingsSchema.parse(typeof stored === 'object' && stored !== null ? stored : {});
}

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

const viewSettingsSchema = z.object({
  logX: z.boolean().catch(false),
  logY: z.boolean().catch(true),
  /** Outliers don't stretch the y axis. */
  ignoreOutliers: z.boolean().catch(true),
  views: z.array(viewSchema).catch([]),
  /** null: epochs where the runs' batch sizes differ, else steps. */
  xAxis: z.enum(['step', 'epoch']).nullable().catch(null),
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

/** Whatever part of `stored` is no setting gets its default. */
export function readViewSettings(stored: unknown): ViewSettings {
  return viewSettingsSchema.parse(typeof stored === 'object' && stored !== null ? stored : {});
}

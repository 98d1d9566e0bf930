/** How the person likes to look at a race; kept by VS Code when the panel is hidden or the window reloads. */
import * as z from 'zod';

const viewSettingsSchema = z.object({
  logX: z.boolean().catch(false),
  logY: z.boolean().catch(true),
  /** null: epochs where the runs' batch sizes differ, else steps. */
  xAxis: z.enum(['step', 'epoch']).nullable().catch(null),
  /** Id of the measure that the chart draws, where the race has it. */
  show: z.string().catch('training'),
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

/** Experiments that a page keeps across a reload of the window. */
import type { CsvData } from '../../core/experiment/csvData.ts';
import { withNewRules } from '../../core/experiment/parseExperiment.ts';
import { type Experiment, keptExperimentSchema } from '../../core/experiment/schema.ts';
import type { CsvReading } from '../data/csvReading.ts';
import { readRulesAgain } from '../ownRules/readRuleFiles.ts';

/** What a page remembers of one. */
export interface KeptExperiment {
  readonly experiment?: unknown;
  /** Of its CSV file; null where it has none. */
  readonly csvFolder: string | null;
}

/** With its rules and its data as they are now. @throws {Error} if it can't run any more. */
export async function reopenExperiment(
  { experiment: kept, csvFolder }: KeptExperiment,
  reading: CsvReading,
): Promise<{ readonly experiment: Experiment; readonly csv: CsvData | null }> {
  const asked = keptExperimentSchema.parse(kept);
  const experiment = withNewRules(asked, await readRulesAgain(asked));
  const { problem } = experiment;
  const csv = 'csv' in problem && csvFolder !== null ? await reading.read(problem, csvFolder) : null;
  return { experiment, csv };
}

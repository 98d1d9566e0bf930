/** Saves the experiment of the runs on the screen. */
import { experimentOfRuns } from '../../core/experiment/experimentOfRuns.ts';
import { isOfLog } from '../../core/experiment/runSpec.ts';
import type { Shown } from '../../core/race/shown.ts';
import { showInformation } from '../shown/messages.ts';
import { ofExperiment } from './ofExperiment.ts';
import { saveExperiment } from './saveExperiment.ts';

/** As a file that has these very runs; the person is told where there is none. */
export async function saveShownExperiment(shown: Shown | null): Promise<void> {
  const [race] = shown?.races ?? [];
  if (!shown || !race) {
    void showInformation('There is no experiment to save yet. Run one first.');
    return;
  }
  const whole = ofExperiment(race).experiment;
  const specs = shown.runs.flatMap(({ spec }) => (isOfLog(spec) ? [] : [spec]));
  const areOurs = specs.length === shown.runs.length;
  const experiment = shown.isWhole ? whole : areOurs ? experimentOfRuns(whole, specs) : null;
  // The same path is another file in another folder.
  const isOneFolder = shown.races.every(({ csv }) => csv?.folder === race.csv?.folder);
  if (experiment && isOneFolder) await saveExperiment(experiment, race.csv);
  else void showInformation('No experiment has just these runs. The side bar saves that of each.');
}

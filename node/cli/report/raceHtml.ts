/** The report of a race, as the panel's page. */
import path from 'node:path';
import type { Race } from '../../../core/race/race.ts';
import type { ShippedPlaces } from '../shippedPlaces.ts';
import { experimentFiles } from './experimentFiles.ts';
import { raceReport } from './raceReport.ts';
import { reportHtml } from './reportHtml.ts';

/**
 * @param source The file of the experiment, or what else the race was found by.
 * @param findings What came out, a sentence each.
 */
export function raceHtml(
  race: Race,
  { source, findings }: { readonly source: string; readonly findings: readonly string[] },
  { reports, version }: Pick<ShippedPlaces, 'reports' | 'version'>,
): Promise<string> {
  const { experiment, csv, title } = race;
  const name = source.endsWith('.json') ? path.basename(source) : 'race.experiment.json';
  const facts = {
    ...{ title, version, madeAt: new Date(), source, findings },
    files: experimentFiles(experiment, name, csv?.shape),
  };
  return reportHtml('race', facts, raceReport(race), reports);
}

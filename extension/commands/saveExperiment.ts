/** Writes an experiment, however it was started, as a file of the workspace. */
import * as vscode from 'vscode';
import type { CsvFacts } from '../../core/experiment/csvData.ts';
import { leftOutName } from '../../core/experiment/describe.ts';
import { ExperimentError } from '../../core/experiment/errors.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { experimentText } from '../../core/experiment/text/experimentText.ts';
import { faultAt } from '../../core/fault.ts';
import { clipped } from '../../core/format.ts';
import { fileNameOfExperiment } from '../../core/race/export/fileNameOf.ts';
import { raceTitle } from '../../core/race/raceTitle.ts';
import { csvFolder } from '../data/csvFolder.ts';
import { uriOfPlace } from '../data/filePlace.ts';
import { pathToRule } from '../ownRules/rulePlace.ts';
import { withPaths } from '../ownRules/withPaths.ts';

const ending = '.experiment.json';
/** Of titles, in the schema. */
const longestTitle = 200;

/**
 * Asks for a place, writes the file and opens it. What is written is read as an experiment with the very same runs.
 * @param csv Of its CSV file; null where it has none.
 * @returns Where it is; null if the person chose no place.
 * @throws {ExperimentError} if its CSV file or one of its rules is in another workspace folder than the place.
 */
export async function saveExperiment(
  experiment: Experiment,
  csv: CsvFacts | null,
): Promise<vscode.Uri | null> {
  const folder = csv ? uriOfPlace(csv.folder) : vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showSaveDialog({
    filters: { Experiment: [ending.slice(1), 'json'] },
    ...(folder && {
      defaultUri: vscode.Uri.joinPath(folder, fileNameOfExperiment(experiment, ending.slice(1))),
    }),
  });
  if (!chosen) return null;
  const uri = await namedAsExperiment(chosen);
  checkFolder(experiment, csv, uri);
  checkRules(experiment, uri);
  const written = withPaths(experiment, uri);
  const text = experimentText({ ...written, title: titleOf(experiment, csv) }, csv?.shape);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(uri);
  return uri;
}

/** What a race says in its title of a CSV file it says of each race on it. */
function titleOf(experiment: Experiment, csv: CsvFacts | null): string {
  const title = experiment.title ?? raceTitle(experiment, csv?.shape);
  return clipped(title.replace(leftOutName(experiment.problem, csv?.shape), ''), longestTitle);
}

/** By its ending an experiment is known. A file that is there already is not replaced, which nobody was asked about. */
async function namedAsExperiment(uri: vscode.Uri): Promise<vscode.Uri> {
  if (uri.path.endsWith(ending)) return uri;
  const named = uri.with({ path: `${uri.path.replace(/\.json$/, '')}${ending}` });
  return vscode.workspace.fs.stat(named).then(
    () => uri,
    () => named,
  );
}

/** Paths of rules lead nowhere outside of the workspace folder. */
function checkRules({ optimizers }: Experiment, uri: vscode.Uri): void {
  const faults = optimizers.flatMap(({ optimizer, rule }, index) => {
    if (!rule || pathToRule(vscode.Uri.parse(rule.place), uri) !== null) return [];
    const place = vscode.Uri.parse(rule.place).fsPath;
    const expected = `a place in the workspace folder of the rule, ${place}`;
    return [faultAt(['optimizers', index, 'optimizer'], optimizer, expected)];
  });
  if (faults.length > 0) throw new ExperimentError(faults);
}

/** The path of a CSV file is relative to the workspace folder. */
function checkFolder({ problem }: Experiment, csv: CsvFacts | null, uri: vscode.Uri): void {
  if (!csv || !('csv' in problem) || csvFolder(problem, uri) === csv.folder) return;
  const expected = `a place in the workspace folder of the data, ${csv.folder}`;
  throw new ExperimentError([faultAt(['problem', 'csv'], problem.csv, expected)]);
}

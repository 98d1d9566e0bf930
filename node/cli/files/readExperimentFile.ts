/** From the path of an experiment to the experiment with its rules and its data, or to everything that is wrong with it. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { checkMemory } from '../../../core/engine/checkMemory.ts';
import { checkData } from '../../../core/experiment/checkData.ts';
import type { CsvData } from '../../../core/experiment/csvData.ts';
import { shapeOfData } from '../../../core/experiment/dataShape.ts';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import { rulePathsOf } from '../../../core/experiment/ruleFiles.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { type CheckedText, checkText, placeFaults } from '../../../core/experiment/text/checkText.ts';
import { decodeText } from '../../../core/experiment/text/decodeText.ts';
import { placeOf } from '../../../core/experiment/text/place.ts';
import { readText } from '../../../core/experiment/text/readText.ts';
import type { TextFault } from '../../../core/experiment/text/textFault.ts';
import { closest, question } from '../../../core/rule/syntax/errors.ts';
import { csvThread } from '../../data/csvThread.ts';
import { freeMemory } from '../../freeMemory.ts';
import type { Surroundings } from '../command.ts';
import { UsageError } from '../usageError.ts';
import { readRuleFiles } from './readRuleFiles.ts';
import { rootFolder } from './rootFolder.ts';

const ending = '.experiment.json';

/** What to do with files that hold no experiment, by their endings. */
const otherKinds: Readonly<Record<string, string>> = {
  '.optimizer': 'check puts an optimizer to its tests, and an experiment names it as its "optimizer"',
  '.csv': 'an experiment trains on a CSV file by "problem": { "csv": … }',
};

export interface ExperimentFile {
  /** As it was read. */
  readonly text: string;
  readonly experiment: Experiment;
  /** null where its problem has none. */
  readonly csv: CsvData | null;
  /** The folder that it belongs to. */
  readonly root: string;
}

/**
 * @param name As it was typed, relative to `cwd`.
 * @throws {UsageError} with a line a fault.
 */
export async function readExperimentFile(
  name: string,
  { cwd, shipped }: Pick<Surroundings, 'cwd' | 'shipped'>,
): Promise<ExperimentFile> {
  const other = otherKinds[path.extname(name).toLowerCase()];
  if (other) throw new UsageError(`${name} — expected a file that ends in ${ending}; ${other}`);
  const file = path.resolve(cwd, name);
  const root = rootFolder(file, cwd);
  const text = await readTextOf(file, name);
  const read = readText(text);
  const rules = await readRuleFiles(rulePathsOf(read.value), file, root);
  const checked = checkText(text, rules, read);
  const { experiment } = checked;
  if (!experiment) throw refusal(name, checked, text);
  try {
    const csv = await readData(experiment, root, shipped.csvWorker);
    const faults = csv ? checkData(experiment, csv.shape) : [];
    const all = faults.length > 0 ? faults : checkMemory(experiment, csv?.shape, freeMemory());
    if (all.length > 0) throw new ExperimentError(all);
    return { text, experiment, csv, root };
  } catch (error) {
    throw placed(error, name, checked, text);
  }
}

/** What else is thrown stays as it is. */
function placed(error: unknown, name: string, checked: CheckedText, text: string): unknown {
  if (!(error instanceof ExperimentError)) return error;
  const faults = placeFaults(error.faults, checked, text);
  return refusal(name, { faults, faultCount: faults.length }, text);
}

/** `a.experiment.json:3:9: lr[0] = 0 — expected a number above 0`: editors and CI systems make links of such lines. */
function refusal(
  name: string,
  { faults, faultCount }: Pick<CheckedText, 'faults' | 'faultCount'>,
  text: string,
) {
  const lines = faults.flatMap((fault) => [
    lineOf(name, fault, text),
    ...(fault.related ?? []).map(relatedLine),
  ]);
  const more = faultCount - faults.length;
  return new UsageError(
    [...lines, ...(more > 0 ? [`and ${more.toLocaleString('en')} more`] : [])].join('\n'),
  );
}

function lineOf(name: string, { message, offset }: TextFault, text: string): string {
  const { line, column } = placeOf(text, offset);
  return `${name}:${line}:${column}: ${message.replace(/\s*[\r\n]+\s*/g, ' ')}`;
}

function relatedLine({ place, line, column, message }: NonNullable<TextFault['related']>[number]): string {
  return `  ${decodeURIComponent(place.split('/').at(-1) ?? '')}:${line}:${column}: ${message}`;
}

async function readTextOf(file: string, name: string): Promise<string> {
  try {
    return decodeText(await readFile(file));
  } catch (error) {
    if (error instanceof ExperimentError) throw new UsageError(`${name}: ${error.message}`);
    const found = await readdir(path.dirname(file)).catch(() => []);
    const names = found.filter((each) => each.endsWith(ending));
    // The ending, which all have, makes none of them alike.
    const brief = (each: string) => (file.endsWith(ending) ? path.basename(each, ending) : each);
    const near = closest(brief(path.basename(file)), names.map(brief));
    const likely = question(
      near && path.join(path.dirname(name), names.find((each) => brief(each) === near) ?? ''),
    );
    throw new UsageError(`${name} — expected ${fileInstead(error)}${likely}`);
  }
}

/** What is expected in place of what can't be read. */
function fileInstead(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return "an experiment's file that is there";
  if (code === 'EISDIR') return "an experiment's file, and it is a folder";
  return "an experiment's file that can be read";
}

/**
 * Of an experiment's CSV file; null where it has none.
 * @param folder Which its path is relative to.
 * @throws {CsvFault} if the file can't be read, or holds something else than the problem says.
 */
export async function readData(
  { problem }: Pick<Experiment, 'problem'>,
  folder: string,
  csvWorker: string,
): Promise<CsvData | null> {
  if (!('csv' in problem)) return null;
  const { data, contentHash } = await csvThread(csvWorker).load(problem, folder);
  return { folder, shape: shapeOfData(data, contentHash), data };
}

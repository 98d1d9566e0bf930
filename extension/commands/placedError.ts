/** Errors that can be looked at where they are: their messages have a button that leads there. */
import * as vscode from 'vscode';
import { fileName } from '../../core/experiment/describe.ts';
import { CsvFault, ExperimentError } from '../../core/experiment/errors.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { describeFaults, placeFaults } from '../../core/experiment/text/checkText.ts';
import { placeOf } from '../../core/experiment/text/place.ts';
import type { TextFault } from '../../core/experiment/text/textFault.ts';
import type { RelatedPlace } from '../../core/fault.ts';
import { asSentence } from '../../core/rule/syntax/errors.ts';
import type { CsvReading } from '../data/csvReading.ts';
import { checkExperimentText } from '../files/checkExperimentText.ts';
import { readExperiment } from '../files/readExperiment.ts';

interface Place {
  /** Words for the button. */
  readonly label: string;
  readonly open: () => Thenable<unknown>;
}

export class PlacedError extends Error {
  readonly place: Place;

  constructor(message: string, place: Place) {
    super(message);
    this.place = place;
  }
}

/** Where to look at what was thrown; undefined where that is in no file. */
export function placeOfError(error: unknown, reading: CsvReading): Place | undefined {
  if (error instanceof PlacedError) return error.place;
  if (!(error instanceof ExperimentError)) return undefined;
  if (!(error instanceof CsvFault)) return rulePlace(error.faults[0]);
  const { file, row } = error;
  if (row === undefined) return undefined;
  return { label: `Open ${fileName(file)}`, open: () => reading.openRow(file, row) };
}

/** What is wrong with a rule, in words about its own text; null where anything else is wrong. */
export function ruleMistake(error: unknown): PlacedError | null {
  if (!(error instanceof ExperimentError)) return null;
  const place = rulePlace(error.faults[0]);
  const [first, ...others] = error.faults.flatMap(({ related }) => related ?? []);
  if (!place || !first || !error.faults.every(({ related }) => related)) return null;
  const { line, column, message } = first;
  const more = others.length === 1 ? ' One more mistake is' : ` ${others.length} more mistakes are`;
  const rest = others.length === 0 ? '' : `${more} marked in the text.`;
  const words = `${nameOf(first)}, line ${line}, column ${column}: ${asSentence(message)}${rest}`;
  return new PlacedError(words, place);
}

/**
 * Reads an experiment file and runs it. What is wrong with it, be it said by its text or only as it is to run, is thrown
 * with the name of the file, and with a way to the very field.
 */
export async function withPlaces(
  uri: vscode.Uri,
  reading: CsvReading,
  run: (experiment: Experiment) => Promise<void>,
): Promise<void> {
  const name = vscode.workspace.asRelativePath(uri);
  const text = await readExperiment(uri).catch((error: unknown) => {
    if (!(error instanceof ExperimentError)) throw error;
    const message = error.faults.map((fault) => fault.message).join('; ');
    throw new PlacedError(`${name}: ${message}`, experimentPlace(uri));
  });
  const checked = await checkExperimentText(text, uri);
  const refuse = (
    faults: readonly TextFault[],
    count: number,
    place = rulePlace(faults[0]) ?? experimentPlace(uri, text, faults[0]),
  ) => new PlacedError(describeFaults(name, faults, text, count), place);
  if (!checked.experiment) throw refuse(checked.faults, checked.faultCount);
  try {
    await run(checked.experiment);
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    // What a row of a CSV file says is wrong there, not here.
    const { faults } = error;
    throw refuse(
      placeFaults(faults, checked, text, checked.rules),
      faults.length,
      placeOfError(error, reading),
    );
  }
}

/** What a rule says is wrong there, not in the experiment. */
function rulePlace(fault: Pick<TextFault, 'related'> | undefined): Place | undefined {
  const [first] = fault?.related ?? [];
  return first && { label: `Open ${nameOf(first)}`, open: () => openRule(first) };
}

/** A cell is known by a number in its lesson. */
function nameOf({ place }: RelatedPlace): string {
  return isCell(vscode.Uri.parse(place)) ? 'Cell' : fileName(place);
}

function isCell({ scheme }: vscode.Uri): boolean {
  return scheme === 'vscode-notebook-cell';
}

function openRule({ place, line, column, length }: RelatedPlace): Thenable<unknown> {
  const selection = new vscode.Range(line - 1, column - 1, line - 1, column - 1 + length);
  const uri = vscode.Uri.parse(place);
  // A cell is shown in its lesson.
  return isCell(uri)
    ? vscode.commands.executeCommand('vscode.open', uri, { selection })
    : vscode.window.showTextDocument(uri, { selection });
}

function experimentPlace(uri: vscode.Uri, text = '', fault?: TextFault): Place {
  const options = fault ? { selection: rangeIn(text, fault) } : {};
  return { label: 'Open Experiment', open: () => vscode.window.showTextDocument(uri, options) };
}

function rangeIn(text: string, { offset, length }: TextFault): vscode.Range {
  const [start, end] = [placeOf(text, offset), placeOf(text, offset + length)];
  return new vscode.Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);
}

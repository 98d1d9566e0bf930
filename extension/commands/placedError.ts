/** Errors that can be looked at where they are: their messages have a button that leads there. */
import * as vscode from 'vscode';
import { fileName } from '../../core/experiment/describe.ts';
import { CsvFault } from '../../core/experiment/errors.ts';
import type { CsvReading } from '../data/csvReading.ts';

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
  if (!(error instanceof CsvFault)) return undefined;
  const { file, row } = error;
  if (row === undefined) return undefined;
  return { label: `Open ${fileName(file)}`, open: () => reading.openRow(file, row) };
}

export function experimentPlace(uri: vscode.Uri): Place {
  return { label: 'Open Experiment', open: () => vscode.window.showTextDocument(uri) };
}

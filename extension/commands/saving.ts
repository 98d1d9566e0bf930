/** Saves what the panel shows: pictures and numbers. */
import * as vscode from 'vscode';
import { fileName } from '../../core/experiment/describe.ts';
import type { NumbersFormat, PictureFormat } from '../../core/protocol/fromPanel.ts';
import { fileNameOf } from '../../core/race/export/fileNameOf.ts';
import type { Piece } from '../../core/race/export/piece.ts';
import { raceCsv } from '../../core/race/export/raceCsv.ts';
import { raceJson } from '../../core/race/export/raceJson.ts';
import type { Race } from '../../core/race/race.ts';
import type { Backend } from '../backend/backend.ts';
import { withLateProgress } from '../lateProgress.ts';
import { showInformation } from '../shown/messages.ts';

const fileTypes: Readonly<Record<PictureFormat | NumbersFormat, string>> = {
  png: 'PNG picture',
  svg: 'SVG drawing',
  csv: 'Comma-separated values',
  json: 'JSON',
};

/** Gives the name of the file; null if the person chose none. */
export async function savePicture(
  race: Race,
  format: PictureFormat,
  bytes: Uint8Array,
): Promise<string | null> {
  const uri = await askFile(race, format);
  if (!uri) return null;
  await vscode.workspace.fs.writeFile(uri, bytes);
  return sayWhere(uri);
}

/**
 * Gives the name of the file; null if the person chose none, or cancelled.
 * @param run The one whose numbers are wanted. Default: all are.
 */
export async function saveNumbers(
  race: Race,
  format: NumbersFormat,
  { writeText }: Pick<Backend, 'writeText'>,
  run?: number,
): Promise<string | null> {
  const uri = await askFile(race, format, run);
  if (!uri) return null;
  const pieces = format === 'csv' ? raceCsv(race, run) : raceJson(race, run);
  const cancel = new AbortController();
  const { signal } = cancel;
  try {
    await withLateProgress(
      `Saving ${fileName(uri.path)}`,
      () => cancel.abort(),
      (onProgress) =>
        uri.scheme === 'file'
          ? writeText(uri.fsPath, pieces, { onProgress, signal })
          : writeElsewhere(uri, pieces, onProgress, signal),
    );
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
  return sayWhere(uri);
}

/** The longest that pieces are made without a pause, in milliseconds. */
const longestHold = 8;

/** Where files are not on the disk they are written in one go; what is written is still made bit by bit. */
async function writeElsewhere(
  uri: vscode.Uri,
  pieces: Iterable<Piece>,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const encoder = new TextEncoder();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let begin = performance.now();
  for (const { text, share } of pieces) {
    parts.push(encoder.encode(text));
    onProgress(share);
    if (performance.now() - begin < longestHold) continue;
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
    begin = performance.now();
  }
  // A blob is copied on another thread.
  const bytes = await new Blob(parts).arrayBuffer();
  signal.throwIfAborted();
  await vscode.workspace.fs.writeFile(uri, new Uint8Array(bytes));
}

async function askFile(
  race: Race,
  format: PictureFormat | NumbersFormat,
  run?: number,
): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    filters: { [fileTypes[format]]: [format] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, fileNameOf(race, format, run)) }),
  });
}

/** Tells that it is done, and offers to open the file. */
function sayWhere(uri: vscode.Uri): string {
  const name = fileName(uri.path);
  const open = 'Open';
  void showInformation(`Saved ${name}`, open).then((chosen) => {
    if (chosen === open) void vscode.commands.executeCommand('vscode.open', uri);
  });
  return name;
}

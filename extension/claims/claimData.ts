/** The CSV files that people's claims are about. */
import * as vscode from 'vscode';
import type { Claim } from '../../core/claims/claim.ts';
import type { ClaimPlace } from '../backend/backend.ts';
import { placeOfFile } from '../data/filePlace.ts';

/** The file that the experiment of a claim trains on, by its path from the claim's; null where it trains on none. */
export function dataFileOf(claim: Claim | null, uri: vscode.Uri): vscode.Uri | null {
  const { protocol } = claim ?? {};
  if (!protocol || !('experiment' in protocol)) return null;
  const { problem } = protocol.experiment;
  if (typeof problem !== 'object' || problem === null || !('csv' in problem)) return null;
  return vscode.Uri.joinPath(uri, '..', String(problem.csv));
}

/** What is different after a change of the file; empty where it isn't there. */
export async function versionOf(file: vscode.Uri): Promise<string> {
  try {
    const { mtime, size } = await vscode.workspace.fs.stat(file);
    return `${mtime} ${size}`;
  } catch {
    return '';
  }
}

/** Where a claim is; null where nobody here can read what is beside it, or it is in no folder that is open. */
export function placeOf(uri: vscode.Uri | null): ClaimPlace | null {
  const folder = uri && vscode.workspace.getWorkspaceFolder(uri)?.uri;
  if (!folder) return null;
  const [workspace, beside] = [folder, vscode.Uri.joinPath(uri, '..')].map(placeOfFile);
  return workspace && beside ? { workspace, beside } : null;
}

/** The claims that there are: those that ship, and people's own in the workspace, as the editor has them. */
import * as vscode from 'vscode';
import type { Claim } from '../../core/claims/claim.ts';
import type { ClaimSheet } from '../../core/claims/claimSheet.ts';
import { parseClaim } from '../../core/claims/parseClaim.ts';
import { sheetOf } from '../../core/claims/sheetOf.ts';
import { fileName } from '../../core/experiment/describe.ts';
import { describeFaults } from '../../core/experiment/text/checkText.ts';
import { decodeText } from '../../core/experiment/text/decodeText.ts';
import { messageOf } from '../../core/messageOf.ts';

export const claimEnding = '.claim.json';

/** Of the workspace. */
const mostOwn = 200;

/** In the order in which they are listed. */
const shippedFolders = ['tutorial', 'papers'];

export interface ListedClaim {
  /** By which it is remembered: an id, or the URI of a person's own. */
  readonly key: string;
  readonly uri: vscode.Uri;
  readonly isOwn: boolean;
  /** The name of its file. */
  readonly file: string;
  readonly text: string;
  /** Null where the file has faults. */
  readonly claim: Claim | null;
  readonly sheet: ClaimSheet | null;
  /** What is wrong with the file, in sentences. */
  readonly faults: readonly string[];
}

export class ClaimShelf {
  readonly #folder: vscode.Uri;
  #shipped: Promise<readonly ListedClaim[]> | undefined;

  /** @param folder Of the claims that ship. */
  constructor(folder: vscode.Uri) {
    this.#folder = folder;
  }

  /** Those that ship first. */
  async list(): Promise<readonly ListedClaim[]> {
    this.#shipped ??= this.#readShipped();
    const files = await vscode.workspace.findFiles(`**/*${claimEnding}`, '**/node_modules/**', mostOwn);
    const own = await Promise.all(files.map((uri) => read(uri, null)));
    return [...(await this.#shipped), ...own.toSorted((a, b) => a.uri.path.localeCompare(b.uri.path))];
  }

  async #readShipped(): Promise<readonly ListedClaim[]> {
    const folders = shippedFolders.map(async (name) => {
      const folder = vscode.Uri.joinPath(this.#folder, name);
      const entries = await vscode.workspace.fs.readDirectory(folder);
      const files = entries.map(([file]) => file).filter((file) => file.endsWith(claimEnding));
      const reading = files
        .toSorted()
        .map((file) =>
          read(vscode.Uri.joinPath(folder, file), `${name}/${file.slice(0, -claimEnding.length)}`),
        );
      return Promise.all(reading);
    });
    return (await Promise.all(folders)).flat();
  }
}

/** @param id Of one that ships; null: it is a person's own. */
async function read(uri: vscode.Uri, id: string | null): Promise<ListedClaim> {
  const facts = { key: id ?? uri.toString(), uri, isOwn: id === null, file: fileName(uri.path) };
  const none = { ...facts, text: '', claim: null, sheet: null };
  try {
    const place = uri.toString();
    const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === place);
    const text = open?.getText() ?? decodeText(await vscode.workspace.fs.readFile(uri));
    const { claim, faults } = parseClaim(text);
    if (claim) return { ...facts, text, claim, sheet: sheetOf(claim), faults: [] };
    const told = faults.length > 0 ? describeFaults(facts.file, faults, text) : `${facts.file}: it is empty`;
    return { ...none, text, faults: [told] };
  } catch (error) {
    return { ...none, faults: [`${facts.file}: ${messageOf(error)}`] };
  }
}

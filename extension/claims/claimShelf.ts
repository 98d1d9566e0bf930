/** The claims that there are: those that ship, and people's own in the workspace, as the editor has them. */
import * as vscode from 'vscode';
import * as z from 'zod';
import type { Claim } from '../../core/claims/claim.ts';
import type { ClaimSheet } from '../../core/claims/claimSheet.ts';
import { parseClaim } from '../../core/claims/parseClaim.ts';
import { sheetOf } from '../../core/claims/sheetOf.ts';
import { fileName } from '../../core/experiment/describe.ts';
import { describeFaults } from '../../core/experiment/text/checkText.ts';
import { decodeText } from '../../core/experiment/text/decodeText.ts';
import { messageOf } from '../../core/messageOf.ts';
import { workspaceFiles } from '../workspaceFiles.ts';
import { dataFileOf, versionOf } from './claimData.ts';

export const claimEnding = '.claim.json';

/** Of the workspace. */
const mostOwn = 200;

/** Texts by `papers/edge-of-stability.claim.json`, in the order in which they are listed. */
const shippedSchema = z.record(z.string(), z.string());

export interface ListedClaim {
  /** By which it is remembered: an id, or the URI of a person's own. */
  readonly key: string;
  /** Null of one that ships. */
  readonly uri: vscode.Uri | null;
  /** The name of its file. */
  readonly file: string;
  readonly text: string;
  /** The CSV file that it is about; null where that is none. */
  readonly data: vscode.Uri | null;
  /** What is different where that file is another; empty without one. */
  readonly dataVersion: string;
  /** Null where the file has faults. */
  readonly claim: Claim | null;
  readonly sheet: ClaimSheet | null;
  /** What is wrong with the file, in sentences. */
  readonly faults: readonly string[];
}

export class ClaimShelf {
  readonly #file: vscode.Uri;
  #shipped: Promise<readonly ListedClaim[]> | undefined;

  /** @param file That has the claims that ship. */
  constructor(file: vscode.Uri) {
    this.#file = file;
  }

  /** Those that ship first. */
  async list(): Promise<readonly ListedClaim[]> {
    this.#shipped ??= this.#readShipped();
    const files = await workspaceFiles([claimEnding], mostOwn);
    const own = await Promise.all(files.toSorted((a, b) => a.path.localeCompare(b.path)).map(readOwn));
    return [...(await this.#shipped), ...own];
  }

  async #readShipped(): Promise<readonly ListedClaim[]> {
    const bytes = await vscode.workspace.fs.readFile(this.#file);
    const texts = shippedSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    return Object.entries(texts).map(([path, text]) =>
      listed({ key: path.slice(0, -claimEnding.length), uri: null, file: fileName(path) }, text),
    );
  }
}

const noData = { data: null, dataVersion: '' } as const;

async function readOwn(uri: vscode.Uri): Promise<ListedClaim> {
  const place = uri.toString();
  const facts = { key: place, uri, file: fileName(uri.path) };
  try {
    const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === place);
    const text = open?.getText() ?? decodeText(await vscode.workspace.fs.readFile(uri));
    const claim = listed(facts, text);
    const data = dataFileOf(claim.claim, uri);
    return data ? { ...claim, data, dataVersion: await versionOf(data) } : claim;
  } catch (error) {
    return {
      ...facts,
      ...noData,
      text: '',
      claim: null,
      sheet: null,
      faults: [`${facts.file}: ${messageOf(error)}`],
    };
  }
}

function listed(facts: Pick<ListedClaim, 'key' | 'uri' | 'file'>, text: string): ListedClaim {
  const { claim, faults } = parseClaim(text);
  if (claim) return { ...facts, ...noData, text, claim, sheet: sheetOf(claim), faults: [] };
  const { file } = facts;
  const told = faults.length > 0 ? describeFaults(file, faults, text) : `${file}: it is empty`;
  return { ...facts, ...noData, text, claim: null, sheet: null, faults: [told] };
}

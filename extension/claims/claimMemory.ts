/**
 * What came of tests, in all windows: the verdicts in the extension's global state, one for each claim, and the curves in files
 * of its storage. What was found of another text of the claim, or of another CSV file, is forgotten.
 */

import * as vscode from 'vscode';
import * as z from 'zod';
import type { ClaimOutcome, TestedClaim } from '../../core/claims/claimSheet.ts';
import { messageOf } from '../../core/messageOf.ts';
import { textHash } from '../../core/textHash.ts';
import { log } from '../log.ts';
import type { ListedClaim } from './claimShelf.ts';

const told = z.number().nullable();

const keptSchema = z.object({
  hash: z.string(),
  outcome: z.object({
    verdict: z.enum(['reproduced', 'not reproduced', 'not established']),
    measured: told,
    words: z.string(),
    interval: z.tuple([z.number(), z.number()]).nullable(),
    samples: z.array(told),
    isAsWritten: z.boolean(),
  }),
});

/** What is drawn of the runs of a claim. */
type Pictures = Omit<TestedClaim, 'outcome'>;

const none: Pictures = { picture: null, sharpness: null };

type Claimed = Pick<ListedClaim, 'key' | 'text' | 'dataVersion'>;

export class ClaimMemory {
  readonly #memory: vscode.Memento;
  readonly #folder: vscode.Uri;

  /** @param folder Of the curves; may not exist yet. */
  constructor(memory: vscode.Memento, folder: vscode.Uri) {
    this.#memory = memory;
    this.#folder = folder;
  }

  outcomeOf(claim: Claimed): ClaimOutcome | null {
    const kept = keptSchema.safeParse(this.#memory.get(keyOf(claim.key)));
    return kept.success && kept.data.hash === versionHash(claim) ? kept.data.outcome : null;
  }

  /** None where there are none, or they can't be read. */
  async picturesOf(claim: Claimed): Promise<Pictures> {
    if (!this.outcomeOf(claim)) return none;
    try {
      const bytes = await vscode.workspace.fs.readFile(this.#fileOf(claim));
      const { hash, picture = null, sharpness = null } = JSON.parse(new TextDecoder().decode(bytes));
      return hash === versionHash(claim) ? { picture, sharpness } : none;
    } catch (error) {
      log.debug(`claims: no curves of ${claim.key}: ${messageOf(error)}`);
      return none;
    }
  }

  async keep(claim: Claimed, { outcome, ...pictures }: TestedClaim): Promise<void> {
    const hash = versionHash(claim);
    const bytes = new TextEncoder().encode(JSON.stringify({ hash, ...pictures }));
    await Promise.resolve(vscode.workspace.fs.writeFile(this.#fileOf(claim), bytes)).catch((error) =>
      log.warn(`claims: the curves of ${claim.key} can't be kept: ${messageOf(error)}`),
    );
    await this.#memory.update(keyOf(claim.key), { hash, outcome });
  }

  #fileOf({ key }: Pick<Claimed, 'key'>): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, `${textHash(key).slice(0, 32)}.json`);
  }
}

/** One for each claim: windows don't write over what others know of further ones. */
function keyOf(key: string): string {
  return `claim ${key}`;
}

/** Of all that the outcome depends on. */
function versionHash({ text, dataVersion }: Claimed): string {
  return textHash(dataVersion === '' ? text : `${text}\n${dataVersion}`);
}

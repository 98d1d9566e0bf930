/** The Claims Lab: which claims there are, what came of them, and the page that shows one. */
import * as vscode from 'vscode';
import * as z from 'zod';
import { messageOf } from '../../core/messageOf.ts';
import {
  type FromClaims,
  fromClaimsSchema,
  type ShownClaim,
  type ToClaims,
} from '../../core/protocol/claims.ts';
import type { Backend } from '../backend/backend.ts';
import { claimsType, contextKeys, viewIds } from '../ids.ts';
import { log } from '../log.ts';
import { EditorPage, type PageKind, type Wanted } from '../panel/editorPage.ts';
import { claimsHtml } from '../panel/html.ts';
import { showInformation } from '../shown/messages.ts';
import { showProgress } from '../shown/progress.ts';
import { ClaimMemory } from './claimMemory.ts';
import { type ClaimChange, ClaimRuns } from './claimRuns.ts';
import { ClaimShelf, claimEnding, type ListedClaim } from './claimShelf.ts';
import { claimText, groupText } from './claimTexts.ts';
import { type ClaimRow, inOrderOfRows, itemOf, membersOf, rowsUnder } from './claimTree.ts';

const stateSchema = z.object({ claim: z.string() });

type ClaimRequest = Wanted<FromClaims>;

const pageKind: PageKind<ClaimRequest> = {
  ...{ name: 'claims', type: claimsType, title: 'Claims Lab' },
  ...{ schema: fromClaimsSchema, html: claimsHtml },
};

export interface ClaimLabParts {
  readonly backend: () => Promise<Pick<Backend, 'testClaim'>>;
  /** Where the extension is. */
  readonly extension: vscode.Uri;
  /** Where it may keep files, for all windows. */
  readonly storage: vscode.Uri;
  /** Of all windows. */
  readonly memory: vscode.Memento;
}

export class ClaimLab implements vscode.Disposable {
  readonly #shelf: ClaimShelf;
  readonly #memory: ClaimMemory;
  readonly #runs: ClaimRuns;
  readonly #page: EditorPage<ToClaims, ClaimRequest>;
  /** Tells that rows say something else. */
  readonly #tell: () => void;
  readonly #subscriptions: vscode.Disposable;
  #all: Promise<readonly ListedClaim[]> | undefined;
  /** Of the CSV files that claims are about. */
  readonly #data = new Map<string, vscode.Disposable>();
  /** The key of the claim on the page. */
  #shown: string | null = null;
  /** What is sent late, when more was sent since, is not sent. */
  #sent = 0;

  /** @param tell Told when rows say something else. */
  constructor({ backend, extension, storage, memory }: ClaimLabParts, tell: () => void) {
    this.#tell = tell;
    this.#shelf = new ClaimShelf(vscode.Uri.joinPath(extension, 'dist', 'data', 'claims.json'));
    this.#memory = new ClaimMemory(memory, vscode.Uri.joinPath(storage, 'claims'));
    this.#runs = new ClaimRuns({ backend, keep: (claim, tested) => this.#memory.keep(claim, tested) });
    this.#page = new EditorPage(extension, pageKind, {
      onMessage: (request) => void this.#onRequest(request).catch(report),
    });
    const files = vscode.workspace.createFileSystemWatcher(`**/*${claimEnding}`);
    const refresh = () => this.#refresh();
    this.#subscriptions = vscode.Disposable.from(
      files,
      ...[files.onDidCreate(refresh), files.onDidChange(refresh), files.onDidDelete(refresh)],
      this.#runs.onDidChange((change) => this.#onChange(change)),
      this.#runs,
      this.#page,
    );
  }

  async rowsUnder(parent: ClaimRow | null): Promise<ClaimRow[]> {
    return rowsUnder(parent, await this.#list());
  }

  async itemOf(row: ClaimRow): Promise<vscode.TreeItem> {
    if (row.kind === 'group') {
      const members = membersOf(row.name, await this.#list());
      return itemOf(
        row,
        groupText(
          row.name,
          members.map((claim) => this.#memory.outcomeOf(claim)),
        ),
      );
    }
    const claim = await this.#expect(row.key);
    return itemOf(row, claimText(claim, this.#runs.stateOf(row.key), this.#memory.outcomeOf(claim)));
  }

  /** The view, and on the page the claim that was there last or, at first, the first one. */
  async open(): Promise<void> {
    this.#page.show(true);
    await this.#send();
    await vscode.commands.executeCommand(`${viewIds.claims}.focus`);
  }

  /** After a reload of the window. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const known = stateSchema.safeParse(state);
    if (known.success) this.#shown = known.data.claim;
    this.#page.attach(panel);
  }

  async show(key: string): Promise<void> {
    this.#shown = key;
    this.#page.show(true);
    await this.#send();
  }

  /** @param key Default: the claim on the page. @throws {Error} if there is none, or its file has faults. */
  async run(key = this.#shown): Promise<void> {
    if (key === null) throw new Error('No claim is on the page. Choose one in the view Claims.');
    // As it is in the editor now, saved or not.
    this.#all = undefined;
    const claim = await this.#expect(key);
    if (!claim.claim) throw new Error(`${claim.faults.join(' ')} Correct the file and run it again.`);
    await this.show(key);
    await this.#runs.run(claim);
  }

  async runAll(): Promise<void> {
    this.#all = undefined;
    const all = (await this.#list()).filter(({ claim }) => claim !== null);
    let isCancelled = false;
    const cancel = () => {
      isCancelled = true;
      this.cancel();
    };
    await showProgress('Testing claims', cancel, async (progress) => {
      const runs = all.map((claim) => this.#runs.run(claim));
      for (const [done, run] of runs.entries()) {
        progress(done / all.length, all[done]?.sheet?.title);
        await run;
      }
    });
    if (!isCancelled) void showInformation(await this.#summary());
  }

  /** @param key Default: all that go on or wait. */
  cancel(key?: string): void {
    this.#runs.cancel(key);
  }

  /** A person's own file; of a claim that ships a copy, to change and to save. */
  async openFile(key = this.#shown): Promise<void> {
    if (key === null) return;
    const { uri, text } = await this.#expect(key);
    const document = await (uri
      ? vscode.workspace.openTextDocument(uri)
      : vscode.workspace.openTextDocument({ language: 'jsonc', content: text }));
    await vscode.window.showTextDocument(document);
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const watcher of this.#data.values()) watcher.dispose();
  }

  #list(): Promise<readonly ListedClaim[]> {
    this.#all ??= this.#shelf.list().then((all) => {
      this.#follow(all);
      return inOrderOfRows(all);
    });
    return this.#all;
  }

  /** A verdict counts as long as the CSV file is the one that it is of. */
  #follow(all: readonly ListedClaim[]): void {
    const files = new Map(all.flatMap(({ data }) => (data ? [[data.toString(), data]] : [])));
    for (const [place, watcher] of this.#data) {
      if (files.has(place)) continue;
      watcher.dispose();
      this.#data.delete(place);
    }
    for (const [place, file] of files) {
      if (this.#data.has(place)) continue;
      const name = file.path.slice(file.path.lastIndexOf('/') + 1);
      const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(file, '..'), name);
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      const refresh = () => this.#refresh();
      for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) event(refresh);
      this.#data.set(place, watcher);
    }
  }

  async #expect(key: string): Promise<ListedClaim> {
    const found = (await this.#list()).find((claim) => claim.key === key);
    if (found) return found;
    throw new Error('This claim is not there. Save its file in the folder that is open, and run it then.');
  }

  #refresh(): void {
    this.#all = undefined;
    this.#tell();
    void this.#send();
  }

  #onChange({ key, isProgress }: ClaimChange): void {
    const state = this.#runs.stateOf(key);
    if (isProgress) {
      if (key === this.#shown && state.kind === 'running')
        this.#page.post({ type: 'progress', share: state.share });
      return;
    }
    void vscode.commands.executeCommand('setContext', contextKeys.testingClaims, this.#runs.isBusy);
    this.#tell();
    if (key === this.#shown) void this.#send();
  }

  async #onRequest(request: ClaimRequest): Promise<void> {
    if (request.type === 'ready') await this.#send();
    else if (request.type === 'run') await this.run();
    else if (request.type === 'cancel') this.cancel(this.#shown ?? undefined);
    else if (request.type === 'openFile') await this.openFile();
    else {
      const all = await this.#list();
      const next = all[all.findIndex(({ key }) => key === this.#shown) + request.by];
      if (next) await this.show(next.key);
    }
  }

  async #send(): Promise<void> {
    if (!this.#page.isOpen) return;
    this.#sent += 1;
    const sent = this.#sent;
    const message = await this.#message();
    if (message && sent === this.#sent) this.#page.post(message);
  }

  async #message(): Promise<ShownClaim | null> {
    const all = await this.#list();
    this.#shown ??= all[0]?.key ?? null;
    const key = this.#shown;
    if (key === null) return null;
    const place = all.findIndex((claim) => claim.key === key);
    const claim = all[place];
    const gone = 'Its file is not there any more. Choose another claim in the view Claims.';
    return {
      ...{ type: 'claim', key, file: claim?.file ?? '', isOwn: Boolean(claim?.uri) },
      sheet: claim?.sheet ?? null,
      faults: claim?.faults ?? [gone],
      state: this.#runs.stateOf(key),
      outcome: claim ? this.#memory.outcomeOf(claim) : null,
      ...(claim ? await this.#memory.picturesOf(claim) : { picture: null, sharpness: null }),
      ...{ number: place + 1, count: all.length },
    };
  }

  /** `32 claims: 21 reproduced, 8 not reproduced, 3 not established.` */
  async #summary(): Promise<string> {
    const outcomes = (await this.#list()).map((claim) => this.#memory.outcomeOf(claim));
    const count = (verdict: string | undefined) =>
      outcomes.filter((outcome) => outcome?.verdict === verdict).length;
    const verdicts = (['reproduced', 'not reproduced', 'not established'] as const).map(
      (verdict) => `${count(verdict)} ${verdict}`,
    );
    const open = count(undefined);
    const rest = open > 0 ? `, ${open} could not be tested` : '';
    return `${outcomes.length} claims: ${verdicts.join(', ')}${rest}.`;
  }
}

function report(error: unknown): void {
  log.error(`claims: ${messageOf(error)}`);
}

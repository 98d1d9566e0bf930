/**
 * The lessons that ship. A person works in a copy of their own, in the extension's storage, which keeps what they write. A
 * copy that nobody has changed follows the lesson that ships.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as vscode from 'vscode';
import type { LessonFacts } from '../../core/lesson/lesson.ts';
import { parseLesson } from '../../core/lesson/parseLesson.ts';

const ending = '.lesson.md';

/** Under it all windows remember what copies said when they were made. */
const copiesKey = 'lessonCopies';

interface ShippedLesson extends LessonFacts {
  /** Its file's name. */
  readonly name: string;
}

export interface ShelfPlaces {
  /** The folder of the lessons that ship. */
  readonly shipped: vscode.Uri;
  /** The folder of people's copies. */
  readonly copies: vscode.Uri;
  readonly memory: vscode.Memento;
}

export class LessonShelf {
  readonly #places: ShelfPlaces;

  constructor(places: ShelfPlaces) {
    this.#places = places;
  }

  /** In the order of their numbers. */
  async list(): Promise<ShippedLesson[]> {
    const { fs } = vscode.workspace;
    const entries = await fs.readDirectory(this.#places.shipped);
    const names = entries.map(([name]) => name).filter((name) => name.endsWith(ending));
    const read = names.map(async (name) => {
      const bytes = await fs.readFile(vscode.Uri.joinPath(this.#places.shipped, name));
      return { name, ...parseLesson(new TextDecoder().decode(bytes)).facts };
    });
    return (await Promise.all(read)).toSorted((a, b) => (a.number ?? 1000) - (b.number ?? 1000));
  }

  /** Shows the person's copy of a lesson. */
  async open({ name }: ShippedLesson): Promise<void> {
    const copy = await this.#copyOf(name);
    await vscode.window.showNotebookDocument(await vscode.workspace.openNotebookDocument(copy));
  }

  async #copyOf(name: string): Promise<vscode.Uri> {
    const { fs } = vscode.workspace;
    const { shipped, copies, memory } = this.#places;
    const copy = vscode.Uri.joinPath(copies, name);
    const bytes = await fs.readFile(vscode.Uri.joinPath(shipped, name));
    const known = memory.get<Readonly<Record<string, string>>>(copiesKey) ?? {};
    const there = await Promise.resolve(fs.readFile(copy)).catch(() => null);
    if (there && hashOf(there) !== known[name]) return copy;
    await fs.writeFile(copy, bytes);
    await memory.update(copiesKey, { ...known, [name]: hashOf(bytes) });
    return copy;
  }
}

function hashOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/**
 * The lessons that ship. A person works in a copy of their own, in the extension's storage, which keeps what they write. A
 * copy that nobody has changed follows the lesson that ships.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as vscode from 'vscode';
import * as z from 'zod';
import { messageOf } from '../../core/messageOf.ts';

export const lessonEnding = '.lesson.md';

/** Under it all windows remember what copies said when they were made. */
const copiesKey = 'lessonCopies';

const namesSchema = z.array(z.string());

export interface ShelfPlaces {
  /** The folder of the lessons that ship. */
  readonly shipped: vscode.Uri;
  /** The file that has the names of those in it. */
  readonly list: vscode.Uri;
  /** The folder of people's copies. */
  readonly copies: vscode.Uri;
  readonly memory: vscode.Memento;
}

/** A lesson that can be opened. */
export interface ReadyLesson {
  readonly uri: vscode.Uri;
  /** Why it is no copy that keeps what the person writes; null where it is one. */
  readonly fault: string | null;
}

export class LessonShelf {
  readonly #places: ShelfPlaces;

  constructor(places: ShelfPlaces) {
    this.#places = places;
  }

  /**
   * The names of the files that ship. Over HTTP, from where a browser has them, no folder can be read: the build lists them.
   * @throws {Error} if neither their folder nor the list can be read.
   */
  async names(): Promise<readonly string[]> {
    const { shipped, list } = this.#places;
    const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(shipped)).catch(() => null);
    const names = entries
      ? entries.map(([name]) => name)
      : namesSchema.parse(JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(list))));
    return names.filter((name) => name.endsWith(lessonEnding));
  }

  /** Where the person's copy is, or will be. */
  placeOf(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#places.copies, name);
  }

  /** What a lesson says: the person's copy or, before there is one, what ships. */
  async read(name: string): Promise<Uint8Array> {
    return (await this.#copy(name)) ?? this.#shipped(name);
  }

  /** What ships, where a file is that or the copy of it; null for all other files. */
  async shippedFor(uri: vscode.Uri): Promise<Uint8Array | null> {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    return this.placeOf(name).toString() === this.placeFor(uri).toString()
      ? this.#shipped(name).catch(() => null)
      : null;
  }

  /** Where the person's copy of a file is; the file itself where it is none that ships. */
  placeFor(uri: vscode.Uri): vscode.Uri {
    const { shipped, copies } = this.#places;
    const [from, text] = [`${shipped.toString()}/`, uri.toString()];
    return text.startsWith(from) ? vscode.Uri.joinPath(copies, uri.path.slice(shipped.path.length + 1)) : uri;
  }

  /** Makes the person's copy, where it isn't there or nobody has changed it. Where it can't be written there is what ships, to read and to run. */
  async ready(name: string): Promise<ReadyLesson> {
    const copy = this.placeOf(name);
    const { memory } = this.#places;
    const bytes = await this.#shipped(name);
    const known = memory.get<Readonly<Record<string, string>>>(copiesKey) ?? {};
    const there = await this.#copy(name);
    if (there && hashOf(there) !== known[name]) return { uri: copy, fault: null };
    try {
      await vscode.workspace.fs.writeFile(copy, bytes);
      await memory.update(copiesKey, { ...known, [name]: hashOf(bytes) });
    } catch (error) {
      return { uri: vscode.Uri.joinPath(this.#places.shipped, name), fault: messageOf(error) };
    }
    return { uri: copy, fault: null };
  }

  async #shipped(name: string): Promise<Uint8Array> {
    return vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.#places.shipped, name));
  }

  #copy(name: string): Promise<Uint8Array | null> {
    return Promise.resolve(vscode.workspace.fs.readFile(this.placeOf(name))).catch(() => null);
  }
}

function hashOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

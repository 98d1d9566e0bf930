/** The files of a person's folders as a browser has them: by addresses, each read as a whole. */

export interface PlaceFacts {
  readonly kind: 'file' | 'folder' | 'other';
  /** Whether it is a link to what it seems to be. */
  readonly isLink: boolean;
  readonly size: number;
  /** In milliseconds since 1970. */
  readonly changedAt: number;
}

export interface WebFiles {
  /** null: there is none. @throws {Error} with the reason as a clause. */
  look(place: string): Promise<PlaceFacts | null>;
  /** @throws {Error} with the reason as a clause. */
  read(place: string): Promise<Uint8Array<ArrayBuffer>>;
  /** What is in a folder; a link is `other`. @throws {Error} with the reason as a clause. */
  list(folder: string): Promise<readonly { readonly name: string; readonly kind: PlaceFacts['kind'] }[]>;
}

/**
 * Bytes. A file is in memory as a whole, in the window's thread and in one that reads it.
 * @internal
 */
export const largestFile = 2 ** 28;

/** Why a file isn't read where it is too large; null where it isn't. */
export function sizeFault({ size }: Pick<PlaceFacts, 'size'>): string | null {
  if (size <= largestFile) return null;
  const [is, most] = [size, largestFile].map((bytes) => `${Math.ceil(bytes / 2 ** 20)} MiB`);
  return `${is} — expected at most ${most} in a browser, which has the whole file in memory: VS Code on a desktop reads larger ones`;
}

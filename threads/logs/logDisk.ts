/** Files as whoever follows logs sees them, by their places: paths on a disk, or addresses where a browser has them. */

type FileKind = 'file' | 'folder' | 'other';

export interface FileFacts {
  readonly kind: FileKind;
  /** In bytes. */
  readonly size: number;
  /** In milliseconds of Unix time. */
  readonly changedAt: number;
  /** By which the file system knows it: another file in its place has another. 0 where there are none. */
  readonly number: number;
}

export interface OpenedFile {
  readonly facts: FileFacts;
  /** @returns bytes, fewer at the end of the file, that the next reading may overwrite. */
  read(at: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** All throw an Error whose message is the reason as a clause. */
export interface LogDisk {
  /** null: there is none. */
  look(place: string): Promise<FileFacts | null>;
  /** null: there is none. */
  open(place: string): Promise<OpenedFile | null>;
  /** What is in a folder; a link is `other`. */
  list(folder: string): Promise<readonly { readonly name: string; readonly kind: FileKind }[]>;
  /** The place of what is in a folder. @param path With slashes between its parts. */
  placeIn(folder: string, path: string): string;
  /** The parts of a place, as people read them. */
  partsOf(place: string): readonly string[];
}

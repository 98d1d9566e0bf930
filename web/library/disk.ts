/** Where a browser keeps files for the extension: a folder that may not exist yet, of files by their names. */
export interface Disk {
  /** Of the folder, or of one in it; none where there is no such folder. */
  list(folder?: string): Promise<readonly FileFacts[]>;
  /** null: there is none. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** In place of what is there. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Nothing happens where there is none. */
  remove(name: string): Promise<void>;
  /** @throws {Error} if there is none. */
  rename(from: string, to: string): Promise<void>;
}

export interface FileFacts {
  readonly name: string;
  readonly bytes: number;
  /** In milliseconds since 1970. */
  readonly changedAt: number;
}

/** Files that are on no disk, as in a virtual workspace. */
import * as vscode from 'vscode';

export class MemoryFiles implements vscode.FileSystemProvider {
  readonly #files = new Map<string, { readonly bytes: Uint8Array; readonly changed: number }>();
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changes.event;
  /** How often each path was written. */
  readonly written: string[] = [];

  put({ path }: vscode.Uri, text: string): void {
    this.#files.set(path, { bytes: new TextEncoder().encode(text), changed: Date.now() });
  }

  textOf({ path }: vscode.Uri): string {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.#files.get(path)?.bytes);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const file = this.#files.get(uri.path);
    if (file) return { type: vscode.FileType.File, ctime: 0, mtime: file.changed, size: file.bytes.length };
    const isFolder = [...this.#files.keys()].some((path) => path.startsWith(uri.path));
    if (isFolder) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const file = this.#files.get(uri.path);
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file.bytes;
  }

  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    this.#files.set(uri.path, { bytes, changed: Date.now() });
    this.written.push(uri.path);
    this.#changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    const folder = path.endsWith('/') ? path : `${path}/`;
    return [...this.#files.keys()]
      .filter((each) => each.startsWith(folder) && !each.slice(folder.length).includes('/'))
      .map((each) => [each.slice(folder.length), vscode.FileType.File]);
  }

  createDirectory(): void {}

  delete({ path }: vscode.Uri): void {
    this.#files.delete(path);
  }

  rename(from: vscode.Uri, to: vscode.Uri): void {
    this.put(to, this.textOf(from));
    this.delete(from);
  }
}

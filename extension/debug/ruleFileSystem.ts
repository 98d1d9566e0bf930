/** The file system of `ruleDocuments.ts`, to read from. Light: what knows the texts is loaded with the first document. */
import * as vscode from 'vscode';

/** @param read Gives the text of a place. */
export function ruleFileSystem(read: (uri: vscode.Uri) => Promise<string>): vscode.FileSystemProvider {
  const bytesOf = async (uri: vscode.Uri) => new TextEncoder().encode(await read(uri));
  const refuse = (uri: vscode.Uri): never => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  return {
    // Nothing here ever changes.
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => ({ dispose() {} }),
    async stat(uri) {
      const { length: size } = await bytesOf(uri);
      return { type: vscode.FileType.File, ctime: 0, mtime: 0, size };
    },
    readFile: bytesOf,
    readDirectory: () => [],
    ...{ createDirectory: refuse, writeFile: refuse, delete: refuse, rename: refuse },
  };
}

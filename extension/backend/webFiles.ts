/** The files of folders that are open, as VS Code has them in a browser. */
import * as vscode from 'vscode';
import type { PlaceFacts, WebFiles } from '../../web/files/webFiles.ts';

export function webFiles(): WebFiles {
  const { fs } = vscode.workspace;
  return {
    async look(place) {
      try {
        const { type, size, mtime } = await fs.stat(vscode.Uri.parse(place));
        const isLink = (type & vscode.FileType.SymbolicLink) !== 0;
        return { kind: kindOf(type), isLink, size, changedAt: mtime };
      } catch (error) {
        if (codeOf(error) === 'FileNotFound') return null;
        throw reasonOf(error);
      }
    },
    async read(place) {
      try {
        return new Uint8Array(await fs.readFile(vscode.Uri.parse(place)));
      } catch (error) {
        throw reasonOf(error);
      }
    },
    async list(folder) {
      try {
        const entries = await fs.readDirectory(vscode.Uri.parse(folder));
        return entries.map(([name, type]) => ({
          name,
          kind: type & vscode.FileType.SymbolicLink ? 'other' : kindOf(type),
        }));
      } catch (error) {
        throw reasonOf(error);
      }
    },
  };
}

function kindOf(type: vscode.FileType): PlaceFacts['kind'] {
  if (type & vscode.FileType.File) return 'file';
  return type & vscode.FileType.Directory ? 'folder' : 'other';
}

const codeOf = (error: unknown) => (error instanceof vscode.FileSystemError ? error.code : '');

/** Words for the usual codes. */
const reasons: Readonly<Record<string, string>> = {
  FileNotFound: 'no such file',
  FileNotADirectory: 'no such file',
  FileIsADirectory: 'a folder',
  NoPermissions: 'no permission to read it',
  Unavailable: 'its file system can’t be reached',
};

function reasonOf(error: unknown): Error {
  const said = error instanceof Error ? error.message : String(error);
  return new Error(reasons[codeOf(error)] ?? said);
}

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sampleFolder } from './paths.mjs';
import { onExit } from './processes.mjs';

/** A fresh folder that goes away with this process. */
export function scratchFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'optimizer-playground-'));
  onExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** What a VS Code under test gets: a folder for its own data, and a copy of the sample workspace to write into. */
export function testFolders() {
  const folder = scratchFolder();
  const workspace = path.join(folder, 'workspace');
  cpSync(sampleFolder, workspace, { recursive: true });
  return { workspace, dataFolder: path.join(folder, 'data') };
}

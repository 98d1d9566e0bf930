/** Starts one VS Code server with the packaged extension installed, for all e2e files of a run. */
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { installExtension, startServer } from '../../scripts/host/server.mjs';
import { vsixFile } from '../../scripts/tools/paths.mjs';
import { scratchFolder } from '../../scripts/tools/scratch.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the workbench is, without a folder. */
    address: string;
    /** Settings, logs and installed extensions of the server. */
    dataFolder: string;
    /** For what tests write. */
    scratch: string;
  }
}

export async function setup(project: TestProject) {
  const scratch = scratchFolder();
  const dataFolder = path.join(scratch, 'data');
  await installExtension(vsixFile, dataFolder);
  const server = await startServer({ dataFolder });
  project.provide('address', server.address());
  project.provide('dataFolder', dataFolder);
  project.provide('scratch', scratch);
  return server.end;
}

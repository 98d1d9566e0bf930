/** Starts one VS Code server with the packaged extension installed, for all e2e files of a run. */
import type { TestProject } from 'vitest/node';
import { installExtension, startServer } from '../../scripts/host/server.mjs';
import { vsixFile } from '../../scripts/tools/paths.mjs';
import { testFolders } from '../../scripts/tools/scratch.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the workbench is, with the workspace open. */
    address: string;
    /** Settings, logs and installed extensions of the server. */
    dataFolder: string;
    /** A copy of the sample workspace, which tests may write into. */
    workspace: string;
  }
}

export async function setup(project: TestProject) {
  const { workspace, dataFolder } = testFolders();
  await installExtension(vsixFile, dataFolder);
  const server = await startServer({ dataFolder });
  project.provide('address', server.address(workspace));
  project.provide('dataFolder', dataFolder);
  project.provide('workspace', workspace);
  return server.end;
}

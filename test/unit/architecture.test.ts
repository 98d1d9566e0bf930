import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inRoot } from '../../scripts/tools/paths.mjs';
import { binary } from '../../scripts/tools/processes.mjs';

/** What must not be written, each in a file of its own, and who refuses it. */
const trespasses = [
  ['core/document.ts', 'export const title = document.title;', 'compiler'],
  ['core/window.ts', 'export const width = window.innerWidth;', 'compiler'],
  ['core/process.ts', 'export const here = process.cwd();', 'compiler'],
  ['core/timer.ts', 'setTimeout(() => {}, 1);', 'compiler'],
  ['core/console.ts', "console.log('');", 'compiler'],
  ['core/require.ts', "require('fs');", 'compiler'],
  ['core/fs.ts', "export { readFileSync } from 'fs';", 'compiler'],
  ['core/nodeFs.ts', "export { readFileSync } from 'node:fs';", 'linter'],
  ['core/vscodeWindow.ts', "import * as vscode from 'vscode';\nexport const a = vscode.window;", 'compiler'],
  ['node/vscodeWindow.ts', "import * as vscode from 'vscode';\nexport const a = vscode.window;", 'compiler'],
  [
    'webview/vscodeWindow.ts',
    "import * as vscode from 'vscode';\nexport const a = vscode.window;",
    'compiler',
  ],
  ['threads/process.ts', 'export const here = process.cwd();', 'compiler'],
  ['threads/document.ts', 'export const title = document.title;', 'compiler'],
  ['threads/worker.ts', "export const a = new Worker('a.js');", 'compiler'],
  ['web/process.ts', 'export const here = process.cwd();', 'compiler'],
  ['web/document.ts', 'export const title = document.title;', 'compiler'],
  ['web/vscodeWindow.ts', "import * as vscode from 'vscode';\nexport const a = vscode.window;", 'compiler'],
  ['threads/nodeFs.ts', "export { readFileSync } from 'node:fs';", 'linter'],
  ['threads/node.ts', "export { sharedNow } from '../node/threads/clock.ts';", 'linter'],
  ['threads/web.ts', "export { sharedNow } from '../web/threads/clock.ts';", 'linter'],
  ['web/nodeFs.ts', "export { readFileSync } from 'node:fs';", 'linter'],
  ['web/node.ts', "export { sharedNow } from '../node/threads/clock.ts';", 'linter'],
  ['web/extension.ts', "export { log } from '../extension/log.ts';", 'linter'],
  ['core/threads.ts', "export { Delivery } from '../threads/race/delivery.ts';", 'linter'],
  ['node/web.ts', "export { sharedNow } from '../web/threads/clock.ts';", 'linter'],
  ['extension/web.ts', "export { sharedNow } from '../web/threads/clock.ts';", 'linter'],
  ['extension/backend/webBackend.ts', "export { sharedNow } from '../../node/threads/clock.ts';", 'linter'],
  ['node/document.ts', 'export const title = document.title;', 'compiler'],
  ['core/vscode.ts', "export { window } from 'vscode';", 'linter'],
  ['core/deep/vscodeType.ts', "import type { Uri } from 'vscode';\nexport type A = Uri;", 'linter'],
  ['core/deep/extension.ts', "export { log } from '../../extension/log.ts';", 'linter'],
  ['core/webview.ts', "export { main } from '../webview/panel/main.ts';", 'linter'],
  ['webview/panel/vscode.ts', "export { window } from 'vscode';", 'linter'],
  ['webview/panel/nodeFs.ts', "export { readFileSync } from 'node:fs';", 'linter'],
  ['webview/panel/extension.ts', "export { log } from '../../extension/log.ts';", 'linter'],
  ['webview/shared/panel.ts', "export { words } from '../panel/words.ts';", 'linter'],
  [
    'webview/shared/chart/state.ts',
    "import type { A } from '../../panel/state.ts';\nexport type B = A;",
    'linter',
  ],
  ['webview/shared/messages.ts', "export { A } from '../../core/protocol/panel.ts';", 'linter'],
  ['webview/shared/vscode.ts', "export { window } from 'vscode';", 'linter'],
  ['webview/shared/nodeFs.ts', "export { readFileSync } from 'node:fs';", 'linter'],
  ['webview/shared/extension.ts', "export { log } from '../../extension/log.ts';", 'linter'],
  ['core/node.ts', "export { sharedNow } from '../node/threads/clock.ts';", 'linter'],
  ['node/vscode.ts', "export { window } from 'vscode';", 'linter'],
  ['node/extension.ts', "export { log } from '../extension/log.ts';", 'linter'],
  ['webview/panel/node.ts', "export { Scheduler } from '../../threads/race/scheduler.ts';", 'linter'],
  ['extension/node.ts', "export { sharedNow } from '../node/threads/clock.ts';", 'linter'],
  ['extension/nodeFs.ts', "export { readFileSync } from 'node:fs';", 'linter'],
  ['extension/webview.ts', "export { main } from '../webview/panel/main.ts';", 'linter'],
  ['extension/test.ts', "export { run } from '../test/host/index.ts';", 'linter'],
  ['scripts/core.mjs', "export { a } from '../core/allowed.ts';", 'linter'],
  ['scripts/generate/core.mjs', "export { a } from '../../core/allowed.ts';", 'linter'],
  ['scripts/generate/test.ts', "export { run } from '../../test/host/index.ts';", 'linter'],
] as const;

/** What must stay possible: a rule that refuses everything would pass the table above. */
const allowed = [
  ['core/deep/sibling.ts', "export { a } from '../allowed.ts';"],
  ['core/allowed.ts', 'export const a = Math.sqrt(2);'],
  ['scripts/generate/core.ts', "export { a } from '../../core/allowed.ts';"],
  ['webview/panel/core.ts', "export { a } from '../../core/allowed.ts';"],
  ['webview/shared/chart/scene.ts', "export { a } from '../../../core/allowed.ts';"],
  ['core/protocol/requests.ts', 'export const A = 1;'],
  ['webview/shared/requests.ts', "export { A } from '../../core/protocol/requests.ts';"],
  ['webview/panel/scene/scene.ts', "export { a } from '../../shared/chart/scene.ts';"],
  ['node/core.ts', "export { a } from '../core/allowed.ts';\nexport { readFileSync } from 'node:fs';"],
  [
    'extension/backend/nodeBackend.ts',
    "export { a } from '../../node/core.ts';\nexport { cpus } from 'node:os';",
  ],
  ['threads/core.ts', "export { a } from '../core/allowed.ts';\nsetTimeout(() => {}, 1);"],
  ['web/threads.ts', "export { a } from '../threads/core.ts';\nexport const b = new Blob([]);"],
  ['extension/backend/webDisk.ts', "export { a } from '../../web/threads.ts';"],
  ['extension/core.ts', "export { a } from '../core/allowed.ts';\nexport { window } from 'vscode';"],
] as const;

/** What the compiler checks. */
const projects = ['core', 'threads', 'node', 'web', 'webview'];

describe('architecture', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'architecture-'));
  let compiler = '';
  let linter = '';

  const run = (...command: string[]) => {
    const { stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' });
    return `${stdout}${stderr}`.replaceAll('\\', '/');
  };

  beforeAll(() => {
    const files = ['core/noVscode.d.ts', 'core/texts.d.ts', 'core/globals.d.ts', 'threads/globals.d.ts'];
    const settings = ['biome.json', 'tsconfig.base.json', ...files];
    for (const file of settings) cpSync(inRoot(file), path.join(folder, file), { recursive: true });
    for (const project of projects) {
      const { references: _, ...own } = JSON.parse(readFileSync(inRoot(project, 'tsconfig.json'), 'utf8'));
      mkdirSync(path.join(folder, project), { recursive: true });
      // Without references, core is compiled with whoever imports it.
      writeFileSync(path.join(folder, project, 'tsconfig.json'), JSON.stringify(own));
    }
    symlinkSync(inRoot('node_modules'), path.join(folder, 'node_modules'), 'junction');
    for (const [file, text] of [...trespasses, ...allowed]) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), `${text}\n`);
    }
    const options = ['--composite', 'false', '--noEmit', '--emitDeclarationOnly', 'false'];
    for (const project of projects)
      compiler += run(binary('typescript', 'tsc'), '--project', project, ...options);
    linter = run(binary('@biomejs/biome', 'biome'), 'lint', '--vcs-enabled=false', '--max-diagnostics=none');
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const complaints = {
    compiler: (file: string) => compiler.includes(`${file}(`),
    linter: (file: string) => new RegExp(`${file}:\\S+ lint/style/noRestrictedImports`).test(linter),
  };

  test.each(trespasses)('%s: %s is refused by the %s', (file, _text, by) => {
    expect(complaints[by](file)).toBe(true);
  });

  test.each(allowed)('%s is allowed', (file) => {
    expect(complaints.compiler(file) || complaints.linter(file)).toBe(false);
  });
});

/**
 * What the TextMate grammar makes of each text in this folder is in the snapshot beside it. After a change that is meant:
 * `npx vscode-tmgrammar-snap --updateSnapshot "test/unit/grammar/*.optimizer"`, and look at the difference.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { functionMeanings, keywordMeanings } from '../../../core/rule/language/words.ts';
import { inRoot, root } from '../../../scripts/tools/paths.mjs';
import { binary } from '../../../scripts/tools/processes.mjs';

const folder = 'test/unit/grammar';

test.each(['everything', 'unfinished'])('the scopes of %s are those of its snapshot', (name) => {
  const command = [binary('vscode-tmgrammar-test', 'vscode-tmgrammar-snap'), `${folder}/${name}.optimizer`];
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  expect(`${stdout}${stderr}`).not.toMatch(/Generating|Missing|ERROR/i);
  expect(status, stdout).toBe(0);
});

test('no text has another snapshot than its own', () => {
  for (const name of ['everything', 'unfinished']) {
    const read = (end: string) => readFileSync(inRoot(folder, `${name}.optimizer${end}`), 'utf8');
    const lines = read('.snap').split('\n');
    const shown = lines.filter((line) => line.startsWith('>')).map((line) => line.slice(1));
    expect(shown.join('\n').trimEnd()).toBe(read('').trimEnd());
  }
});

test('every word of the language is in the grammar', () => {
  const grammar = readFileSync(inRoot('extension/rules/optimizer.tmLanguage.json'), 'utf8');
  for (const word of [...Object.keys(functionMeanings), ...Object.keys(keywordMeanings)])
    expect(grammar).toMatch(new RegExp(`[(|b+]${word}[)|\\\\]`));
});

/** Lessons of a folder, checked without an editor. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkLessonFolder } from '../../../../node/exercises/checkLessonFolder.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lessons-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lesson = (problem: string) => `---
title: A
---

\`\`\`experiment race
{ "problem": ${problem}, "optimizers": [{ "optimizer": "sgd" }], "lr": [0.01], "epochs": 1 }
\`\`\`
`;
const write = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
};
const printed: string[] = [];
const check = (place = folder) => {
  printed.length = 0;
  return checkLessonFolder(place, inRoot('core', 'problems', 'data'), (finding) => printed.push(finding));
};

test('all lessons below it are run, on data that ships and in files of the folder', async () => {
  write('own.csv', 'a,b,y\n1,2,3\n2,1,4\n3,3,5\n4,1,6\n');
  write('2-own.lesson.md', lesson('{ "csv": "own.csv", "target": "y", "hidden": [], "validation": 0.25 }'));
  write('more/10-iris.lesson.md', lesson('{ "data": "iris", "hidden": [] }'));
  write('.git/a.lesson.md', 'no lesson');
  write('node_modules/a/a.lesson.md', 'no lesson');
  write('notes.md', 'no lesson');
  expect(await check()).toEqual({ lessons: 2, findings: [] });
});

test('what is wrong is a line each, with its file and place', async () => {
  write('10-b.lesson.md', '# B\n');
  write('2-a.lesson.md', lesson('{ "csv": "none.csv", "target": "y", "hidden": [] }'));
  const { findings } = await check();
  const place = (name: string) => path.relative(process.cwd(), path.join(folder, name));
  expect(findings).toEqual([
    expect.stringMatching(/:5:1: This can’t be run: .*none\.csv/),
    `${place('10-b.lesson.md')}:1:1: a lesson has no front matter — expected ---, title: … and --- at its beginning`,
  ]);
  expect(findings[0]?.startsWith(`${place('2-a.lesson.md')}:`)).toBe(true);
  expect(printed).toEqual(findings);
  expect((await check(path.join(folder, '10-b.lesson.md'))).findings).toHaveLength(1);
});

test('a folder that is not there is told', async () => {
  await expect(check(path.join(folder, 'none'))).rejects.toThrow('none');
  expect(await check()).toEqual({ lessons: 0, findings: [] });
});

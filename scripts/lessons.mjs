/**
 * Checks the lessons of a folder: `npm run lessons -- FOLDER`. Each cell is run, solutions pass, what learners begin with doesn't, and
 * questions have one answer. Prints `file:line:column: message` for what is wrong; then its exit code is 1.
 */
import path from 'node:path';
import { importBundled } from './tools/importBundled.mjs';
import { main } from './tools/main.mjs';
import { inRoot } from './tools/paths.mjs';

await main(import.meta, async () => {
  const [folder = inRoot('extension', 'lessons', 'content')] = process.argv.slice(2);
  const { checkLessonFolder } = await importBundled('node/exercises/checkLessonFolder.ts');
  const print = (/** @type {string} */ finding) => console.log(finding);
  const data = inRoot('core', 'problems', 'data');
  const { lessons, findings } = await checkLessonFolder(path.resolve(folder), data, print);
  if (lessons === 0) throw new Error(`${folder} has no lesson: their names end in .lesson.md.`);
  const checked = lessons === 1 ? '1 lesson' : `${lessons} lessons`;
  const wrong = findings.length === 1 ? '1 thing is wrong' : `${findings.length} things are wrong`;
  console.log(`${checked} checked: ${findings.length === 0 ? 'nothing is wrong' : wrong}.`);
  if (findings.length > 0) process.exitCode = 1;
});

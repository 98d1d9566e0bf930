/**
 * Checks the lessons of a folder: `npm run lessons -- FOLDER`. Each cell is run, solutions pass, what learners begin with doesn't, and
 * questions have one answer. Prints `file:line:column: message` for what is wrong; then its exit code is 1.
 */
import { callCli } from './tools/callCli.mjs';
import { main } from './tools/main.mjs';
import { inRoot } from './tools/paths.mjs';

await main(import.meta, async () => {
  const [folder = inRoot('extension', 'lessons', 'content')] = process.argv.slice(2);
  await callCli('lessons', folder);
});

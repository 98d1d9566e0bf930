import { readdirSync } from 'node:fs';
import { inRoot } from '../tools/paths.mjs';

const folder = 'core/optimizers';
export const optimizerTextsFile = `${folder}/texts.ts`;

/** `clipped-sgd` -> `clippedSgd`. @param {string} id */
const identifier = (id) => id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** The module that imports the text of every optimizer. What imports it can be bundled only after it is written. */
export function optimizerTexts() {
  const ids = readdirSync(inRoot(folder))
    .filter((name) => name.endsWith('.optimizer'))
    .map((name) => name.replace(/\.optimizer$/, ''))
    .sort();
  const entries = ids.map((id) => (id === identifier(id) ? id : `'${id}': ${identifier(id)}`));
  return [
    '/** The text of every optimizer of this folder. `npm run generate` writes this file. */',
    ...ids.map((id) => `import ${identifier(id)} from './${id}.optimizer';`),
    '',
    'export const texts = {',
    ...entries.map((entry) => `  ${entry},`),
    '};',
    '',
  ].join('\n');
}

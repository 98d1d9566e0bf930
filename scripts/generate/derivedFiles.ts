/** Every file that is derived from others, whole or in part. `npm run generate` writes them; a test says when one is stale. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { experimentJsonSchema } from './experimentJsonSchema.ts';
import { goldenFiles } from './goldenFiles.ts';
import { cellJsonSchema, claimJsonSchema } from './lessonJsonSchemas.ts';
import { withColors } from './manifest.ts';
import { reportThemesCss } from './reportThemesCss.ts';
import { runColorsCss } from './runColorsCss.ts';
import { withSettings } from './settingsTable.ts';
import { walkthroughPictures } from './walkthrough/pictures.ts';

/** What the compiler makes of each optimizer; everything in this folder is derived. */
export const goldenFolder = 'test/unit/golden/files';

/** Texts by path, seen from `root`, which has the parts of them that are written by hand. */
export async function derivedFiles(root: string): Promise<ReadonlyMap<string, string>> {
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
  const manifest = read('package.json');
  return new Map([
    ['package.json', withColors(manifest)],
    ['README.md', withSettings(read('README.md'), manifest)],
    ['extension/files/experiment.schema.json', json(experimentJsonSchema())],
    ['extension/lessons/cell.schema.json', json(cellJsonSchema())],
    ['extension/claims/claim.schema.json', json(claimJsonSchema())],
    ['webview/shared/styles/runColors.css', runColorsCss()],
    ['webview/report/styles/themes.css', reportThemesCss()],
    ...Array.from(
      await walkthroughPictures(),
      ([name, svg]) => [`extension/walkthrough/${name}`, svg] as const,
    ),
    ...goldenFiles().map(([file, text]) => [`${goldenFolder}/${file}`, text] as const),
  ]);
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** What is loaded while VS Code waits for the extension to start: all that takes long belongs to parts that come later. */
import esbuild from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { plans } from '../../../scripts/build.mjs';
import { bundles } from '../../../scripts/bundles.mjs';
import { filesOf, loadedAtStart } from '../../../scripts/tools/parts.mjs';

const file = 'dist/extension/extension.js';
let sources: (files: readonly string[]) => string[];
let all: string[];
let start: string[];

beforeAll(async () => {
  const plan = plans({ production: true, tests: false }).find(({ splitting }) => splitting);
  const { metafile } = await esbuild.build({ ...plan, metafile: true, write: false });
  sources = (files) => files.flatMap((each) => Object.keys(metafile.outputs[each]?.inputs ?? {}));
  all = filesOf(metafile);
  start = loadedAtStart(metafile, file);
});

describe.each([
  ['shapes of messages and files', /node_modules\/zod\//],
  ['the parser of JSON with comments', /node_modules\/jsonc-parser\//],
  ['the compiler of optimizers', /^core\/rule\//],
  ['the texts of optimizers', /\.optimizer$/],
  ['problems and data', /^core\/problems\//],
  ['the tutorial', /^core\/tutorial\//],
  ['what needs Node', /^node\//],
  ['the language of optimizers', /^extension\/rules\/(?!providers|legend|ruleMarks)/],
  ['what reads and runs lessons', /^(core\/lesson|extension\/lessons)\/(?!registerLessons|lessonCells)/],
  ['the Claims Lab', /^(core|extension)\/claims\/(?!registerClaims)/],
  ['the rows of the side bar', /^extension\/sidebar\//],
  ['the questions of Run Experiment', /^extension\/commands\/runExperiment\//],
])('%s', (_, pattern) => {
  test('are in a part that is loaded later', () => {
    expect(sources(start).filter((source) => pattern.test(source))).toEqual([]);
    expect(sources(all).filter((source) => pattern.test(source))).not.toEqual([]);
  });
});

test('the panel and the store are there from the start', () => {
  expect(sources(start)).toEqual(expect.arrayContaining(['core/race/store.ts', 'extension/panel/panel.ts']));
});

test('every part is in the folder that ships', () => {
  const folder = bundles.find((bundle) => bundle.file === file)?.parts;
  expect(folder).toBeDefined();
  const entries = bundles.flatMap((bundle) => (bundle.parts === folder ? bundle.file : []));
  expect(all.filter((each) => !(entries.includes(each) || each.startsWith(`${folder}/`)))).toEqual([]);
});

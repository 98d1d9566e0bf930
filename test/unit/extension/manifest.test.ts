import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mostThreads, parseLaunchConfiguration } from '../../../core/debug/launchConfiguration.ts';
import { tutorialRaces } from '../../../core/tutorial/races.ts';
import {
  claimsType,
  commandIds,
  contextKeys,
  debugType,
  formulasType,
  inspectorType,
  lessonOutput,
  lessonType,
  panelType,
  ruleLanguage,
  ruleScheme,
  runCellId,
  settings,
  viewIds,
  walkthroughId,
} from '../../../extension/ids.ts';
import { semanticModifiers, semanticTypes } from '../../../extension/rules/legend.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { bundles } from '../../../scripts/bundles.mjs';
import { contrastOf } from '../optimizers/colorDistance.ts';

const root = new URL('../../../', import.meta.url);
const { contributes } = manifest;
const ids: readonly string[] = [...Object.values(commandIds), runCellId];

/** Every string in `value` that is under one of `keys`, at any depth. */
function stringsUnder(keys: readonly string[], value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && keys.includes(key) ? [inner] : stringsUnder(keys, inner),
  );
}

test('commands are those of ids.ts', () => {
  expect(contributes.commands.map(({ command }) => command).sort()).toEqual(ids.toSorted());
});

test('menus, links and completion events name only commands that exist', () => {
  const named = JSON.stringify(contributes).matchAll(/(?:onCommand:|\(command:)(optimizerPlayground\.\w+)/g);
  const all = [...stringsUnder(['command'], contributes.menus), ...Array.from(named, ([, id]) => id)];
  expect(all.length).toBeGreaterThan(15);
  for (const id of all) expect(ids).toContain(id);
});

test('links start tutorial races that exist', () => {
  const races = JSON.stringify(contributes).matchAll(/runTutorialRace\?%22(.+?)%22/g);
  const ids = Array.from(races, ([, id]) => id);
  expect(ids.length).toBeGreaterThan(0);
  expect(tutorialRaces.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
});

test('the empty side bar offers every tutorial race', () => {
  const [welcome] = contributes.viewsWelcome;
  for (const { id } of tutorialRaces) expect(welcome?.contents).toContain(`runTutorialRace?%22${id}%22`);
});

test("the extension's own commands come before those that VS Code adds for its view", () => {
  const [container] = contributes.viewsContainers.activitybar;
  const added = [`${container?.title}: Focus on`, `View: Show ${container?.title}`];
  const own = contributes.commands.map(({ category, title }) => `${category}: ${title}`);
  // As the palette sorts what matches.
  const sorted = [...own, ...added].sort((a, b) => a.localeCompare(b));
  expect(sorted.slice(-added.length)).toEqual(added);
});

test('every step of the walkthrough has a button, and no text that VS Code shows as it is written', () => {
  for (const { description, title } of contributes.walkthroughs.flatMap(({ steps }) => steps)) {
    expect(description, title).toMatch(/\n\[[^\]]+\]\(command:[\w.]+(\?[^)]+)?\)$/);
    expect(description, title).not.toMatch(/[`*_]/);
  }
});

test('each step of the walkthrough is done by the command of its button, and by no other step’s', () => {
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  const buttons = steps.map(({ description }) => /\(command:([\w.]+)/.exec(description)?.[1]);
  expect(steps.map(({ completionEvents }) => completionEvents)).toEqual(
    buttons.map((command) => [`onCommand:${command}`]),
  );
  expect(new Set(buttons).size).toBe(5);
});

test('pictures of the walkthrough have no styles but attributes, which its page allows alone', () => {
  const folder = new URL('extension/walkthrough/', root);
  const pictures = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
  expect(pictures).toHaveLength(5);
  for (const svg of pictures) expect(svg).not.toMatch(/style|<script|href/);
});

test('experiments and claims are JSON with comments, and their schemas are those of files with these names', () => {
  const [language] = contributes.languages;
  expect(language).toEqual({ id: 'jsonc', filenamePatterns: ['*.experiment.json', '*.claim.json'] });
  const [schema, ofCells, ofClaims] = contributes.jsonValidation;
  expect([schema?.fileMatch, ofClaims?.fileMatch]).toEqual(language?.filenamePatterns);
  // Cells have the name of their lesson.
  expect(ofCells?.fileMatch).toBe(contributes.notebooks[0]?.selector[0]?.filenamePattern);
  expect(manifest.activationEvents).toContain('onLanguage:jsonc');
});

test('the language of optimizers has the kinds of tokens that its provider has', () => {
  const language = contributes.languages.find(({ id }) => id === ruleLanguage);
  expect(language).toMatchObject({ extensions: ['.optimizer'] });
  for (const each of contributes.grammars) expect(each.language).toBe(ruleLanguage);
  const usual = [
    'function',
    'keyword',
    'number',
    'comment',
    'string',
    'declaration',
    'modification',
    'readonly',
  ];
  const own = (ids: readonly string[]) => ids.filter((id) => !usual.includes(id)).sort();
  expect(contributes.semanticTokenTypes.map(({ id }) => id).sort()).toEqual(own(semanticTypes));
  expect(contributes.semanticTokenModifiers.map(({ id }) => id)).toEqual(own(semanticModifiers));
  const [scopes, ...others] = contributes.semanticTokenScopes;
  expect(others).toEqual([]);
  expect(scopes?.language).toBe(ruleLanguage);
  const selectors = Object.keys(scopes?.scopes ?? {});
  expect(selectors.map((selector) => selector.split('.')[0] ?? '').sort()).toEqual(own(semanticTypes));
});

test('the icon of optimizers is seen on light and dark: Light High Contrast takes the dark one', () => {
  const icons = contributes.languages.find(({ id }) => id === ruleLanguage)?.icon;
  const [light, dark] = [icons?.light, icons?.dark].map((file) => {
    const svg = readFileSync(new URL(file ?? expect.fail('expected an icon'), root), 'utf8');
    return /stroke="(#[0-9a-f]{6})"/.exec(svg)?.[1] ?? expect.fail('expected a colour');
  });
  expect(contrastOf(light ?? '', '#ffffff')).toBeGreaterThan(4.5);
  for (const ground of ['#ffffff', '#1f1f1f', '#000000'])
    expect(contrastOf(dark ?? '', ground)).toBeGreaterThan(3);
});

test('lessons are notebooks, and what draws their outputs is built', () => {
  expect(contributes.notebooks.map(({ type }) => type)).toEqual([lessonType]);
  const [renderer] = contributes.notebookRenderer;
  expect(renderer).toMatchObject({ id: lessonOutput.renderer, mimeTypes: [lessonOutput.mime] });
  expect(bundles.map(({ file }) => `./${file}`)).toContain(renderer?.entrypoint);
});

test('VS Code locks the group that the panel has to itself', () => {
  expect(contributes.configurationDefaults).toMatchObject({
    'workbench.editor.autoLockGroups': { [`mainThreadWebview-${panelType}`]: true },
  });
});

test('conditions name only keys and views of ids.ts', () => {
  const conditions = stringsUnder(['when', 'enablement'], contributes);
  const names = conditions.flatMap((condition) => condition.match(/optimizerPlayground\.\w+/g) ?? []);
  const setting = `${settings.section}.${settings.sweepQueue}`;
  const known: string[] = [...Object.values(contextKeys), ...Object.values(viewIds), setting];
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
  for (const key of Object.values(contextKeys)) expect(names).toContain(key);
});

test('the debugger is that of optimizers, and its configurations have the fields that are read', () => {
  expect(contributes.breakpoints).toEqual([{ language: ruleLanguage }]);
  const [only, ...others] = contributes.debuggers;
  expect([only?.type, only?.languages, others]).toEqual([debugType, [ruleLanguage], []]);
  for (const event of [`onDebugResolve:${debugType}`, `onDebugDynamicConfigurations:${debugType}`])
    expect(manifest.activationEvents).toContain(event);
  expect(manifest.activationEvents).toContain(`onFileSystem:${ruleScheme}`);
  const { properties } = only?.configurationAttributes.launch ?? expect.fail('expected attributes');
  const read = [
    { experiment: 'a', optimizer: 'b', run: 'c', stopOnEntry: false, step: 2, parameter: 0 },
    { race: 'd', runs: [1, 'c'] },
    { exercise: 'e' },
  ].map(parseLaunchConfiguration);
  expect(Object.keys(properties).sort()).toEqual(read.flatMap(Object.keys).sort());
  expect(properties.runs.maxItems).toBe(mostThreads);
  const written = [...(only?.initialConfigurations ?? []), ...(only?.configurationSnippets ?? [])];
  for (const each of written) {
    const { type, request, ...rest } = 'body' in each ? each.body : each;
    expect([type, request]).toEqual([debugType, 'launch']);
    expect(parseLaunchConfiguration(rest)).toMatchObject({ stopOnEntry: true });
  }
});

test('views, settings, walkthrough and panel are those of ids.ts', () => {
  const views = Object.values(contributes.views).flat();
  expect(views.map(({ id }) => id)).toEqual(Object.values(viewIds));
  const { section, ...names } = settings;
  expect(Object.keys(contributes.configuration.properties)).toEqual(
    Object.values(names).map((name) => `${section}.${name}`),
  );
  const [walkthrough] = contributes.walkthroughs;
  expect(`${manifest.publisher}.${manifest.name}#${walkthrough?.id}`).toBe(walkthroughId);
  for (const type of [panelType, formulasType, claimsType, inspectorType])
    expect(manifest.activationEvents).toContain(`onWebviewPanel:${type}`);
});

test('every file that is named exists and ships', () => {
  const files = [
    ...stringsUnder(['markdown', 'image', 'svg'], contributes.walkthroughs),
    ...stringsUnder(['icon'], contributes.viewsContainers),
    ...stringsUnder(['light', 'dark', 'configuration'], contributes.languages),
    ...stringsUnder(['path'], [contributes.grammars]),
    ...contributes.jsonValidation.map(({ url }) => url),
  ].map((file) => file.replace('./', ''));
  expect(files.length).toBe(13);
  const shipped = readFileSync(new URL('.vscodeignore', root), 'utf8').split('\n');
  for (const file of files) {
    expect(existsSync(new URL(file, root)), file).toBe(true);
    const folder = file.replace(/[^/]+$/, '');
    expect(
      shipped.some((line) => line.startsWith(`!${folder}`)),
      `${file} ships`,
    ).toBe(true);
  }
});

/** What GitHub would only say when the action runs. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { commands } from '../../../node/cli/commands.ts';
import { inRoot } from '../../../scripts/tools/paths.mjs';
import { action, actionText } from './actionFile.ts';

const { steps } = action.runs;
const uses = (pattern: RegExp) => new Set([...actionText.matchAll(pattern)].map((match) => match[1]));

test('the inputs that it uses are those that it has, and each is used', () => {
  expect(uses(/inputs\.([\w-]+)/g)).toEqual(new Set(Object.keys(action.inputs)));
});

test('outputs of steps are of steps before, and are written there', () => {
  for (const [, id = '', output = ''] of actionText.matchAll(/steps\.(\w+)\.outputs\.([\w-]+)/g)) {
    const step = steps.find((each) => each.id === id);
    expect(step, id).toBeDefined();
    if (step?.run) expect(step.run).toContain(`echo "${output}=`);
  }
});

test('no text of anybody’s becomes a part of a script: what comes from outside comes as a variable', () => {
  const scripts = steps.flatMap(({ run }) => run ?? []);
  expect(scripts.length).toBeGreaterThan(2);
  for (const script of scripts) expect(script).not.toContain('${{');
});

test('what scripts read is given to them, or is the runner’s', () => {
  for (const { run = '', env = {} } of steps) {
    const own = new Set([...run.matchAll(/\b(\w+)=/g)].map((match) => match[1]));
    for (const [, name = ''] of run.matchAll(/\$\{?([A-Za-z_]\w*)/g))
      expect(name in env || own.has(name) || /^(GITHUB|RUNNER)_/.test(name), name).toBe(true);
    for (const name of Object.keys(env).filter((each) => each !== 'GH_TOKEN'))
      expect(run).toContain(`$${name}`);
  }
});

test('every step with a script says its shell, as composite actions have to', () => {
  for (const { run, shell } of steps) expect(shell === undefined).toBe(run === undefined);
});

test('the actions of others are those of one commit', () => {
  const used = steps.flatMap((step) => step.uses ?? []);
  expect(used.length).toBeGreaterThan(0);
  for (const each of used) expect(each).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
});

test('the commands and options that it calls are there', () => {
  const called = [...actionText.matchAll(/node "\$program" (\S+)/g)].map((match) => match[1] ?? '');
  expect(called).toEqual(['compare-rules']);
  const script = steps.find(({ id }) => id === 'compare')?.run ?? '';
  const lines = script.split('\n').filter((line) => /options\+?=/.test(line));
  const options = [...lines.join(' ').matchAll(/--([\w-]+)/g)].map((match) => match[1] ?? '');
  expect(options.length).toBeGreaterThan(5);
  for (const option of options)
    expect(Object.keys(commands['compare-rules']?.options ?? {})).toContain(option);
  const { scripts } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  expect(scripts).toHaveProperty('package:cli');
});

test('its description lists all inputs with their defaults, and the workflow that it shows is one', () => {
  const text = readFileSync(inRoot('docs', 'github-action.md'), 'utf8');
  const [, table = ''] = text.split('## Inputs and outputs');
  const rows = [...table.matchAll(/^\| `([\w-]+)` +\| (.*?) +\|/gm)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  expect(rows.map(([name]) => name)).toEqual(Object.keys(action.inputs));
  for (const [name = '', value = ''] of rows) {
    const given = action.inputs[name]?.default ?? '';
    if (value.startsWith('`')) expect(given).toBe(value.replaceAll('`', ''));
    else expect(given === '' || given.startsWith('${{')).toBe(true);
  }
  const workflow = parse(/```yaml\n(.*?)```/s.exec(text)?.[1] ?? '');
  const step = workflow.jobs.compare.steps[1];
  for (const name of Object.keys(step.with)) expect(action.inputs).toHaveProperty(name);
  expect(workflow.permissions).toEqual({ contents: 'read', 'pull-requests': 'write' });
});

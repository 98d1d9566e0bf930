/** Commands on experiments with rules of people's own: run, repeat, save, compare, write a new one. */
import './loadedParts.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import type { Race } from '../../../core/race/race.ts';
import { createRace } from '../../../core/race/race.ts';
import { analyze } from '../../../core/rule/analyze.ts';
import { copyOf } from '../../../extension/ownRules/newOptimizer.ts';
import { half } from '../experiment/ownRules.ts';
import { waitFor } from '../waitFor.ts';
import {
  commands,
  experiment,
  file,
  keep,
  messages,
  openBeforeEach,
  run,
  scheduler,
  started,
  store,
} from './commandsWindow.ts';
import { person, screen } from './fake/screen.ts';
import { Range, Uri } from './fake/values.ts';
import { FakeDocument } from './fake/widgets.ts';

openBeforeEach();

const place = Uri.file('/workspace/half.optimizer');
const broken = half.replace('share * lr', 'shae * lr');
const withHalf = (change: object = {}) =>
  experiment({ optimizers: [{ optimizer: './half.optimizer' }, { optimizer: 'sgd' }], ...change });
const write = (text: string) => {
  screen.files[place.path] = Buffer.from(text);
};

beforeEach(() => {
  screen.folders = [{ name: 'workspace', uri: Uri.file('/workspace') }];
  write(half);
});

/** What was asked for last, as a race. */
function lastRace(id = 'own'): Race {
  const asked = scheduler.start.mock.calls.at(-1)?.[0] as Experiment | undefined;
  return createRace(asked ?? expect.fail('nothing was started'), { id, startedAt: 0 });
}

const ruleOfLast = () => lastRace().runs[0]?.spec.rule;

describe('an experiment file', () => {
  test('runs with the text of its rule, saved or not', async () => {
    await run('runFile', file(withHalf()));
    expect(ruleOfLast()).toMatchObject({ place: 'file:///workspace/half.optimizer', text: half });
    const document = new FakeDocument(place, half, 'optimizer');
    person.open(document);
    person.write(document, half.replace('0.5 in', '0.25 in'));
    await run('runFile', file(withHalf()));
    expect(ruleOfLast()?.text).toContain('0.25 in');
    expect(messages()).toEqual([]);
  });

  test('is refused where the rule does not compile, with a way to the place in it', async () => {
    write(broken);
    screen.press = (buttons) => buttons[0];
    await run('runFile', file(withHalf()));
    await waitFor(() => expect(screen.shown).toHaveLength(1));
    expect(started()).toEqual([]);
    expect(messages()).toEqual([
      [
        'error',
        expect.stringMatching(
          /^a\.experiment\.json: optimizers\[0\]\.optimizer = "\.\/half\.optimizer" — expected a rule that compiles: half\.optimizer:12:8 — unknown name 'shae'/,
        ),
        'Open half.optimizer',
        'Show Log',
      ],
    ]);
    expect(screen.shown).toEqual([{ path: place.path, selection: new Range(11, 7, 11, 11) }]);
  });

  test('is refused where there is no rule, with a way to the field', async () => {
    delete screen.files[place.path];
    screen.press = (buttons) => buttons[0];
    await run('runFile', file(withHalf()));
    await waitFor(() => expect(screen.shown).toHaveLength(1));
    expect(messages()[0]?.slice(1)).toEqual([
      expect.stringContaining('expected a file that is there'),
      'Open Experiment',
      'Show Log',
    ]);
    expect(screen.shown[0]?.path).toBe('/workspace/a.experiment.json');
  });
});

describe('run again', () => {
  beforeEach(async () => {
    await run('runFile', file(withHalf()));
    store.show({ ...lastRace(), phase: 'ended' });
  });

  test('takes the rule as it is now', async () => {
    write(half.replace('0.5 in', '0.25 in'));
    await run('runAgain');
    expect(ruleOfLast()?.text).toContain('0.25 in');
    expect(store.current?.runs[0]?.spec).toMatchObject({ rule: { text: half } });
  });

  test('takes the rule that the race has where the file is gone', async () => {
    delete screen.files[place.path];
    await run('runAgain');
    expect(ruleOfLast()?.text).toBe(half);
    expect(messages()).toEqual([]);
  });

  test('is refused where the rule does not compile any more', async () => {
    write(broken);
    await run('runAgain');
    expect(scheduler.start).toHaveBeenCalledTimes(1);
    expect(messages()[0]?.slice(1, 3)).toEqual([
      expect.stringContaining("unknown name 'shae'"),
      'Open half.optimizer',
    ]);
  });

  test('is so of one run, too', async () => {
    write(half.replace('0.5 in', '0.25 in'));
    keep(lastRace('kept'));
    await run('repeat', { race: 'kept', run: 0 });
    const race = lastRace();
    expect([race.runs.length, race.runs[0]?.spec.rule?.text]).toEqual([
      1,
      expect.stringContaining('0.25 in'),
    ]);
  });

  test('goes on after a reload without the file', async () => {
    delete screen.files[place.path];
    const race = lastRace('interrupted');
    for (const { record } of race.runs) record.end({ kind: 'interrupted' });
    store.show({ ...race, phase: 'ended' });
    await run('resumeRace');
    expect(scheduler.continueRace.mock.calls[0]?.[0].runs[0].spec.rule.text).toBe(half);
  });
});

describe('the experiment of a race', () => {
  beforeEach(async () => {
    await run('runFile', file(withHalf()));
    store.show({ ...lastRace(), phase: 'ended' });
    keep(lastRace('kept'));
  });
  const savedAt = (path: string) => JSON.parse(new TextDecoder().decode(screen.files[path]));

  test('is saved with the path of its rule from there', async () => {
    screen.saveAs = Uri.file('/workspace/deep/b.experiment.json');
    await run('saveExperiment');
    expect(screen.saveDialogs).toMatchObject([
      { defaultUri: { path: '/workspace/valley-half-sgd.experiment.json' } },
    ]);
    expect(savedAt('/workspace/deep/b.experiment.json').optimizers).toEqual([
      { optimizer: '../half.optimizer' },
      { optimizer: 'sgd' },
    ]);
  });

  test('is not saved where no path leads to its rule', async () => {
    screen.saveAs = Uri.file('/elsewhere/b.experiment.json');
    await run('saveExperiment');
    expect(screen.files['/elsewhere/b.experiment.json']).toBeUndefined();
    expect(messages()[0]?.[1]).toBe(
      'optimizers[0].optimizer = "./half.optimizer" — expected a place in the workspace folder of the rule, /workspace/half.optimizer',
    );
  });

  test('is opened and copied with paths alone', async () => {
    await run('openExperiment', { race: 'kept', run: null });
    expect(screen.documents.at(-1)?.getText()).toContain('"./half.optimizer"');
    expect(screen.documents.at(-1)?.getText()).not.toContain('"rule"');
    await run('copyAsJson', { race: 'kept', run: null });
    expect(screen.clipboard).not.toContain('"rule"');
    await run('copyAsJson', { race: 'kept', run: 0 });
    expect(JSON.parse(screen.clipboard).rule.text).toBe(half);
  });

  test('shows the lines of its rules in a difference', async () => {
    const uri = new Uri('optimizer-run', '/Half.json', 'kept/0');
    expect(JSON.parse(await commands.textOf(uri as never)).rule.text).toEqual(half.split('\n'));
  });

  test('exports the code of its rule', async () => {
    screen.choose = (items) => items[0];
    await run('exportCode', { race: 'kept', run: 0 });
    expect(screen.documents.at(-1)?.getText()).toContain('class Half(');
  });
});

describe('New Optimizer…', () => {
  const begin = async (label: string, name: string | undefined) => {
    screen.choose = (items) => items.find((item) => item.label === label);
    screen.type = () => name;
    await run('newOptimizer');
    return screen.documents.at(-1);
  };

  test('opens a copy under its own name, unsaved, in the folder that is open', async () => {
    const document = await begin('Adam', ' My Ädam 2 ');
    expect(document?.uri.toString()).toBe('untitled:///workspace/my-adam-2.optimizer');
    const { rule, diagnostics } = analyze(document?.getText() ?? '');
    expect(diagnostics).toEqual([]);
    expect(rule?.name).toBe('My Ädam 2');
    expect(document?.getText()).toMatch(/^# Adam: momentum and RMSProp in one/);
  });

  test('offers a short one first', async () => {
    let labels: readonly unknown[] = [];
    screen.choose = (items) => {
      labels = items.map((item) => item.label);
      return undefined;
    };
    await run('newOptimizer');
    expect(labels.slice(0, 2)).toEqual(['Momentum', 'SGD']);
    expect(labels).toHaveLength(optimizers.length);
  });

  test('finds a name that is free, also without a folder', async () => {
    screen.files['/workspace/half.optimizer'] = Buffer.from(half);
    expect((await begin('SGD', 'Half'))?.uri.path).toBe('/workspace/half-2.optimizer');
    expect((await begin('SGD', 'Half'))?.uri.path).toBe('/workspace/half-3.optimizer');
    screen.folders = [];
    expect((await begin('SGD', 'Half'))?.uri.toString()).toBe('untitled:half.optimizer');
    expect((await begin('SGD', 'Half'))?.uri.toString()).toBe('untitled:half-2.optimizer');
    expect((await begin('SGD', '競争'))?.uri.toString()).toBe('untitled:mine.optimizer');
  });

  test('proposes a name, and takes none that a rule can’t have', async () => {
    await begin('Lion', undefined);
    expect(screen.inputs).toMatchObject([{ value: 'My Lion' }]);
    const { validateInput } = screen.inputs[0] as { validateInput?: (text: string) => string | null };
    expect(['', 'a"b', 'a#b', 'a\nb', 'x'.repeat(61), ' ok '].map((text) => validateInput?.(text))).toEqual([
      expect.stringContaining('empty'),
      expect.stringContaining('expected letters, digits and spaces'),
      expect.stringContaining('expected letters, digits and spaces'),
      expect.stringContaining('expected letters, digits and spaces'),
      '61 characters — expected at most 60',
      null,
    ]);
    expect(screen.documents).toEqual([]);
  });

  test('opens nothing where none is chosen', async () => {
    screen.choose = () => undefined;
    await run('newOptimizer');
    expect([screen.documents, screen.inputs]).toEqual([[], []]);
  });

  test.each(optimizers.map(({ id, rule }) => [id, rule] as const))(
    'copies %s whole but for its name',
    (_, rule) => {
      const copy = copyOf(rule.lines, 'Mine');
      const { rule: made, diagnostics } = analyze(copy);
      expect([diagnostics, made?.name]).toEqual([[], 'Mine']);
      expect(copy.replace('name "Mine"', `name "${rule.name}"`).trimEnd()).toBe(
        rule.lines.join('\n').trimEnd(),
      );
      expect(copy).toMatch(/[^\n]\n$/);
    },
  );

  test('leaves lines as they are that only speak of a name', () => {
    expect(copyOf(['# Its name is on the next line', 'name "A"', '', ''], 'B')).toBe(
      '# Its name is on the next line\nname "B"\n',
    );
  });
});

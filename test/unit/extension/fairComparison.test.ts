/** The fair comparison in the editor: what is asked, which races it starts, what its page is told, and what is kept of it. */
import './loadedParts.ts';
import { beforeEach, expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import type { ToComparison } from '../../../core/protocol/fairComparison.ts';
import { createRace, type Race, type StartOptions } from '../../../core/race/race.ts';
import { endPiece, type LossOf, rateOf } from '../fairComparison/fakeRaces.ts';
import { waitFor } from '../waitFor.ts';
import {
  calls,
  commands,
  comparison,
  csv,
  csvProblem,
  editor,
  file,
  keep,
  messages,
  openBeforeEach,
  run,
  scheduler,
  store,
} from './commandsWindow.ts';
import { person, screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';
import { createPanel, FakeDocument, type FakePick } from './fake/widgets.ts';
import { labels, row } from './runExperimentQuestions.ts';

openBeforeEach();

const onDigits = {
  problem: { data: 'digits', hidden: [8] },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
  ...{ lr: [0.01], epochs: 3 },
  compare: { trials: 3, tuning_seeds: 2, seeds: 9 },
};

let races: Race[];

beforeEach(() => {
  races = [];
  scheduler.start.mockImplementation((experiment: Experiment, _: null, { csv: read }: StartOptions) => {
    calls.push('start');
    const facts = read ? { folder: read.folder, shape: read.shape } : null;
    const race = createRace(experiment, { id: `race-${races.length}`, startedAt: 0, csv: facts });
    races.push(race);
    keep(race);
    store.open(race);
    return race;
  });
  scheduler.stop.mockImplementation((race: Race) => {
    calls.push('stop');
    end(race, { kind: 'stopped' });
  });
});

function end(race: Race, status: { kind: 'stopped' }): void {
  const chunks = race.runs.map(({ record }, index) => ({
    run: index,
    piece: { firstPoint: record.length, points: {}, evaluations: [], state: { ...record.state, status } },
  }));
  store.append(race.id, chunks);
}

const panel = () => screen.panels.at(-1) ?? expect.fail('no page');
const told = () => panel().webview.posted as unknown as ToComparison[];
const shown = () => {
  const message = told().at(-1);
  return message?.type === 'sheet' ? message : expect.fail(`nothing was shown: ${JSON.stringify(message)}`);
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 150));
const send = async (message: object) => {
  panel().webview.send(message);
  await settled();
};
const lossOf: LossOf = (spec) =>
  0.1 +
  (spec.optimizer === 'adam' ? 0 : 0.3) +
  0.05 * Math.abs(Math.log10(rateOf(spec) / 0.001)) +
  0.001 * ((spec.seed ?? 0) % 7);

/** What runs is over. */
async function finish(): Promise<void> {
  await waitFor(() => expect(races.some(({ phase }) => phase !== 'ended')).toBe(true));
  for (const race of races)
    if (race.phase !== 'ended')
      store.append(
        race.id,
        race.runs.map(({ spec }, index) => ({ run: index, piece: endPiece(spec, lossOf) })),
      );
  await settled();
}

async function compareFile(experiment: object = onDigits): Promise<void> {
  const uri = file(JSON.stringify(experiment));
  editor.current = uri;
  person.goTo(new FakeDocument(uri, ''));
  await run('compareFairly');
  await settled();
}

test('the experiment file in front is tuned, and judged on fresh seeds when that is over', async () => {
  await compareFile();
  expect(panel().title).toBe('Fair Comparison');
  expect(races.map(({ title, runs }) => [title, runs.length])).toEqual([
    ['Tuning · Handwritten digits, 64-8-10 network', 12],
  ]);
  expect(shown().sheet).toMatchObject({ phase: 'tuning', progress: { done: 0, total: 30 } });
  // JSON would make null of scores that are not known.
  expect(JSON.parse(JSON.stringify(shown()))).toEqual(shown());
  expect(JSON.stringify(shown())).toContain('"median":"NaN"');
  expect(calls).not.toContain('show');
  await finish();
  expect(races.map(({ title }) => title)).toEqual([
    'Tuning · Handwritten digits, 64-8-10 network',
    'Fresh seeds · Handwritten digits, 64-8-10 network',
  ]);
  expect(shown().sheet).toMatchObject({ phase: 'judging', progress: { done: 12 } });
  await finish();
  expect(shown().sheet).toMatchObject({ phase: 'done', progress: { done: 30, total: 30 } });
  expect(shown().sheet.problems[0]?.headline).toBe('Adam wins: SGD is worse on fresh seeds.');
  expect(shown().place.races.map(({ id, kind }) => [id, kind])).toEqual([
    ['race-0', 'tuning'],
    ['race-1', 'judging'],
  ]);
});

test('what is stopped starts nothing more, and goes on with what is missing', async () => {
  await compareFile();
  await send({ type: 'stop' });
  expect(shown().sheet.phase).toBe('stopped');
  expect(races).toHaveLength(1);
  await send({ type: 'continue' });
  expect(races).toHaveLength(2);
  expect(shown().sheet.phase).toBe('tuning');
  await finish();
  await finish();
  expect(shown().sheet.phase).toBe('done');
});

test('a race that is stopped in the panel stops the comparison', async () => {
  await compareFile();
  end(races[0] ?? expect.fail('no race'), { kind: 'stopped' });
  await settled();
  expect(shown().sheet.phase).toBe('stopped');
  expect(races).toHaveLength(1);
});

test('more seeds are run on the best trials alone, and all of it again from the start', async () => {
  await compareFile();
  await finish();
  await finish();
  await send({ type: 'moreSeeds', count: 4 });
  expect(races.at(-1)).toMatchObject({ experiment: { seed: [1009, 1010, 1011, 1012] } });
  await finish();
  expect(shown().sheet).toMatchObject({ phase: 'done', seeds: 13 });
  expect(shown().place.looks).toEqual([9, 13]);
  await send({ type: 'again' });
  expect(races.at(-1)?.runs).toHaveLength(12);
  expect(shown().sheet).toMatchObject({ phase: 'tuning', seeds: 9 });
});

test('the same experiment opens what came of it; another one is run', async () => {
  await compareFile();
  await finish();
  await finish();
  panel().dispose();
  await compareFile();
  expect(races).toHaveLength(2);
  expect(shown().sheet.phase).toBe('done');
  await compareFile({ ...onDigits, epochs: 4 });
  expect(races).toHaveLength(3);
});

test('after a reload it is there again, and what was cut off is missing', async () => {
  await compareFile();
  await finish();
  const { place } = shown();
  end(races[1] ?? expect.fail('no race'), { kind: 'stopped' });
  const restored = createPanel('Fair Comparison', 1);
  screen.panels.push(restored as never);
  await comparison?.restore(restored as never, place);
  await settled();
  expect(shown().sheet).toMatchObject({ phase: 'stopped', progress: { done: 12, total: 30 } });
  await send({ type: 'continue' });
  await finish();
  expect(shown().sheet.phase).toBe('done');
});

test('the runs of a trial come to the screen together', async () => {
  await compareFile();
  await finish();
  await finish();
  await send({ type: 'showRuns', problem: 0, entrant: 1, trial: 2 });
  expect(store.shown?.runs.map(({ spec }) => [spec.optimizer, rateOf(spec as never)])).toEqual([
    ['adam', 0.00316],
    ['adam', 0.00316],
  ]);
});

async function nextPick(place: number): Promise<FakePick> {
  await waitFor(() => expect(screen.picks.length).toBeGreaterThan(place));
  return screen.picks[place] ?? expect.fail('no pick');
}

test('without a file the person chooses data, optimizers and a budget, and is told how many runs that is', async () => {
  const done = run('compareFairly');
  const first = await nextPick(0);
  expect(first.title).toBe('Compare Fairly');
  first.accept(row(first, 'Iris, 4-16-3 network'));
  const second = await nextPick(1);
  second.accept(row(second, 'Adam'), row(second, 'SGD'));
  const third = await nextPick(2);
  expect(third.items.map(({ label, description, detail }) => [label, description, detail])).toEqual([
    ['Usual', '7 trials of each on 3 seeds, judged on 10 fresh seeds', expect.stringMatching(/^62 runs/)],
    ['Quick', '5 trials of each on 1 seed, judged on 8 fresh seeds', expect.stringMatching(/^26 runs/)],
    ['Thorough', '9 trials of each on 5 seeds, judged on 20 fresh seeds', expect.stringMatching(/^130 runs/)],
  ]);
  third.accept(row(third, 'Quick'));
  await done;
  await settled();
  expect(races).toHaveLength(1);
  expect(races[0]?.runs.map(({ spec }) => spec.optimizer)).toEqual([
    ...Array(5).fill('adam'),
    ...Array(5).fill('sgd'),
  ]);
});

test('a CSV file is read with its test rows left out for tuning, and judged on these', async () => {
  screen.folders = [{ name: 'work', uri: Uri.file('/workspace') }];
  await compareFile({ ...onDigits, problem: csvProblem });
  await finish();
  await finish();
  expect(shown().sheet).toMatchObject({
    phase: 'done',
    problems: [{ rows: { training: 60, validation: 20, test: 20 } }],
  });
  const read = csv.load.mock.calls.map(([problem]) => problem);
  expect(read[0]).toEqual(csvProblem);
  expect(read.slice(1)).toEqual([
    { ...csvProblem, validation: 0.2, test: 0.2, evaluate_on: 'validation' },
    { ...csvProblem, validation: 0.2, test: 0.2, evaluate_on: 'test' },
  ]);
});

test('a surface is compared over starts that the seeds draw, without a pace', async () => {
  await compareFile({
    problem: { surface: 'valley' },
    optimizers: onDigits.optimizers,
    lr: [0.01],
    compare: onDigits.compare,
  });
  expect(races.map(({ title, runs }) => [title, runs.length])).toEqual([
    ['Tuning · Ill-conditioned valley', 12],
  ]);
  expect(races[0]?.experiment.problem).toEqual({
    surface: 'valley',
    start_range: { x: [-1.52, 1.52], y: [-2.6, 11.2] },
  });
  expect(scheduler.start.mock.calls.at(-1)?.[2]).toMatchObject({ speed: 'max' });
  await finish();
  await finish();
  await waitFor(() =>
    expect(shown().sheet.problems[0]?.headline).toBe('Adam wins: SGD is worse on fresh seeds.'),
  );
});

test('a judge that a surface has nothing of is refused, and the field is named', async () => {
  await compareFile({
    problem: { surface: 'valley' },
    optimizers: onDigits.optimizers,
    lr: [0.01],
    compare: { judge: 'accuracy' },
  });
  expect(races).toEqual([]);
  expect(messages()[0]?.[1]).toContain('compare.judge = "accuracy" — expected "final loss"');
});

test.each([
  ['a surface', 'Rosenbrock', { surface: 'rosenbrock', start_range: { x: [-1.6, 1.6], y: [-0.6, 1.8] } }],
  ['a typed formula', 'x**4 + y**2', { formula: 'x**4 + y**2', start_range: { x: [-5, 5], y: [-5, 5] } }],
])('%s is among what can be compared on', async (_, label, problem) => {
  const done = run('compareFairly');
  const first = await nextPick(0);
  first.type(label);
  first.accept(row(first, label));
  const second = await nextPick(1);
  second.accept(row(second, 'Adam'), row(second, 'SGD'));
  const third = await nextPick(2);
  third.accept(row(third, 'Quick'));
  await done;
  await settled();
  expect(races[0]?.experiment.problem).toEqual(problem);
  expect(races[0]?.runs).toHaveLength(10);
});

test('the surface of the last race is offered first, and its start counts for nothing', async () => {
  const problem = { surface: 'valley', condition: 10, start: [1, 1] };
  const experiment = parseExperiment({ problem, optimizers: onDigits.optimizers, lr: [0.01] });
  const last = createRace(experiment, { id: 'last', startedAt: 0 });
  store.open(last);
  store.show(last);
  const done = run('compareFairly');
  const first = await nextPick(0);
  expect(first.items[0]?.label).toBe('Ill-conditioned valley');
  expect(labels(first.items).filter((each) => each === 'Ill-conditioned valley')).toHaveLength(1);
  first.accept(row(first, 'Ill-conditioned valley'));
  const second = await nextPick(1);
  second.accept(row(second, 'Adam'), row(second, 'SGD'));
  const third = await nextPick(2);
  third.accept(row(third, 'Quick'));
  await done;
  await settled();
  expect(races[0]?.experiment.problem).toMatchObject({ surface: 'valley', condition: 10 });
  expect(shown().sheet.notes.join(' ')).not.toContain('left out');
});

test('a comparison of a lesson is asked about where it takes long, and not for its many runs', async () => {
  const door = await commands.lessonRaces.fairComparison();
  const comparedWith = (compare: object, epochs = 3) =>
    door.compared(parseExperiment({ ...onDigits, epochs, compare }), null);
  expect(await door.isWanted(comparedWith({ trials: 40, tuning_seeds: 3, seeds: 10 }), null)).toBe(true);
  expect(screen.messages).toEqual([]);
  expect(await door.isWanted(comparedWith({ trials: 60, tuning_seeds: 50 }, 500), null)).toBe(false);
  expect(screen.messages.at(-1)?.text).toMatch(
    /^Fair comparison · .*: 6,020 runs, about .*, and more where a best rate is at the edge\.$/,
  );
});

test('a comparison of a lesson is known when its page is, with the same races', async () => {
  await compareFile();
  await finish();
  await finish();
  const door = await commands.lessonRaces.fairComparison();
  const known = await door.known(door.compared(parseExperiment(onDigits), null));
  expect(known?.races.map(({ race }) => race.id)).toEqual(['race-0', 'race-1']);
  expect(await door.known(door.compared(parseExperiment({ ...onDigits, epochs: 4 }), null))).toBeNull();
});

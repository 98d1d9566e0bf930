/** The mark where a learner's rule goes wrong first, and how long it stays. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LessonMemory } from '../../../extension/lessons/lessonMemory.ts';
import { WrongLines } from '../../../extension/lessons/wrongLines.ts';
import { Memento } from './fake/memento.ts';
import { person, resetScreen, screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';
import { languages } from './fake/vscode.ts';
import { FakeDocument } from './fake/widgets.ts';

const text = 'update\n  v = g\n  p += v\n';
const wrong = { start: text.indexOf('p +='), end: text.indexOf('p +=') + 'p += v'.length };
const place = { lesson: 'file:///a.lesson.md', key: 'one' };

let memory: LessonMemory;
let lines: WrongLines;
let rule: FakeDocument;
let other: FakeDocument;

beforeEach(() => {
  resetScreen();
  memory = new LessonMemory(new Memento() as never);
  lines = new WrongLines(memory);
  [rule, other] = ['one', 'two'].map((name) => new FakeDocument(Uri.file(`/${name}`), text)) as [
    FakeDocument,
    FakeDocument,
  ];
  for (const each of [rule, other]) lines.show(each as never, { wrong, message: 'It climbs.' });
});

afterEach(() => lines.dispose());

const marked = () => Object.keys(screen.diagnostics);

test('it is on the piece that is wrong, in the rule that is', () => {
  const [mark] = screen.diagnostics[rule.uri.toString()] ?? [];
  const { start, end } = mark?.range ?? expect.fail();
  expect([start.line, start.character, end.line, end.character]).toEqual([2, 2, 2, 8]);
  expect(mark?.message).toBe('It climbs.');
  lines.show(rule as never, { wrong: null, message: 'Passed' });
  expect(marked()).toEqual([other.uri.toString()]);
});

test('it goes where its rule is written otherwise or closed, and others stay', () => {
  person.write(rule, text);
  expect(marked()).toEqual([other.uri.toString()]);
  lines.show(rule as never, { wrong, message: 'It climbs.' });
  person.close(rule);
  expect(marked()).toEqual([other.uri.toString()]);
});

test('it stays while help is asked for, and goes where the exercise begins again', async () => {
  await memory.record(place, { kind: 'hint' }, { hints: ['Look.'] });
  expect(marked()).toHaveLength(2);
  await memory.forget(place.lesson, [place.key]);
  expect(marked()).toEqual([]);
});

test('it ends with the extension, which hears nothing any more then', () => {
  lines.dispose();
  expect(marked()).toEqual([]);
  const create = vi.spyOn(languages, 'createDiagnosticCollection');
  const others = new WrongLines(memory);
  const forget = vi.spyOn(create.mock.results[0]?.value, 'delete');
  person.close(other);
  expect(forget).toHaveBeenCalledTimes(1);
  others.dispose();
  person.write(rule, text);
  person.close(rule);
  expect(forget).toHaveBeenCalledTimes(1);
});

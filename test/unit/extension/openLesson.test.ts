/** Lessons that ship, and the copies that people work in. */
import { beforeEach, expect, test } from 'vitest';
import { calls, lessonMemory, messages, openBeforeEach, run } from './commandsWindow.ts';
import { screen } from './fake/screen.ts';

const lesson = (title: string, number: number) =>
  `---\ntitle: ${title}\nnumber: ${number}\nminutes: ${10 * number}\n---\n\n# ${title}\n`;
const copy = '/storage/lessons/2-momentum.lesson.md';
const textAt = (path: string) => Buffer.from(screen.files[path] ?? []).toString();

openBeforeEach();

beforeEach(() => {
  screen.files['/extension/extension/lessons/content/10-more.lesson.md'] = Buffer.from(lesson('More', 10));
  screen.files['/extension/extension/lessons/content/2-momentum.lesson.md'] = Buffer.from(
    lesson('Momentum', 2),
  );
  screen.files['/extension/extension/lessons/content/notes.md'] = Buffer.from('# Notes');
});

async function open(): Promise<string[]> {
  const rows: string[] = [];
  screen.choose = (items) => {
    rows.push(...items.map(({ label, description }) => `${label}, ${description}`));
    return items[0];
  };
  await run('openLesson');
  return rows;
}

test('are offered in their order, and the chosen one is opened as a copy', async () => {
  expect(await open()).toEqual(['2 · Momentum, 20 minutes', '10 · More, 100 minutes']);
  expect(screen.shown.map(({ path }) => path)).toEqual([copy]);
  expect(textAt(copy)).toBe(lesson('Momentum', 2));
  expect(calls).toEqual([]);
});

test('a copy that was worked in stays as it is, whatever ships', async () => {
  await open();
  screen.files[copy] = Buffer.from('# Mine');
  screen.files['/extension/extension/lessons/content/2-momentum.lesson.md'] = Buffer.from(lesson('Newer', 2));
  await open();
  expect(textAt(copy)).toBe('# Mine');
});

test('a copy that nobody has changed follows what ships', async () => {
  await open();
  screen.files['/extension/extension/lessons/content/2-momentum.lesson.md'] = Buffer.from(lesson('Newer', 2));
  await open();
  expect(textAt(copy)).toBe(lesson('Newer', 2));
  expect(Object.keys(lessonMemory.get('lessonCopies') as object)).toEqual(['2-momentum.lesson.md']);
});

test('nothing is copied where none is chosen', async () => {
  screen.choose = () => undefined;
  await run('openLesson');
  expect(screen.shown).toEqual([]);
  expect(screen.files[copy]).toBeUndefined();
  expect(messages()).toEqual([]);
});

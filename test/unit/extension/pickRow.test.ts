import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Ask } from '../../../extension/commands/runExperiment/ask.ts';
import { PickRow } from '../../../extension/commands/runExperiment/pickRow.ts';
import { resetScreen, screen } from './fake/screen.ts';
import type { FakePick } from './fake/widgets.ts';
import { activeParts, hostileTexts } from './hostileTexts.ts';

beforeEach(resetScreen);

const pick = (): FakePick => {
  const [shown] = screen.picks;
  if (!shown) throw new Error('expected a pick');
  return shown;
};

function ask<T>(given: Partial<Ask<T>>) {
  const row = new PickRow(() => {});
  return row.ask<T>({
    ...{ title: '', placeholder: '', step: 1, totalSteps: 1, items: [], selected: [], many: false },
    ...given,
  });
}

describe.each(hostileTexts)('%j', (text) => {
  test('is no more than text in a pick, and is what is answered', async () => {
    const items = [{ label: text, description: text, detail: text, value: text }];
    const typed = () => [{ label: text, description: text, value: `typed ${text}` }];
    const answer = ask({ title: text, placeholder: text, items, selected: items, typed });
    const parts = () => [
      pick().title,
      pick().placeholder,
      ...pick().items.flatMap(({ label, description = '', detail = '' }) => [label, description, detail]),
    ];
    expect(parts().flatMap(activeParts)).toEqual([]);
    expect(pick().activeItems).toEqual(pick().items);
    pick().type('x');
    expect(pick().items).toHaveLength(2);
    expect(parts().flatMap(activeParts)).toEqual([]);
    pick().accept(...pick().items.slice(0, 1));
    expect(await answer).toEqual({ value: [`typed ${text}`] });
  });
});

test('what is marked from the start stays marked until something is typed', async () => {
  const items = [0.1, 0.2].map((value) => ({ label: String(value), value }));
  const typed = (text: string) => (text === '' ? [] : [{ label: text, value: Number(text) }]);
  const answer = ask({ items, selected: items.slice(1), many: true, typed });
  expect(pick().selectedItems.map(({ label }) => label)).toEqual(['0.2']);
  pick().type('');
  expect(pick().selectedItems.map(({ label }) => label)).toEqual(['0.2']);
  pick().type('0.5');
  expect(pick().selectedItems.map(({ label }) => label)).toEqual(['0.5']);
  pick().accept();
  expect(await answer).toEqual({ value: [0.5] });
});

test('an icon is shown where a row has one', () => {
  void ask({ items: [{ icon: 'error', label: 'x $(y)', value: null }] });
  expect(pick().items.map(({ label }) => label)).toEqual(['$(error) x $ (y)']);
});

describe('Enter right after typing', () => {
  const items = [1, 10].map((value) => ({ label: `${value} seeds`, value }));
  const typed = (text: string) =>
    text === '0'
      ? [{ icon: 'error', label: 'expected 1 or more', value: null }]
      : [{ label: `${text} seeds`, value: Number(text) }];
  const asked = () => ask({ items, selected: items.slice(0, 1), typed });

  test('answers with what was typed, though its row is not there yet', async () => {
    const answer = asked();
    pick().typeAndEnter('7');
    expect(await answer).toEqual({ value: [7] });
  });

  test('of several answers takes all that was typed, though the window still tells of fewer', async () => {
    const all = (text: string) =>
      text.split(',').map((part) => ({ label: part, value: Number(part), alwaysShow: true }));
    const answer = ask({ items, selected: items.slice(0, 1), many: true, typed: all });
    pick().type('3');
    pick().typeAndEnter('3,4', ...pick().items.slice(0, 1));
    expect(await answer).toEqual({ value: [3, 4] });
  });

  test('of several answers takes what was typed, though rows are there and the window has taken marks off', async () => {
    const all = (text: string) =>
      text.split(',').map((part) => ({ label: part, value: Number(part), alwaysShow: true }));
    const answer = ask({ items, selected: items.slice(0, 1), many: true, typed: all });
    pick().type('3,4');
    pick().goTo(...pick().items.slice(0, 1));
    expect(await answer).toEqual({ value: [3, 4] });
  });

  test('of several answers takes no row that the window seems to tell of, by places among rows before', async () => {
    const all = (text: string) =>
      text.split(',').map((part) => ({ label: part, value: Number(part), alwaysShow: true }));
    const answer = ask({ items, selected: items.slice(0, 1), many: true, typed: all });
    pick().type('3');
    pick().selectedItems = pick().items.slice(2);
    pick().type('3,4');
    pick().selectedItems = pick().items.slice(1);
    pick().accept();
    expect(await answer).toEqual({ value: [3, 4] });
  });

  test('of several answers keeps what the person marked before typing', async () => {
    const all = (text: string) => [{ label: text, value: Number(text), alwaysShow: true }];
    const answer = ask({ items, selected: items.slice(0, 1), many: true, typed: all });
    pick().selectedItems = pick().items.slice(1);
    pick().type('3');
    pick().accept();
    expect(await answer).toEqual({ value: [3, 10] });
  });

  test('of several answers takes what was marked a while after typing', async () => {
    vi.useFakeTimers();
    const all = (text: string) => [{ label: text, value: Number(text), alwaysShow: true }];
    const answer = ask({ items, selected: items.slice(0, 1), many: true, typed: all });
    pick().type('3');
    vi.advanceTimersByTime(1500);
    pick().selectedItems = pick().items.slice(2);
    pick().type('4');
    expect(pick().selectedItems.map(({ label }) => label)).toEqual(['4', '10 seeds']);
    pick().accept();
    vi.useRealTimers();
    expect(await answer).toEqual({ value: [4, 10] });
  });

  test('does not answer with another row that the text finds', async () => {
    const answer = asked();
    pick().typeAndEnter('0', ...pick().items.slice(1));
    expect(pick().enabled).toBe(true);
    pick().typeAndEnter('2', ...pick().items.slice(1));
    expect(await answer).toEqual({ value: [2] });
  });

  test('leaves the choice to who goes on to another row', async () => {
    const answer = asked();
    pick().type('2');
    pick().goTo(...pick().items.slice(2));
    expect(await answer).toEqual({ value: [10] });
  });

  test('answers with the marked row where nothing is typed any more', async () => {
    const answer = ask({ items, typed: (text) => (text === '' ? [] : typed(text)) });
    pick().type('2');
    pick().type('');
    pick().accept(...pick().items.slice(1));
    expect(await answer).toEqual({ value: [10] });
  });
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Notice } from '../../../webview/panel/notice.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A notice, and what it said each time it told that it had changed. */
function setUp() {
  const seen: (string | null)[] = [];
  const notice: Notice = new Notice(() => seen.push(notice.text));
  return { notice, seen };
}

it('says for six seconds what a file was saved as', async () => {
  const { notice, seen } = setUp();
  await notice.follow(Promise.resolve('race.csv'));
  expect(notice.text).toBe('Saved race.csv');
  vi.advanceTimersByTime(5999);
  expect(notice.text).toBe('Saved race.csv');
  vi.advanceTimersByTime(1);
  expect(seen).toEqual(['Saved race.csv', null]);
});

it('says why a file was not saved, and leaves the error to others', async () => {
  const { notice } = setUp();
  await expect(notice.follow(Promise.reject(new Error('the disk is full')))).rejects.toThrow('full');
  expect(notice.text).toBe('Not saved: the disk is full');
});

it('says nothing where the person chose no file', async () => {
  const { notice, seen } = setUp();
  await notice.follow(Promise.resolve(null));
  expect(seen).toEqual([]);
});

it('says the second of two for as long as the first', async () => {
  const { notice } = setUp();
  await notice.follow(Promise.resolve('a.csv'));
  vi.advanceTimersByTime(5000);
  await notice.follow(Promise.resolve('b.csv'));
  vi.advanceTimersByTime(5000);
  expect(notice.text).toBe('Saved b.csv');
});

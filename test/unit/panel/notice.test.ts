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

const saving = { failed: (reason: string) => `Not saved: ${reason}`, done: null };

const failing = (reason: string) => Promise.reject(new Error(reason));

it('says why a file was not saved, for six seconds, and leaves the error to others', async () => {
  const { notice, seen } = setUp();
  await expect(notice.follow(failing('the disk is full'), saving)).rejects.toThrow('the disk is full');
  expect(notice.text).toBe('Not saved: the disk is full');
  vi.advanceTimersByTime(5999);
  expect(notice.text).toBe('Not saved: the disk is full');
  vi.advanceTimersByTime(1);
  expect(seen).toEqual(['Not saved: the disk is full', null]);
});

it.each(['race.csv', null])(
  'says nothing where a file was saved or none was chosen: VS Code does, %s',
  async (file) => {
    const { notice, seen } = setUp();
    await notice.follow(Promise.resolve(file), saving);
    expect(seen).toEqual([]);
  },
);

it('says the second of two for as long as the first', async () => {
  const { notice } = setUp();
  await expect(notice.follow(failing('a'), saving)).rejects.toThrow();
  vi.advanceTimersByTime(5000);
  await expect(notice.follow(failing('b'), saving)).rejects.toThrow();
  vi.advanceTimersByTime(5000);
  expect(notice.text).toBe('Not saved: b');
});

it('says no more why one was not saved when the next one was', async () => {
  const { notice, seen } = setUp();
  await expect(notice.follow(failing('a'), saving)).rejects.toThrow();
  await notice.follow(Promise.resolve('b.csv'), saving);
  expect(seen).toEqual(['Not saved: a', null]);
  vi.advanceTimersByTime(10_000);
  expect(seen).toHaveLength(2);
});

it('says that something was done where VS Code does not', async () => {
  const { notice, seen } = setUp();
  await notice.follow(Promise.resolve(), { ...saving, done: 'Copied.' });
  expect(notice.text).toBe('Copied.');
  vi.advanceTimersByTime(6000);
  expect(seen).toEqual(['Copied.', null]);
});

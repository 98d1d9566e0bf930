import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pollSeldom } from '../../bench/gpu/pollSeldom.ts';

let now = 0;
const pending: { readonly how: 'at once' | 'later'; readonly run: () => void }[] = [];
const note = (how: 'at once' | 'later') => (run: () => void) => void pending.push({ how, run });

beforeEach(() => {
  now = 0;
  pending.length = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  vi.stubGlobal('setImmediate', note('at once'));
  vi.stubGlobal('setTimeout', note('later'));
  pollSeldom(5);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Asks again and again as Dawn does, each time after two milliseconds, until it has been answered so often. */
function wait(times: number): readonly string[] {
  let left = times;
  const ask = () => {
    if (left-- > 0) setImmediate(ask);
  };
  ask();
  const found: string[] = [];
  for (let next = pending.shift(); next; next = pending.shift()) {
    found.push(next.how);
    now += 2;
    next.run();
  }
  return found;
}

test('a short wait is answered at once, and a long one seldom', () => {
  expect(wait(2)).toEqual(['at once', 'at once']);
  expect(wait(6)).toEqual(['at once', 'at once', 'at once', 'later', 'later', 'later']);
});

test('a wait that begins while another is long is answered at once', () => {
  setImmediate(() => setImmediate(() => {}));
  now = 20;
  pending.shift()?.run();
  setImmediate(() => {});
  expect(pending.map(({ how }) => how)).toEqual(['later', 'at once']);
});

test('a callback that fails is no wait that goes on', () => {
  setImmediate(() => {
    throw new Error('it fails');
  });
  now = 20;
  expect(() => pending.shift()?.run()).toThrow('it fails');
  setImmediate(() => {});
  expect(pending.map(({ how }) => how)).toEqual(['at once']);
});

test('what is handed over arrives', () => {
  const heard = vi.fn();
  setImmediate(heard, 1, 'two');
  pending.shift()?.run();
  expect(heard).toHaveBeenCalledWith(1, 'two');
});

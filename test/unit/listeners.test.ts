import { beforeEach, expect, test, vi } from 'vitest';
import { Listeners } from '../../core/listeners.ts';

let told: string[];
let reported: unknown[];
let listeners: Listeners<number>;
beforeEach(() => {
  told = [];
  reported = [];
  listeners = new Listeners((error) => reported.push(error));
});
const listen = (name: string) => listeners.add((change) => told.push(`${name} ${change}`));

test('each is told of each change, until it is disposed of', () => {
  const first = listen('a');
  listen('b');
  listeners.tell(1);
  first.dispose();
  listeners.tell(2);
  listeners.clear();
  listeners.tell(3);
  expect(told).toEqual(['a 1', 'b 1', 'b 2']);
});

test('what one throws is reported, and the others are told', () => {
  listen('a');
  const fault = new Error('broken');
  listeners.add(() => {
    throw fault;
  });
  listen('b');
  listeners.tell(1);
  listeners.tell(2);
  expect(told).toEqual(['a 1', 'b 1', 'a 2', 'b 2']);
  expect(reported).toEqual([fault, fault]);
});

test('one that begins to listen meanwhile is told of the next change', () => {
  const subscription = listeners.add(() => {
    subscription.dispose();
    listen('late');
  });
  listeners.tell(1);
  listeners.tell(2);
  expect(told).toEqual(['late 2']);
});

test('without a report it is an unhandled rejection', () => {
  const reject = vi.spyOn(Promise, 'reject').mockReturnValue(new Promise(() => {}));
  const alone = new Listeners<number>();
  alone.add(() => {
    throw new Error('broken');
  });
  alone.tell(1);
  expect(reject).toHaveBeenCalledExactlyOnceWith(new Error('broken'));
  reject.mockRestore();
});

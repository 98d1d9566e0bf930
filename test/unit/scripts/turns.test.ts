import { expect, test } from 'vitest';
import { takeTurns } from '../../../scripts/tools/turns.mjs';

function setUp() {
  const printed: string[] = [];
  return { printed, turns: takeTurns((text) => void printed.push(text)) };
}

test('the first is printed as it comes, the second whole when the first has ended, and from then on as it comes', () => {
  const { printed, turns } = setUp();
  const [first, second] = [turns.begin(), turns.begin()];
  second.write('a');
  first.write('1');
  second.write('b');
  first.write('2');
  expect(printed).toEqual(['1', '2']);
  first.end();
  expect(printed).toEqual(['1', '2', 'ab']);
  second.write('c');
  expect(printed).toEqual(['1', '2', 'ab', 'c']);
});

test('one that ended while it waited is printed before one that began after it', () => {
  const { printed, turns } = setUp();
  const [first, second] = [turns.begin(), turns.begin()];
  second.write('second');
  second.end();
  const third = turns.begin();
  third.write('third');
  expect(printed).toEqual([]);
  first.end();
  expect(printed).toEqual(['second', 'third']);
});

test('after all have ended, the next one is printed as it comes', () => {
  const { printed, turns } = setUp();
  turns.begin().end();
  turns.begin().write('next');
  expect(printed).toEqual(['next']);
});

test('what waits is printed in its order where nobody waits for the end, and once', () => {
  const { printed, turns } = setUp();
  const [first, second, third] = [turns.begin(), turns.begin(), turns.begin()];
  third.write('third');
  second.write('second');
  turns.flush();
  expect(printed).toEqual(['second', 'third']);
  for (const each of [first, second, third]) each.end();
  expect(printed).toEqual(['second', 'third']);
});

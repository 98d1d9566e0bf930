import { expect, test } from 'vitest';
import { baseName, isAbsolute, partsOf, placeIn, readable, resolved } from '../../../web/files/places.ts';

test('what is in a folder has its names written as addresses have them, and is read back', () => {
  const place = placeIn('vscode-vfs://github/owner/repo/', 'my data/50%#1.csv');
  expect(place).toBe('vscode-vfs://github/owner/repo/my%20data/50%25%231.csv');
  expect(partsOf(place)).toEqual(['owner', 'repo', 'my data', '50%#1.csv']);
  expect(baseName(place)).toBe('50%#1.csv');
  expect(readable(place)).toBe('vscode-vfs://github/owner/repo/my data/50%#1.csv');
  expect(partsOf('tmp:/ws/a.csv')).toEqual(['ws', 'a.csv']);
  expect(readable('tmp:/100%')).toBe('tmp:/100%');
});

test.each([
  ['a/./b//c.csv', [], 'a/b/c.csv'],
  ['../c.csv', ['a'], 'c.csv'],
  ['a/../../c.csv', [], null],
  ['..houses.csv', [], '..houses.csv'],
])('%s from %j is %s', (path, from, expected) => {
  expect(resolved(path, from)).toBe(expected);
});

test.each([
  ['/a.csv', true],
  ['\\\\server\\a.csv', true],
  ['C:\\a.csv', true],
  ['https://example.org/a.csv', true],
  ['a.csv', false],
  ['../a.csv', false],
])('%s is absolute: %s', (path, expected) => {
  expect(isAbsolute(path)).toBe(expected);
});

import { expect, test } from 'vitest';
import { startersOf } from '../../../scripts/tools/starter.mjs';

test.each([
  ['Linux, as ps says it', '   4711 sh\n', [99, 4711]],
  ['macOS, with the path', ' 4711 /bin/sh\n', [99, 4711]],
  ['a login shell', '4711 -zsh', [99, 4711]],
  ['another shell', '4711 /usr/local/bin/fish', [99, 4711]],
  ['Windows, where nothing makes place', '4711 cmd.exe\r\n', [99, 4711]],
  ['PowerShell', '4711 C:\\Windows\\powershell.exe\r\n', [99, 4711]],
  ['a shell that has made place for npm', ' 4711 npm start\n', [99]],
  ['npm under the name of Node.js', '4711 /usr/bin/node', [99]],
  ['npm under the name of its thread', '4711 MainThread', [99]],
  ['a program that only begins like a shell', '4711 shutdown', [99]],
  ['a process that is gone', '', [99]],
])('who has started a script is known from %s', (_, description, starters) => {
  expect(startersOf(99, description)).toEqual(starters);
});

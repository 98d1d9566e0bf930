/** What a browser can't do is told in words. */
import { expect, test } from 'vitest';
import { desktopOnly } from '../../../extension/backend/webLimits.ts';

test('what needs a disk says where it is done', () => {
  expect(desktopOnly('Training logs are read and followed')).toBe(
    'Training logs are read and followed in VS Code on a desktop or connected to a server: a browser has no files to follow.',
  );
});

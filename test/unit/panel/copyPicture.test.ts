// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { copyPicture } from '../../../webview/panel/picture/copyPicture.ts';

/** As the browser has it: waits for what it was given. */
class Item {
  readonly types: Readonly<Record<string, Promise<Blob>>>;
  constructor(types: Readonly<Record<string, Promise<Blob>>>) {
    this.types = types;
  }
}

const write = vi.fn(async (items: readonly Item[]) => {
  for (const { types } of items) await Promise.all(Object.values(types));
});

beforeEach(() => {
  vi.stubGlobal('navigator', { clipboard: { write } });
  vi.stubGlobal('ClipboardItem', Item);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it('puts a PNG on the clipboard, which is asked before the picture is there', async () => {
  let finish = (_bytes: Uint8Array<ArrayBuffer>) => {};
  const copied = copyPicture(
    new Promise((resolve) => {
      finish = resolve;
    }),
  );
  expect(write).toHaveBeenCalledOnce();
  finish(Uint8Array.of(1, 2, 3));
  await copied;
  const [item] = write.mock.calls[0]?.[0] ?? [];
  const blob = await item?.types['image/png'];
  expect([blob?.type, blob?.size]).toEqual(['image/png', 3]);
});

it('says why there is no picture', async () => {
  await expect(copyPicture(Promise.reject(new Error('The picture is too large.')))).rejects.toThrow(
    'The picture is too large.',
  );
});

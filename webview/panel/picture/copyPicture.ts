/**
 * Puts a picture on the clipboard. The page must have the focus, and the browser must be asked while it still knows that the
 * person wants it: it waits for the picture itself.
 * @param picture The bytes of a PNG.
 */
export async function copyPicture(picture: Promise<Uint8Array<ArrayBuffer>>): Promise<void> {
  const type = 'image/png';
  const blob = picture.then((bytes) => new Blob([bytes], { type }));
  await Promise.all([blob, navigator.clipboard.write([new ClipboardItem({ [type]: blob })])]);
}

/**
 * The memory of the arrays that a request or an answer has, for handing it over in place of copying it. Where an array is
 * a part of some memory there is none: others may have the rest.
 */
export function buffersIn(message: unknown): ArrayBuffer[] {
  if (typeof message !== 'object' || message === null) return [];
  const buffers = Object.values(message).flatMap((value) => {
    if (!ArrayBuffer.isView(value) || !(value.buffer instanceof ArrayBuffer)) return [];
    return value.byteLength === value.buffer.byteLength ? [value.buffer] : [];
  });
  return [...new Set(buffers)];
}

/** Measured numbers where JSON has no digits for them: NaN and infinity, as words. */

/** For `JSON.stringify`: measured numbers that JSON has no digits for as words. */
export function writeMeasured(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/**
 * A copy of a message whose measured numbers are words where JSON has no digits for them: messages to pages go through
 * JSON, typed arrays aside, which would make `null` of them.
 */
export function encodeMeasured(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(encodeMeasured);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value))
    return writeMeasured('', value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, encodeMeasured(inner)]));
}

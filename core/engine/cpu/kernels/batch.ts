/** The rows of a mini-batch, where they can be read one after the other. */

/** The first of `count` row numbers if each is one more than that before it; -1 otherwise. */
export function firstOfRun(rowNumbers: usize, count: i32): i32 {
  const first = load<i32>(rowNumbers);
  const last = rowNumbers + (<usize>(count - 1) << 2);
  if (load<i32>(last) - first != count - 1) return -1;
  let expected = first;
  for (; rowNumbers < last; rowNumbers += 4) if (load<i32>(rowNumbers) != expected++) return -1;
  return first;
}

/** Copies the rows of row numbers `begin` … `end` - 1, of `stride` bytes, 4 or a multiple of 16. */
export function gather(
  from: usize,
  stride: usize,
  rowNumbers: usize,
  begin: i32,
  end: i32,
  to: usize,
): void {
  to += <usize>begin * stride;
  for (let index = begin; index < end; index++, to += stride) {
    const row = from + <usize>load<i32>(rowNumbers + (<usize>index << 2)) * stride;
    if (stride == 4) store<i32>(to, load<i32>(row));
    else for (let i: usize = 0; i < stride; i += 16) v128.store(to + i, v128.load(row + i));
  }
}

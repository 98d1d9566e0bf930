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

/** Copies rows of `stride` bytes, 4 or a multiple of 16, and returns where they are then. */
export function gather(from: usize, stride: usize, rowNumbers: usize, count: i32, to: usize): usize {
  const gathered = to;
  for (const end = rowNumbers + (<usize>count << 2); rowNumbers < end; rowNumbers += 4) {
    const row = from + <usize>load<i32>(rowNumbers) * stride;
    if (stride == 4) store<i32>(to, load<i32>(row));
    else for (let i: usize = 0; i < stride; i += 16) v128.store(to + i, v128.load(row + i));
    to += stride;
  }
  return gathered;
}

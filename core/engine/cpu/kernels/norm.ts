import { floats } from './lanes';

/** √Σ x², gathered in double precision. @param count A multiple of 4. */
export function norm(numbers: usize, count: i32): f32 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (const end = numbers + floats(count); numbers < end; numbers += 16) {
    const four = v128.load(numbers);
    const first = f64x2.promote_low_f32x4(four);
    const second = f64x2.promote_low_f32x4(i32x4.shuffle(four, four, 2, 3, 0, 1));
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(second, second));
  }
  const sum = f64x2.add(low, high);
  return <f32>Math.sqrt(f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
}

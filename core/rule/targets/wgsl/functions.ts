/**
 * Functions that give what the language means where those of WGSL are free to differ. They have no branches: some
 * compilers take a time that doubles with each.
 */

/** By name. Each calls only those below it. */
export type WgslFunctions = Readonly<Record<string, string>>;

const functions: WgslFunctions = {
  square: `fn square(x: f32) -> f32 { return rounded(x * x); }`,

  reciprocal: `fn reciprocal(x: f32) -> f32 { return rounded(1f / x); }`,

  root: `// x ** 0.5, which unlike sqrt(x) is 0 for -0 and infinity for -infinity.
fn root(x: f32) -> f32 { return rounded(sqrt(select(x, abs(x), (x == 0f) | (x == -infinity())))); }`,

  sign_of: `fn sign_of(x: f32) -> f32 { return select(select(x, -1f, x < 0f), 1f, x > 0f); }`,

  exp_of: `fn exp_of(x: f32) -> f32 { return select(exp(x), x, is_nan(x)); }`,

  log_of: `fn log_of(x: f32) -> f32 {
  return select(select(not_a_number(), -infinity(), x == 0f), log(x), x > 0f);
}`,

  tanh_of: `// From 9.1 on, 1 is the nearest float; tanh may overflow to NaN.
fn tanh_of(x: f32) -> f32 { return tanh(clip(x, -15f, 15f)); }`,

  power: `// pow is exp2(y * log2(x)), which says nothing of x <= 0.
fn power(x: f32, y: f32) -> f32 {
  let magnitude = select(pow(abs(x), y), select(0f, infinity(), y < 0f), x == 0f);
  let is_whole = floor(y) == y;
  let is_odd = is_whole & (floor(0.5f * y) != 0.5f * y);
  let is_negative = bitcast<u32>(x) >= 0x80000000u;
  let is_root_of_negative = !is_whole & (x < 0f) & (x > -infinity());
  let is_undecided = (abs(x) == 1f) & (abs(y) == infinity());
  let result = select(magnitude, -magnitude, is_negative & is_odd);
  let is_none = is_nan(x) | is_nan(y) | is_root_of_negative | is_undecided;
  return select(select(result, not_a_number(), is_none), 1f, y == 0f);
}`,

  clip: `fn clip(x: f32, low: f32, high: f32) -> f32 { return smaller(larger(x, low), high); }`,

  larger: `// max may drop NaN and mix up 0 and -0, which are the only equal numbers with different bits.
fn larger(a: f32, b: f32) -> f32 {
  let either = bitcast<f32>(bitcast<u32>(a) & bitcast<u32>(b));
  return select(select(b, a, (a > b) | is_nan(a)), either, a == b);
}`,

  smaller: `fn smaller(a: f32, b: f32) -> f32 {
  let either = bitcast<f32>(bitcast<u32>(a) | bitcast<u32>(b));
  return select(select(b, a, (a < b) | is_nan(a)), either, a == b);
}`,

  is_nan: `// Compilers may take x != x for false.
fn is_nan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }`,

  infinity: `fn infinity() -> f32 {
  let bits = 0x7f800000u;
  return bitcast<f32>(bits);
}`,

  not_a_number: `fn not_a_number() -> f32 {
  let bits = 0x7fc00000u;
  return bitcast<f32>(bits);
}`,

  rounded: `// Compilers may merge operations, as in a * b + a * c = a * (b + c) and in fused multiply-adds, and calculate with
// literals ahead, as in x / 0.1 = x * 10. The highest bit of a length, which no buffer reaches, keeps them from it.
fn rounded(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) | (arrayLength(&gradient) >> 31u)); }`,
};

/** The same for a source that has no buffer `gradient`, but this one. */
export function functionsOf(buffer: string): WgslFunctions {
  const rounded = functions['rounded'] ?? '';
  return { ...functions, rounded: rounded.replace('&gradient', `&${buffer}`) };
}

/**
 * Those of the functions that the source calls, and those that they call.
 * @param known Default: those of rules.
 */
export function functionsCalledIn(source: string, known = functions): readonly string[] {
  const called: string[] = [];
  for (const [name, text] of Object.entries(known)) {
    const call = new RegExp(`\\b${name}\\(`);
    if ([source, ...called].some((caller) => call.test(caller))) called.push(text);
  }
  return called;
}

/** The largest absolute value of the eigenvalues of a matrix, given by its rows or by its columns. */

type Matrix = readonly (readonly number[])[];

export function spectralRadius(matrix: Matrix): number {
  const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = matrix;
  if (matrix.length === 1) return Math.abs(a);
  return matrix.length === 2 ? ofTwo(a, b, c, d) : byPowers(matrix);
}

/** λ² - trace · λ + determinant = 0. */
function ofTwo(a: number, b: number, c: number, d: number): number {
  const [half, determinant] = [(a + d) / 2, a * d - b * c];
  const discriminant = half * half - determinant;
  return discriminant < 0 ? Math.sqrt(determinant) : Math.abs(half) + Math.sqrt(discriminant);
}

/** The 2^26th power has the radius to seven digits, also where eigenvalues coincide. */
const squarings = 26;

/** Gelfand's formula: the limit of the n-th root of the norm of the n-th power. */
function byPowers(matrix: Matrix): number {
  let power = matrix;
  let [log, root] = [0, 1];
  for (let i = 0; i < squarings; i++) {
    const norm = Math.max(...power.flat().map(Math.abs));
    if (norm === 0) return 0;
    log += Math.log(norm) * root;
    root /= 2;
    const scaled = power.map((row) => row.map((each) => each / norm));
    power = scaled.map((row) =>
      row.map((_, column) => row.reduce((sum, each, k) => sum + each * (scaled[k]?.[column] ?? 0), 0)),
    );
  }
  return Math.exp(log);
}

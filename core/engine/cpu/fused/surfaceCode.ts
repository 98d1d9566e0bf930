/**
 * The surfaces of the table as JavaScript, so that one function has them and a rule: to the last bit what their `value`
 * and `gradient` compute, operation by operation.
 */

/** What a value is computed by, from `x` and `y`. */
export interface Code<Result> {
  readonly lines: readonly string[];
  readonly result: Result;
}

export interface SurfaceCode {
  readonly value: Code<string>;
  readonly gradient: Code<readonly [byX: string, byY: string]>;
}

const ackleyDistance = 'const d = Math.hypot(x, y) * Math.SQRT1_2;';
const ackleyWaves = '0.5 * (Math.cos(2 * Math.PI * x) + Math.cos(2 * Math.PI * y))';
const bealeLines = [
  'const y2 = y * y;',
  'const y3 = y2 * y;',
  'const a = 1.5 - x + x * y;',
  'const b = 2.25 - x + x * y2;',
  'const c = 2.625 - x + x * y3;',
];
const boothLines = ['const a = x + 2 * y - 7;', 'const b = 2 * x + y - 5;'];
const himmelblauLines = ['const a = x * x + y - 11;', 'const b = x + y * y - 7;'];
const bowlLines = [
  'const ax = x - 1;',
  'const bx = x + 1;',
  'const a = 25 * (ax * ax + y * y);',
  'const b = 0.5 * (bx * bx + y * y);',
];
const quartic = (t: string) => `${t}2 * ${t}2 - 16 * ${t}2 + 5 * ${t}`;

/** By id. The valley has its condition as `condition`. */
export const surfaceCodes: Readonly<Record<string, SurfaceCode>> = {
  valley: code([], '0.5 * (condition * (x * x) + y * y)', ['condition * x', 'y']),
  rosenbrock: {
    value: { lines: ['const a = 1 - x;', 'const b = y - x * x;'], result: 'a * a + 100 * (b * b)' },
    gradient: { lines: [], result: ['-2 * (1 - x) + 400 * x * (x * x - y)', '200 * (y - x * x)'] },
  },
  beale: code(bealeLines, 'a * a + b * b + c * c', [
    '2 * a * (y - 1) + 2 * b * (y2 - 1) + 2 * c * (y3 - 1)',
    '2 * a * x + 2 * b * (2 * x * y) + 2 * c * (3 * x * y2)',
  ]),
  himmelblau: code(himmelblauLines, 'a * a + b * b', ['4 * x * a + 2 * b', '2 * a + 4 * y * b']),
  booth: code(boothLines, 'a * a + b * b', ['2 * a + 4 * b', '4 * a + 2 * b']),
  saddle: {
    value: { lines: ['const a = y * y - 1;'], result: '0.5 * (x * x) + 0.25 * (a * a)' },
    gradient: { lines: [], result: ['x', 'y * (y * y - 1)'] },
  },
  plateau: {
    value: { lines: [], result: '-Math.expm1(-0.5 * (x * x + y * y))' },
    gradient: {
      lines: ['const weight = Math.exp(-0.5 * (x * x + y * y));'],
      result: ['weight * x', 'weight * y'],
    },
  },
  sharpAndFlat: {
    value: { lines: bowlLines, result: 'a * (b / (a + b))' },
    gradient: {
      lines: [...bowlLines, 'const ofSharp = (b / (a + b)) ** 2 * 50;', 'const ofFlat = (a / (a + b)) ** 2;'],
      result: ['ofSharp * ax + ofFlat * bx', 'ofSharp * y + ofFlat * y'],
    },
  },
  rastrigin: code(
    [],
    '20 + (x * x - 10 * Math.cos(2 * Math.PI * x) + (y * y - 10 * Math.cos(2 * Math.PI * y)))',
    ['2 * x + 20 * Math.PI * Math.sin(2 * Math.PI * x)', '2 * y + 20 * Math.PI * Math.sin(2 * Math.PI * y)'],
  ),
  ackley: {
    value: {
      lines: [ackleyDistance, `const ripple = ${ackleyWaves};`],
      result: '-20 * Math.expm1(-0.2 * d) + (Math.E - Math.exp(ripple))',
    },
    gradient: {
      lines: [
        ackleyDistance,
        'const funnel = d === 0 ? 0 : (2 * Math.exp(-0.2 * d)) / d;',
        `const ripple = Math.PI * Math.exp(${ackleyWaves});`,
      ],
      result: [
        'funnel * x + ripple * Math.sin(2 * Math.PI * x)',
        'funnel * y + ripple * Math.sin(2 * Math.PI * y)',
      ],
    },
  },
  styblinskiTang: {
    value: {
      lines: ['const x2 = x * x;', 'const y2 = y * y;'],
      result: `0.5 * (${quartic('x')} + (${quartic('y')}))`,
    },
    gradient: {
      lines: [],
      result: ['2 * (x * x * x) - 16 * x + 2.5', '2 * (y * y * y) - 16 * y + 2.5'],
    },
  },
};

/** Value and gradient that begin with the same lines. */
function code(
  lines: readonly string[],
  value: string,
  gradient: readonly [byX: string, byY: string],
): SurfaceCode {
  return { value: { lines, result: value }, gradient: { lines, result: gradient } };
}

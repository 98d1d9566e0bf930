/** The pictures of the walkthrough, by their files' names. Their curves are those of runs. */
import { findOptimizer } from '../../../core/optimizers/index.ts';
import { chart, curvesOf } from './curves.ts';
import { codeLine, colors, element, path, picture, rectangle, runColor, text, width } from './drawing.ts';

const valley = { problem: { surface: 'valley' }, steps: 200 };

export async function walkthroughPictures(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['race.svg', await race()],
    ['rate.svg', await rate()],
    ['lesson.svg', lesson()],
    ['optimizer.svg', optimizer()],
    ['csv.svg', csv()],
  ]);
}

async function race(): Promise<string> {
  const ids = ['sgd', 'momentum', 'rmsprop', 'adam'];
  const curves = await curvesOf(
    { ...valley, optimizers: ids.map((id) => ({ optimizer: id })), lr: [0.01] },
    {
      labelOf: ({ label }) => label,
      slotOf: ({ spec }) => findOptimizer(spec.optimizer)?.color ?? 0,
    },
  );
  const pieces = chart('One valley, one learning rate, four optimizers', curves, {
    steps: 200,
    range: [-9, 3],
  });
  return picture('Loss curves of SGD, Momentum, RMSProp and Adam in the valley', pieces);
}

async function rate(): Promise<string> {
  const curves = await curvesOf(
    { ...valley, optimizers: [{ optimizer: 'sgd' }], lr: [0.003, 0.01, 0.019, 0.0205] },
    {
      labelOf: ({ spec }) => String(spec.hyperparameters['lr']),
      slotOf: (_, index) => [0, 1, 4, 3][index] ?? 0,
    },
  );
  const pieces = chart('The same SGD at four learning rates', curves, { steps: 200, range: [-4, 6] });
  return picture('Loss curves of SGD at four learning rates, of which the largest flies away', pieces);
}

/** Words too small to be read. */
function words(x: number, y: number, widths: readonly number[]): string[] {
  return widths.map((w, line) =>
    element('rect', {
      x,
      y: y + line * 13,
      width: w,
      height: 5,
      rx: 2,
      fill: colors.quiet,
      'fill-opacity': 0.45,
    }),
  );
}

function lesson(): string {
  const curve = (from: number, by: number) =>
    Array.from({ length: 40 }, (_, i) => [252 + i * 4.6, 214 - from * Math.exp(-i / by)] as const);
  return picture('A lesson: words, a race in place, and an exercise that is passed', [
    text(40, 44, '2 · Momentum', { size: 20, isBold: true }),
    ...words(40, 62, [390, 360, 398, 210]),
    rectangle([40, 124, 400, 106], { stroke: colors.line }),
    text(54, 146, '▷', { fill: colors.good, size: 13 }),
    ...words(78, 140, [120, 140, 96, 128, 60]),
    path(curve(66, 11), runColor(0)),
    path(curve(50, 4), runColor(1)),
    rectangle([40, 246, 400, 62], { stroke: colors.good }),
    text(54, 270, 'Write momentum', { isBold: true }),
    text(426, 270, '✓ Passed', { fill: colors.good, anchor: 'end', isBold: true }),
    text(54, 294, 'v = momentum * v + g', { isCode: true, fill: colors.text }),
  ]);
}

function optimizer(): string {
  const lines: readonly (readonly (readonly [string, string])[])[] = [
    [
      ['name ', colors.keyword],
      ['"Mine"', colors.number],
    ],
    [],
    [
      ['lr', colors.name],
      ['       = ', colors.text],
      ['0.01', colors.number],
      ['  in ', colors.keyword],
      ['[0, inf)', colors.number],
    ],
    [
      ['momentum', colors.name],
      [' = ', colors.text],
      ['0.9', colors.number],
      ['   in ', colors.keyword],
      ['[0, 1)', colors.number],
    ],
    [],
    [
      ['state ', colors.keyword],
      ['v', colors.name],
    ],
    [],
    [['update', colors.keyword]],
    [['  v = momentum * v + g', colors.text]],
    [['  p -= lr * v', colors.text]],
  ];
  const top = 78;
  const code = lines.map((pieces, line) => codeLine(84, top + line * 22, pieces));
  const numbers = lines.map((_, line) =>
    text(64, top + line * 22, String(line + 1), {
      isCode: true,
      fill: colors.quiet,
      size: 12,
      anchor: 'end',
    }),
  );
  return picture('An optimizer of ten lines, with its names in colours', [
    rectangle([30, 24, width - 60, 286], { stroke: colors.line, fill: colors.ground }),
    text(84, 50, '▷ Race against Adam  |  Check', { fill: colors.quiet, size: 12 }),
    ...numbers,
    ...code,
  ]);
}

function csv(): string {
  const left = 30;
  const rows = 7;
  const columns = ['area', 'rooms', 'price'];
  const cells = Array.from({ length: rows * columns.length }, (_, cell) => {
    const column = cell % columns.length;
    const y = 66 + Math.floor(cell / columns.length) * 30;
    const w = 22 + ((cell * 7) % 18);
    const fill = column === columns.length - 1 ? runColor(3) : colors.quiet;
    return element('rect', {
      x: left + 12 + column * 62,
      y,
      width: w,
      height: 6,
      rx: 2,
      fill,
      'fill-opacity': 0.7,
    });
  });
  const heads = columns.map((name, column) =>
    text(left + 12 + column * 62, 46, name, {
      size: 12,
      isBold: true,
      ...(column === 2 && { fill: runColor(3) }),
    }),
  );
  const bars = [0, 1, 3, 7].map((slot, index) => {
    const y = 70 + index * 52;
    return (
      element('circle', { cx: 278, cy: y + 9, r: 5, fill: runColor(slot) }) +
      element('rect', { x: 296, y, width: 54 + index * 28, height: 18, rx: 3, fill: runColor(slot) })
    );
  });
  return picture('A table of your own on the left, optimizers compared on it on the right', [
    rectangle([left, 24, 200, 260], { stroke: colors.line, fill: colors.ground }),
    ...heads,
    element('line', { x1: left, x2: left + 200, y1: 54, y2: 54, stroke: colors.line }),
    ...cells,
    path(
      [
        [240, 150],
        [258, 150],
      ],
      colors.quiet,
    ),
    path(
      [
        [252, 144],
        [258, 150],
        [252, 156],
      ],
      colors.quiet,
    ),
    text(270, 46, 'Which learns it best?', { size: 12, isBold: true }),
    ...bars,
    text(left, 308, 'The last column is predicted from the others.', { fill: colors.quiet, size: 12 }),
  ]);
}

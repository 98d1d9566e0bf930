/** Random documents of the pieces that Markdown is hard to read for, and random edits: the same ones for the same seed. */
import type { CellKind, Lesson, LessonCell } from '../../../core/lesson/lesson.ts';
import type { Random } from '../../../core/random.ts';

const pieces: readonly string[] = [
  ...[
    '```experiment valley',
    '```optimizer',
    '```optimizer mine',
    '````exercise first',
    '~~~predict',
    '~~~~experiment',
  ],
  ...['```', '````', '`````', '~~~', '~~~~', '```js', '``` ', '```\t', '   ```', '    ```', '\t```', '  ~~~'],
  ...['- ```js', '  ```', '1. a', '   ```experiment', '* * *', '- - ```', '-', '> ```optimizer', '+\t```x'],
  ...[
    '---',
    'title: A',
    'number: 2',
    '<!-- cell -->',
    '<!--',
    '-->',
    '<!-- a -->',
    '<pre>',
    '</pre>',
    '<script>',
  ],
  ...[
    'text',
    'text  ',
    '\ttext',
    '# Title',
    '$$',
    'a `b` c',
    '{ "surface": "valley" }',
    '  p = p - lr * g',
    '',
  ],
  ...[
    '',
    '',
    ' ',
    '\t',
    '``` ```',
    '~~~ ~~~',
    '```experiment `a`',
    '```optimizer a b',
    'ü 漢 😀',
    '\u2028',
    '\0',
  ],
];

const ends: readonly (readonly string[])[] = [['\n'], ['\r\n'], ['\r'], ['\n', '\r\n'], ['\n', '\r\n', '\r']];

function one<T>(of: readonly T[], random: Random): T {
  return of[random.below(of.length)] as T;
}

export function randomDocument(random: Random): string {
  const lineEnds = one(ends, random);
  let text = random.below(8) === 0 ? '\ufeff' : '';
  if (random.below(4) === 0) text += `---${one(lineEnds, random)}`;
  for (let lines = random.below(24); lines > 0; lines--) {
    text += one(pieces, random);
    if (lines > 1 || random.below(2) === 0) text += one(lineEnds, random);
  }
  return text;
}

function randomText(random: Random): string {
  return Array.from({ length: random.below(5) }, () => one(pieces, random)).join('\n');
}

function randomCell(random: Random): LessonCell {
  const kind = one<CellKind | 'markdown'>(
    ['markdown', 'experiment', 'optimizer', 'exercise', 'predict'],
    random,
  );
  const text = randomText(random);
  return kind === 'markdown' ? { kind, text } : { kind, text, id: random.below(2) === 0 ? null : 'new' };
}

/** One cell changed, added, removed or moved. */
export function randomEdit(lesson: Lesson, random: Random): Lesson {
  const cells = [...lesson.cells];
  const at = random.below(cells.length + 1);
  const [cell] = cells.splice(at, 1);
  const kind = random.below(4);
  if (!cell || kind === 0)
    cells.splice(random.below(cells.length + 1), 0, randomCell(random), ...(cell ? [cell] : []));
  else if (kind === 1) cells.splice(at, 0, { ...cell, text: randomText(random) });
  else if (kind === 2) cells.splice(random.below(cells.length + 1), 0, cell);
  return { ...lesson, cells };
}

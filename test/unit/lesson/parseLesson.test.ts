import { describe, expect, test } from 'vitest';
import { parseLesson } from '../../../core/lesson/parseLesson.ts';
import { serializeLesson } from '../../../core/lesson/serializeLesson.ts';

/** `kind#id: text` of each cell. */
function cellsOf(text: string): string[] {
  const lesson = parseLesson(text);
  expect(serializeLesson(lesson)).toBe(text);
  return lesson.cells.map((cell) => {
    const id = cell.kind === 'markdown' || cell.id === null ? '' : `#${cell.id}`;
    return `${cell.kind}${id}: ${cell.text}`;
  });
}

describe('cells', () => {
  test('are Markdown, and fences whose word is a kind', () => {
    expect(cellsOf('# A\n\n```experiment valley\n{}\n```\n\nb\n\n```js\nc\n```\n')).toEqual([
      'markdown: # A',
      'experiment#valley: {}',
      'markdown: b\n\n```js\nc\n```',
    ]);
  });

  test.each([
    ['an empty text', '', []],
    ['blank lines', '\n \n\t\n', []],
    ['a byte order mark', '\ufeff# A', ['markdown: # A']],
    ['CRLF', '# A\r\nb\r\n\r\n```optimizer\r\na\r\nb\r\n```\r\n', ['markdown: # A\nb', 'optimizer: a\nb']],
    ['CR', '# A\r```optimizer\ra\r```\r', ['markdown: # A', 'optimizer: a']],
    ['a longer fence around a shorter', '````optimizer a\n```\n````\n', ['optimizer#a: ```']],
    ['tildes', '~~~predict\n```\n~~~', ['predict: ```']],
    ['a longer end', '```predict\na\n`````  \nb', ['predict: a', 'markdown: b']],
    ['a fence that is never closed', 'a\n```predict\nb\n\n', ['markdown: a', 'predict: b\n']],
    ['nothing in it', '```predict\n```', ['predict: ']],
    ['a blank line in it', '```predict\n\n```', ['predict: ']],
    ['trailing spaces', '```predict  \na  \n```  \nb  \n', ['predict: a  ', 'markdown: b  ']],
    ['a fence in a fence', '~~~js\n```predict\n```\n~~~\n', ['markdown: ~~~js\n```predict\n```\n~~~']],
    ['an indented fence', '  ```predict\n  a\n  ```', ['markdown:   ```predict\n  a\n  ```']],
    ['indented code', '    ```\n```predict\na\n```', ['markdown:     ```', 'predict: a']],
    ['a tab before a fence', '\t```\n```predict\na\n```', ['markdown: \t```', 'predict: a']],
    ...['-\ta', '10.\ta'].map((item): [string, string, string[]] => [
      `a fence left of what a tab behind the mark of "${item}" indents`,
      `${item}\n   \`\`\`\n\`\`\`predict\n\`\`\``,
      [`markdown: ${item}\n   \`\`\`\n\`\`\`predict\n\`\`\``],
    ]),
    ['a fence in a list', '- ```\n  a\n```predict\nb\n```', ['markdown: - ```\n  a', 'predict: b']],
    [
      'a closed fence in a list',
      '1. ```\n   a\n   ```\n```predict\nb\n```',
      ['markdown: 1. ```\n   a\n   ```', 'predict: b'],
    ],
    [
      'a fence below a list item',
      '- a\n\n  ```\n  b\n```predict\nc\n```',
      ['markdown: - a\n\n  ```\n  b', 'predict: c'],
    ],
    [
      'a fence in a list of lists',
      '- - ```\n    a\n```predict\nb\n```',
      ['markdown: - - ```\n    a', 'predict: b'],
    ],
    ['code in a list item', '-     ```\n```predict\na\n```', ['markdown: -     ```', 'predict: a']],
    ['a fence in a quotation', '> ```\n```predict\na\n```', ['markdown: > ```', 'predict: a']],
    ['code within a line', '``` a ```\n```predict\nb\n```', ['markdown: ``` a ```', 'predict: b']],
    ['a comment', '<!--\n```predict\n```\n-->\n', ['markdown: <!--\n```predict\n```\n-->']],
    ['a comment in a line', '<!-- a -->\n```predict\n```', ['markdown: <!-- a -->', 'predict: ']],
    [
      'HTML as it is',
      '<pre>\n```predict\n</pre>\n```predict\n```',
      ['markdown: <pre>\n```predict\n</pre>', 'predict: '],
    ],
    ['a mark between cells', 'a\n\n<!-- cell -->\n\nb', ['markdown: a', 'markdown: b']],
    ['a mark without a cell before', '<!-- cell -->\n---\na\n---', ['markdown: ---\na\n---']],
    ['another word', '```predictor\na\n```', ['markdown: ```predictor\na\n```']],
    ['what is no id', '```predict a b\n```', ['predict: ']],
  ])('with %s', (_, text, cells) => {
    expect(cellsOf(text)).toEqual(cells);
  });

  test('take no longer where a text is long', () => {
    const lines = 200_000;
    expect(parseLesson('a\n'.repeat(lines)).cells).toHaveLength(1);
    expect(parseLesson('```predict\n```\n'.repeat(20_000)).cells).toHaveLength(20_000);
  });
});

describe('the front matter', () => {
  test('says title, number and minutes', () => {
    const lesson = parseLesson(
      '---\ntitle: "Momentum: a ball"\n# a comment\nnumber: 2\nminutes: 20\n---\n\n# A\n',
    );
    expect(lesson.facts).toEqual({ title: 'Momentum: a ball', number: 2, minutes: 20 });
    expect(lesson.head).toBe('---\ntitle: "Momentum: a ball"\n# a comment\nnumber: 2\nminutes: 20\n---\n');
    expect(lesson.cells.map(({ text }) => text)).toEqual(['# A']);
  });

  test.each([
    ['behind a byte order mark', '\ufeff---\r\ntitle: A\r\n---\r\n', 'A'],
    ['not behind a line', 'a\n---\ntitle: A\n---\n', null],
    ['with blank lines in it', '---\n\ntitle: A\n\n---\n', 'A'],
    ['not where other text is in it', '---\n\ntitle: A\nb\n---\n', null],
    ['not where other text comes first', '---\nb\ntitle: A\n---\n', null],
    ['not where it has no end', '---\ntitle: A\n', null],
  ])('is read %s', (_, text, title) => {
    expect(parseLesson(text).facts.title).toBe(title);
  });
});

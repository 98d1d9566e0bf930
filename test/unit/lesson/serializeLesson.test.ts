import { describe, expect, test } from 'vitest';
import type { LessonCell } from '../../../core/lesson/lesson.ts';
import { parseLesson } from '../../../core/lesson/parseLesson.ts';
import { serializeLesson } from '../../../core/lesson/serializeLesson.ts';

/** The text after an edit of its cells. */
function edited(text: string, edit: (cells: LessonCell[]) => LessonCell[]): string {
  const lesson = parseLesson(text);
  return serializeLesson({ ...lesson, cells: edit([...lesson.cells]) });
}

/** With another text in one cell. */
function withText(text: string, index: number, said: string): string {
  return edited(text, (cells) => cells.map((cell, at) => (at === index ? { ...cell, text: said } : cell)));
}

const source = '# A  \r\n\r\n\r\n~~~~optimizer   mine \r\np\r\n~~~~ \r\n\r\nb\t\r\n';

describe('a changed cell', () => {
  test('of Markdown leaves all around it', () => {
    expect(withText(source, 0, '# B\nc')).toBe(source.replace('# A  ', '# B\r\nc'));
  });

  test('of code keeps its fence', () => {
    expect(withText(source, 1, 'q\nr')).toBe(source.replace('\r\np\r\n', '\r\nq\r\nr\r\n'));
  });

  test('that has a fence in it gets a longer one', () => {
    expect(withText('```predict\na\n```\nb', 0, 'x\n````\ny')).toBe('`````predict\nx\n````\ny\n`````\nb');
    expect(withText('```predict\na\n```\nb', 0, 'x\n~~~\n```js\ny')).toBe(
      '```predict\nx\n~~~\n```js\ny\n```\nb',
    );
  });

  test('that was never closed is closed', () => {
    expect(withText('```predict', 0, 'a')).toBe('```predict\na\n```\n');
  });

  test('may be empty, or have been', () => {
    expect(withText('```predict\na\n```\n', 0, '')).toBe('```predict\n```\n');
    expect(withText('```predict\n```\n', 0, 'a')).toBe('```predict\na\n```\n');
  });

  test('of another kind, or with another id, gets another line', () => {
    const change = (cells: LessonCell[]) =>
      cells.map((cell) => (cell.kind === 'optimizer' ? { ...cell, id: 'yours' } : cell));
    expect(edited(source, change)).toBe(source.replace('optimizer   mine ', 'optimizer yours'));
  });
});

describe('cells', () => {
  test('that are added have blank lines around them', () => {
    const add = ([first, ...others]: LessonCell[]): LessonCell[] => [
      ...(first ? [first] : []),
      { kind: 'experiment', id: null, text: '{}' },
      { kind: 'markdown', text: 'c' },
      ...others,
    ];
    expect(edited('a', add)).toBe('a\n\n```experiment\n{}\n```\n\nc\n');
  });

  test('of Markdown beside each other are kept apart', () => {
    const text = 'a\n```predict\n```\nb\n';
    const without = edited(text, (cells) => cells.filter(({ kind }) => kind === 'markdown'));
    expect(without).toBe('a\n\n<!-- cell -->\n\nb\n');
    expect(parseLesson(without).cells.map((cell) => cell.text)).toEqual(['a', 'b']);
  });

  test('that are moved take their bytes with them', () => {
    expect(edited('a\n\n```predict\nb\n``` \n\nc', (cells) => cells.reverse())).toBe(
      '\nc\n```predict\nb\n``` \na\n\n',
    );
  });

  test('of Markdown that say nothing are left out', () => {
    expect(edited('a\n\n```predict\n```\n', (cells) => [{ kind: 'markdown', text: ' \n' }, ...cells])).toBe(
      'a\n\n```predict\n```\n',
    );
  });

  test('take in none that follows', () => {
    const add = (text: string) => (cells: LessonCell[]) => [{ kind: 'markdown' as const, text }, ...cells];
    expect(edited('```predict\n```\n', add('~~~js'))).toBe('~~~js\n~~~\n```predict\n```\n');
    expect(edited('```predict\n```\n', add('<!-- x'))).toBe('<!-- x\n-->\n```predict\n```\n');
    expect(edited('```predict\n```\n', add('- ```'))).toBe('- ```\n```predict\n```\n');
  });

  test('become no front matter', () => {
    const text = edited('b\n', () => [{ kind: 'markdown', text: '---\ntitle: A\n---' }]);
    expect(text).toBe('<!-- cell -->\n---\ntitle: A\n---\n');
    expect(parseLesson(text).facts.title).toBeNull();
  });

  test('keep two ends of lines two', () => {
    expect(parseLesson(withText('a\r```predict\rb\r```\r', 1, 'c\n\nd')).cells[1]?.text).toBe('c\n\nd');
  });
});

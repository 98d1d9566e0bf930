import { describe, expect, test } from 'vitest';
import { exerciseNotBegun } from '../../../core/lesson/exercise/progress.ts';
import { parseLesson } from '../../../core/lesson/parseLesson.ts';
import { lessonName, standingOf, tasksOf } from '../../../core/lesson/standing.ts';

const lesson = `# A

\`\`\`predict who-is-last
{ "experiment": "race", "question": "Which is last?", "answer": "highest final loss" }
\`\`\`

\`\`\`experiment race
{}
\`\`\`

\`\`\`exercise write-adam
{ "title": "Adam from scratch", "kind": "rule", "reference": "adam" }
\`\`\`

\`\`\`optimizer mine
name "Mine"
\`\`\`

\`\`\`exercise first-step
{ "kind": "number", "title": " " }
\`\`\`

\`\`\`exercise
no JSON
\`\`\`
`;
const tasks = () => tasksOf(parseLesson(lesson).cells);

describe('the tasks of a lesson', () => {
  test('are its exercises and questions, each by its id and with what its text calls it', () => {
    expect(tasks()).toEqual([
      { kind: 'predict', key: 'who-is-last', title: 'Which is last?', cell: 1 },
      { kind: 'exercise', key: 'write-adam', title: 'Adam from scratch', cell: 3 },
      { kind: 'exercise', key: 'first-step', title: 'First step', cell: 5 },
      { kind: 'exercise', key: '6', title: 'Exercise', cell: 6 },
    ]);
  });

  test('of a question are called by the question alone', () => {
    const { cells } = parseLesson('```predict a\n{ "title": "T", "question": 3 }\n```\n');
    expect(tasksOf(cells).map(({ title }) => title)).toEqual(['A']);
  });

  test.each(['null', '3', '[]', '""'])('have a name also where their text is %s', (text) => {
    const { cells } = parseLesson(`\`\`\`exercise last-step\n${text}\n\`\`\`\n`);
    expect(tasksOf(cells).map(({ title }) => title)).toEqual(['Last step']);
  });
});

describe('how far a learner is', () => {
  const known: Record<string, Partial<typeof exerciseNotBegun>> = {
    'who-is-last': { tries: 1, isPassed: true },
    'write-adam': { tries: 2 },
    'first-step': { hintsTaken: 1 },
  };
  const standing = () => standingOf(tasks(), (key) => ({ ...exerciseNotBegun, ...known[key] }));

  test('is what is passed of all, and what each has come to', () => {
    expect(standing().text).toBe('1 of 4');
    expect(standing().done).toBe(1);
    expect(standing().tasks.map(({ state }) => state)).toEqual(['passed', 'tried', 'tried', 'not begun']);
  });

  test('counts a solution that was looked at as tried', () => {
    const [, task] = tasks();
    const { tasks: told } = standingOf(task ? [task] : [], () => ({ ...exerciseNotBegun, isShown: true }));
    expect(told.map(({ state }) => state)).toEqual(['tried']);
  });

  test('is nothing where there is nothing to do', () => {
    expect(standingOf([], () => exerciseNotBegun)).toEqual({ tasks: [], done: 0, text: null });
  });
});

test('a lesson is called by its number, its title or its file', () => {
  expect(lessonName({ number: 5, title: 'Adam' }, 'a.lesson.md')).toBe('Lesson 5');
  expect(lessonName({ number: null, title: 'Adam' }, 'a.lesson.md')).toBe('Adam');
  expect(lessonName({ number: null, title: null }, 'a.lesson.md')).toBe('a.lesson.md');
});

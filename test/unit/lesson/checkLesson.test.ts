import { expect, test } from 'vitest';
import { checkLesson } from '../../../core/lesson/checkLesson.ts';

const head = '---\ntitle: A\n---\n';

/** `line:column message of "what it is about"`. */
function faultsOf(text: string): string[] {
  return checkLesson(text).map(({ message, at }) => {
    expect(at.end).toBeGreaterThanOrEqual(at.start);
    return `${at.line}:${at.column} "${text.slice(at.start, at.end)}" ${message}`;
  });
}

const experiment = (name: string) =>
  `{ "problem": { "surface": "valley" }, "optimizers": [{ "optimizer": "${name}" }], "lr": [0.01], "steps": 10 }`;

const rule = 'name "Mine"\nlr = 0.01 in [0, 1]\nupdate\n  p = p - lr * g\n';

const exercise = (fields: object = {}) => JSON.stringify({ kind: 'rule', reference: 'sgd', ...fields });

const number = (formula: string, mistake?: string) =>
  JSON.stringify({
    kind: 'number',
    expected: { formula },
    ...(mistake !== undefined && { mistakes: [{ number: { formula: mistake }, message: 'No.' }] }),
  });

test('nothing is wrong with a lesson that runs', () => {
  const text = `${head}# A\n\n\`\`\`experiment valley\n${experiment('mine.optimizer')}\n\`\`\`\n\`\`\`optimizer mine\n${rule}\`\`\`\n`;
  expect(faultsOf(text)).toEqual([]);
});

test.each([
  ['no front matter', '# A\n', ['1:1 "" a lesson has no front matter']],
  ['no title', '---\nnumber: 2\n---\n', ['1:1 "---" title = missing']],
  ['an unknown key', '---\ntitle: A\nminute: 2\n---\n', [`3:1 "minute: 2" unknown key 'minute'`]],
  [
    'no number',
    '---\ntitle: A\nnumber: two\n---\n',
    ['3:1 "number: two" number = two — expected a whole number'],
  ],
  ['no value', '---\ntitle: A\nnumber:\n---\n', ['3:1 "number:" number = missing']],
  ['a key twice', '---\ntitle: A\ntitle: B\n---\n', ['3:1 "title: B" title is given twice']],
  ['another line', '---\ntitle: A\n- b\n---\n', ['3:1 "- b" this line is none of a front matter']],
  [
    'a kind misspelled',
    `${head}a\n\`\`\`experimnt\n\`\`\`\n`,
    [`5:1 "\`\`\`experimnt" 'experimnt' is no kind of cell`],
  ],
  ['other code', `${head}\`\`\`js\n\`\`\`\n\n~~~text\n\`\`\`experimnt\n~~~\n`, []],
  [
    'an id twice',
    `${head}\`\`\`optimizer a\n${rule}\`\`\`\n\`\`\`optimizer a\n${rule}\`\`\`\n`,
    [`10:1 "\`\`\`optimizer a" the id 'a' is that of an earlier cell`],
  ],
  [
    'no id',
    `${head}\`\`\`optimizer 1 b\n${rule}\`\`\`\n`,
    [
      `4:1 "\`\`\`optimizer 1 b" '1 b' is no id — expected one word of letters, digits and -, such as optimizer b`,
    ],
  ],
  ['no end', `${head}\`\`\`optimizer\n${rule}`, ['4:1 "```optimizer" this fence is never closed']],
  [
    'an exercise without a rule',
    `${head}\`\`\`exercise a\n${exercise()}\n\`\`\`\n`,
    ['4:1 "```exercise a" an exercise has no rule to work on'],
  ],
  [
    'an exercise without an id',
    `${head}\`\`\`exercise\n${exercise()}\n\`\`\`\n\`\`\`optimizer\n\`\`\`\n`,
    ['4:1 "```exercise" an exercise has no id'],
  ],
  ['a number to work out, which needs no rule', `${head}\`\`\`exercise a\n${number('1 / 4')}\n\`\`\`\n`, []],
  [
    'no exercise in one',
    `${head}\`\`\`exercise a\n[1]\n\`\`\`\n\`\`\`optimizer\n\`\`\`\n`,
    ['5:1 "[1]" exercise = [1] — expected an object'],
  ],
  [
    'a reference that is none',
    `${head.replaceAll('\n', '\r\n')}\`\`\`exercise a\r\n{\r\n  "kind": "rule", "reference": "sdg"\r\n}\r\n\`\`\`\r\n\`\`\`optimizer\r\n\`\`\`\r\n`,
    ['6:32 ""sdg"" reference = "sdg" — expected one of '],
  ],
  [
    'a solution that does not compile',
    `${head}\`\`\`exercise a\n${exercise({ solution: rule.replace('* g', '* x') })}\n\`\`\`\n\`\`\`optimizer\n\`\`\`\n`,
    ["solution, line 4, column 16 — unknown name 'x'"],
  ],
  [
    'a starter that does not compile',
    `${head}\`\`\`exercise a\n${exercise({ starter: rule.replace('* g', '* x') })}\n\`\`\`\n\`\`\`optimizer\n\`\`\`\n`,
    [/^5:\d+ "".*" The starter doesn’t compile\. Line 4: unknown name 'x'\.$/],
  ],
  [
    'a starter that passes and a solution that does not',
    `${head}\`\`\`exercise a\n${exercise({ starter: rule, solution: rule.replace('p - lr', 'p + lr') })}\n\`\`\`\n\`\`\`optimizer\n\`\`\`\n`,
    ['The starter passes as it is', 'The solution doesn’t pass. The sign of the step is flipped'],
  ],
  [
    'a mistake that is right',
    `${head}\`\`\`exercise a\n${number('1 / 4', '0.25')}\n\`\`\`\n`,
    ['5:71 "{"formula":"0.25"}" Mistake 1 is right: 0.25, where 0.25 is expected.'],
  ],
  [
    'a question about nothing',
    `${head}\`\`\`predict\n{ "experiment": "a", "question": "b", "answer": "lowest final loss" }\n\`\`\`\n`,
    ['5:17 ""a"" experiment = "a" — expected the id of an experiment of this lesson'],
  ],
  [
    'a question about one run',
    `${head}\`\`\`experiment a\n${experiment('sgd')}\n\`\`\`\n\`\`\`predict\n{ "experiment": "a", "question": "b", "answer": "lowest final loss" }\n\`\`\`\n`,
    ['8:17 ""a"" the experiment has 1 run — expected 2 to 12 to choose from'],
  ],
  [
    'a question about a target that is none',
    `${head}\`\`\`experiment a\n${experiment('sgd').replace('[0.01]', '[0.01, 0.02]')}\n\`\`\`\n\`\`\`predict\n{ "experiment": "a", "question": "b", "answer": "first below the target" }\n\`\`\`\n`,
    ['8:49 ""first below the target"" the experiment has no target — expected one for this answer'],
  ],
  [
    'another answer',
    `${head}\`\`\`predict\n{ "experiment": "a", "question": "b", "answer": "c" }\n\`\`\`\n`,
    ['5:49 ""c"" answer = "c"'],
  ],
  ['no JSON', `${head}\`\`\`predict\n{ "a" 1 }\n\`\`\`\n`, ['5:7 "1" ']],
  [
    'a mistake in a rule',
    `${head.replaceAll('\n', '\r\n')}\`\`\`optimizer\r\nname "Mine"\r\nlr = 0.01 in [0, 1]\r\nupdate\r\n  p = p - lr * x\r\n\`\`\`\r\n`,
    [`8:16 "x" unknown name 'x'`],
  ],
  [
    'a mistake in an experiment',
    `${head}\`\`\`experiment\n${experiment('adm')}\n\`\`\`\n`,
    ['5:69 ""adm"" optimizers[0].optimizer = "adm"'],
  ],
  [
    'a rule that is in no cell',
    `${head}\`\`\`experiment\n${experiment('mine.optimizer')}\n\`\`\`\n`,
    [
      '5:69 ""mine.optimizer"" optimizers[0].optimizer = "mine.optimizer" — expected an optimizer of this lesson',
    ],
  ],
])('with %s', (_, text, expected) => {
  const faults = faultsOf(text);
  expect(faults).toHaveLength(expected.length);
  for (const [index, fault] of faults.entries()) {
    const said = expected[index] ?? '';
    expect(fault).toEqual(
      said instanceof RegExp ? expect.stringMatching(said) : expect.stringContaining(said),
    );
  }
});

test('what a learner is to finish may be unfinished', () => {
  expect(
    faultsOf(`${head}\`\`\`exercise a\n${exercise()}\n\`\`\`\n\`\`\`optimizer\nupdate\n\`\`\`\n`),
  ).toEqual([]);
});

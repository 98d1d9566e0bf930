/** What only running a lesson tells. */
import { expect, test } from 'vitest';
import { examineLesson } from '../../../core/lesson/examineLesson.ts';

const head = '---\ntitle: A\n---\n';
const rule = (step: string) => `name "Mine"\nlr = 0.01 in [0, 1]\nupdate\n  ${step}\n`;
const cell = (info: string, text: string) => `\n\`\`\`${info}\n${text.trimEnd()}\n\`\`\`\n`;
const race = (fields: object = {}) =>
  JSON.stringify({
    ...{ problem: { surface: 'valley' }, optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }] },
    ...{ lr: [0.01], steps: 20, ...fields },
  });
const question = (answer: string) => JSON.stringify({ experiment: 'race', question: 'Who?', answer });
const exercise = (fields: object = {}) => JSON.stringify({ kind: 'rule', reference: 'sgd', ...fields });
const choose = (loss: number) =>
  JSON.stringify({
    ...{ kind: 'choose', setting: 'lr', loss, within: 20, solution: 0.015 },
    experiment: JSON.parse(race({ optimizers: [{ optimizer: 'sgd' }] })),
  });

/** `line:column message`. */
async function findingsIn(...cells: string[]): Promise<string[]> {
  const found = await examineLesson(head + cells.join(''));
  return found.map(({ at, message }) => `${at.line}:${at.column} ${message}`);
}

test('nothing is wrong with a lesson whose cells run, whose solutions pass and whose starters don’t', async () => {
  const shares: number[] = [];
  const cells = [
    cell('experiment race', race()),
    cell('predict', question('highest final loss')),
    cell('exercise a', exercise()),
    cell('optimizer mine', rule('p += lr * g')),
    cell('exercise b', choose(60)),
  ];
  expect(await findingsIn('# A\n', ...cells)).toEqual([]);
  await examineLesson(head + cells.join(''), { onProgress: (share) => void shares.push(share) });
  expect(shares).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
});

test('says what is wrong with the text, too, and runs nothing of such cells', async () => {
  expect(await examineLesson('# A\n')).toHaveLength(1);
  expect(
    await findingsIn(
      cell('experiment race', race({ lr: [0] })),
      cell('predict', question('lowest final loss')),
    ),
  ).toEqual([expect.stringMatching(/^6:\d+ lr\[0\] = 0/)]);
});

test('a question that several runs are the answer of, or none', async () => {
  const same = race({
    optimizers: [{ optimizer: 'sgd' }, { optimizer: 'momentum', hyperparameters: { momentum: 0 } }],
  });
  expect(
    await findingsIn(cell('experiment race', same), cell('predict', question('lowest final loss'))),
  ).toEqual(['10:49 Not one run is the answer: SGD and Momentum come to the same.']);
  expect(
    await findingsIn(
      cell('predict', question('first below the target')),
      cell('experiment race', race({ target: 1e-9 })),
    ),
  ).toEqual(['6:49 No run gets below the target, so that no answer is right.']);
});

test('a starter that passes is told where it stands', async () => {
  const right = rule('p -= lr * g');
  expect(await findingsIn(cell('exercise a', exercise()), cell('optimizer mine', right))).toEqual([
    '9:1 The starter passes as it is, so that there is nothing to do.',
  ]);
  const unfinished = [cell('exercise a', exercise()), cell('optimizer mine', 'name "Mine"\nupdate\n')];
  expect(await findingsIn(...unfinished)).toEqual([]);
});

test('a solution that does not pass, and what can’t be run', async () => {
  expect(await findingsIn(cell('exercise a', choose(1e-9)))).toEqual([
    expect.stringMatching(/^6:\d+ The solution doesn’t pass\. With lr 0\.015/),
  ]);
  const data = race({ problem: { data: 'digits' }, steps: undefined });
  expect(
    await findingsIn(cell('experiment race', data), cell('predict', question('lowest final loss'))),
  ).toEqual([
    expect.stringMatching(/^5:1 This can’t be run: .*expected a surface, or data that is generated$/),
    expect.stringMatching(/^9:1 This can’t be run: /),
  ]);
});

test('a rule is run on what the experiment above it is on', async () => {
  const data = race({ problem: { data: 'digits' }, steps: undefined });
  const cells = [cell('experiment race', data), cell('optimizer mine', rule('p -= lr * g'))];
  expect((await findingsIn(...cells))[1]).toMatch(/^9:1 This can’t be run: /);
  expect(await findingsIn(...cells.reverse())).toHaveLength(1);
});

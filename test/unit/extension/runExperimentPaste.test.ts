/** Calls of PyTorch among the optimizers of "Run Experiment…". */
import { describe, expect, test } from 'vitest';
import { waitFor } from '../waitFor.ts';
import { screen } from './fake/screen.ts';
import { answer, ask, labels, memory, openBeforeEach, question, row } from './runExperimentQuestions.ts';

openBeforeEach();

const call = 'torch.optim.AdamW(model.parameters(), lr=3e-4, betas=(0.9, 0.95), weight_decay=0.1)';
const name = 'AdamW (lr 0.0003, beta2 0.95, weight_decay 0.1)';
const choice = { optimizer: 'adamw', lr: [0.0003], hyperparameters: { beta2: 0.95, weight_decay: 0.1 } };

async function optimizers() {
  await answer('Iris, 4-16-3 network');
  return question();
}

test('a pasted call is a row beside what is marked, and runs with its own rate', async () => {
  const asked = ask();
  const pick = await optimizers();
  pick.type(call);
  expect(pick.items[0]).toMatchObject({ label: name, description: 'your PyTorch call' });
  expect(labels(pick.selectedItems)).toEqual([name, 'SGD', 'Momentum', 'Adam']);
  expect(pick.title).toBe('Iris, 4-16-3 network · 4 runs');
  pick.accept();
  expect((await answer('32')).title).toContain(`· ${name}, SGD, Momentum, Adam`);
  const rates = await question();
  rates.type('0.1 0.2');
  // One of the call, two of each other.
  expect(rates.title).toMatch(/ · 7 runs$/);
  rates.accept();
  expect((await asked)?.experiment).toMatchObject({
    optimizers: [choice, { optimizer: 'sgd' }, { optimizer: 'momentum' }, { optimizer: 'adam' }],
    lr: [0.1, 0.2],
  });
});

test('a call in the clipboard is taken by a button, with its comments', async () => {
  const asked = ask();
  screen.clipboard = `optimizer = torch.optim.SGD(
    model.parameters(), # all of them
    lr=0.1,
    momentum=0.9, nesterov=True,
)`;
  const pick = await optimizers();
  expect(pick.buttons.at(-1)).toMatchObject({ iconPath: { id: 'clippy' }, tooltip: 'Paste a PyTorch call…' });
  pick.press(pick.buttons.length - 1);
  await waitFor(() => expect(labels(pick.items)).toContain('SGD (lr 0.1, momentum 0.9, nesterov true)'));
  pick.accept(row(pick, 'SGD (lr 0.1, momentum 0.9, nesterov true)'));
  await answer('32');
  const rates = await question();
  expect(rates.placeholder).toBe('Pasted calls keep their learning rates');
  expect(rates.items).toMatchObject([{ label: '0.1', description: 'as pasted' }]);
  rates.accept();
  expect((await asked)?.experiment.optimizers).toEqual([
    { optimizer: 'sgd', lr: [0.1], hyperparameters: { momentum: 0.9, nesterov: true } },
  ]);
});

test('a second call from the clipboard comes beside the first', async () => {
  void ask();
  const pick = await optimizers();
  for (const text of [call, 'Adam(p)']) {
    screen.clipboard = text;
    pick.press(pick.buttons.length - 1);
    await waitFor(() => expect(pick.items[0]?.label).toMatch(text === call ? /^AdamW \(/ : /^Adam \(/));
  }
  expect(labels(pick.selectedItems)).toEqual(['Adam (lr 0.001)', name, 'SGD', 'Momentum', 'Adam']);
});

test('several calls stay, one after the other', async () => {
  void ask();
  const pick = await optimizers();
  pick.type(call);
  pick.type('');
  expect(labels(pick.selectedItems)).toContain(name);
  pick.type('Adam(p)');
  expect(labels(pick.selectedItems)).toEqual(['Adam (lr 0.001)', name, 'SGD', 'Momentum', 'Adam']);
  pick.type('');
  expect(labels(pick.items).slice(0, 3)).toEqual(['Adam (lr 0.001)', name, 'SGD']);
});

test('while one is typed, what it is not yet is no row of its own', async () => {
  void ask();
  const pick = await optimizers();
  pick.type('Adam(p, lr=1)');
  pick.type('Adam(p, lr=0.1)');
  expect(labels(pick.selectedItems)).toEqual(['Adam (lr 0.1)', 'SGD', 'Momentum', 'Adam']);
});

describe('what is no call says so, and nothing goes on', () => {
  test.each([
    ['torch.optim.Adm(p)', /Adm/],
    ['torch.optim.Adam(p, lr=1e-3', /expected '\)', found the end of the text/],
    ['torch.optim.Adam(p, betas=0.9)', /betas = 0\.9 — expected 2 numbers/],
    ['Adam(p, lr=-1)', /lr = -1 — expected/],
    ['Adam(p, learning_rate=1)', /learning_rate = 1 — expected one of Adam's arguments/],
  ])('%s', async (text, message) => {
    void ask();
    const pick = await optimizers();
    pick.type(text);
    expect(pick.items[0]?.label).toMatch(message);
    pick.accept();
    expect(pick.busy).toBe(false);
    pick.type('');
    pick.accept();
    expect(pick.busy).toBe(true);
  });

  test('in the clipboard, too', async () => {
    void ask();
    screen.clipboard = 'my shopping list';
    const pick = await optimizers();
    pick.press(pick.buttons.length - 1);
    await waitFor(() =>
      expect(pick.items[0]?.label).toBe(
        '$(error) expected a call such as torch.optim.Adam(params, lr=0.001), found "my shopping list"',
      ),
    );
  });
});

test('a part of a name still looks for it, and leaves the marks alone', async () => {
  void ask();
  const pick = await optimizers();
  pick.selectedItems = [row(pick, 'Lion')];
  pick.type('ada');
  expect(labels(pick.selectedItems)).toEqual(['Lion']);
  pick.type('nothing is called so');
  expect(pick.items[0]?.label).toMatch(/Nothing in this list is called/);
});

test('is offered and marked again, next time', async () => {
  const asked = ask();
  const pick = await optimizers();
  pick.type(call);
  pick.accept(...pick.items.slice(0, 1));
  await answer('32');
  await answer();
  await asked;
  expect(memory.kept.get('runExperiment.lastChoices')).toMatchObject({ optimizers: [choice] });
  void ask();
  const again = await optimizers();
  expect(labels(again.selectedItems)).toEqual([name]);
  expect(again.items).toHaveLength(28);
});

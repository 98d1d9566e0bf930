/** Where networks are trained, as "Run Experiment…" offers it: beside the last question, so that nobody is asked. */
import { describe, expect, test } from 'vitest';
import { answer, ask, memory, openBeforeEach, question } from './runExperimentQuestions.ts';

openBeforeEach();

interface Button {
  readonly tooltip: string;
  readonly iconPath: { readonly id: string };
}

/** The last question, on data. */
async function rates() {
  await answer('Iris, 4-16-3 network');
  await answer('Adam');
  await answer('32');
  return question();
}

describe('on data', () => {
  test('a button leads from the settings to the GPU, the processor and back, and the title says where it is', async () => {
    const asked = ask();
    const pick = await rates();
    const seen = () => [pick.title.split(' · ').at(-1), (pick.buttons[1] as Button).tooltip];
    expect([pick.step, pick.totalSteps]).toEqual([4, 4]);
    expect((pick.buttons[1] as Button).iconPath.id).toBe('circuit-board');
    expect(seen()).toEqual(['batch 32', 'Compute on the GPU']);
    pick.press(1);
    expect(seen()).toEqual(['on the GPU', 'Compute on the processor, never on the GPU']);
    pick.press(1);
    expect(seen()).toEqual(['on the processor', 'Compute where the settings say']);
    pick.press(1);
    expect(seen()).toEqual(['batch 32', 'Compute on the GPU']);
    expect(pick.busy).toBe(false);
    pick.accept();
    expect((await asked)?.experiment.engine).toBeUndefined();
    expect(memory.kept.get('runExperiment.lastChoices')).not.toHaveProperty('engine');
  });

  test.each([
    [1, 'gpu'],
    [2, 'cpu'],
  ])('pressed %i times makes the experiment’s engine %s, also for the next time', async (times, engine) => {
    const asked = ask();
    const pick = await rates();
    for (let press = 0; press < times; press++) pick.press(1);
    pick.accept();
    expect((await asked)?.experiment.engine).toBe(engine);
    const again = ask();
    const next = await rates();
    expect(next.title).toContain(engine === 'gpu' ? 'on the GPU' : 'on the processor');
    next.accept();
    expect((await again)?.experiment.engine).toBe(engine);
  });

  test('what is checked has the engine that was chosen', async () => {
    const engines: unknown[] = [];
    const asked = ask(({ experiment }) => {
      engines.push(experiment.engine);
      return null;
    });
    const pick = await rates();
    pick.press(1);
    pick.accept();
    await asked;
    expect(engines).toEqual(['gpu']);
  });

  test('the way back is the first button all the same', async () => {
    void ask();
    (await rates()).back();
    expect((await question()).step).toBe(3);
  });
});

test('there is no such button on surfaces', async () => {
  void ask();
  await answer('Ill-conditioned valley');
  await answer('SGD');
  expect((await question()).buttons).toHaveLength(2);
});

test('nor where the window is known to have no GPU, whatever was chosen last', async () => {
  const asked = ask(undefined, { offersGpu: false });
  const last = { problem: { data: 'iris', hidden: [16] }, engine: 'gpu' };
  memory.kept.set('runExperiment.lastChoices', last);
  const pick = await rates();
  expect(pick.buttons).toHaveLength(2);
  expect(pick.title).not.toContain('GPU');
  pick.accept();
  expect((await asked)?.experiment.engine).toBeUndefined();
});

// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { RaceView } from '../../../core/protocol/panel.ts';
import type { RunStatus } from '../../../core/race/status.ts';
import { tutorialRaces } from '../../../core/tutorial/races.ts';
import { emptyState } from '../../../webview/panel/emptyState.ts';
import { headline } from '../../../webview/panel/headline.ts';
import type { PanelState } from '../../../webview/panel/state.ts';
import { raceOf, runView, stateOf } from './fixtures.ts';
import { actionsOf, button, draw, only, textOf } from './pageTools.ts';

const caption = {
  question: 'Momentum wins and Adam is last here. Why?',
  answer: 'A shared learning rate is not a fair comparison.',
  next: { race: 'valley-best-rates', label: 'Race each at its best rate' },
};

function headOf(phase: 'running' | 'paused' | 'ended', change: Partial<PanelState> = {}) {
  const { actions, asked, posted } = actionsOf();
  const root = draw(headline(stateOf(raceOf({ caption, phase }), change), actions));
  return { root, text: textOf(root), asked, posted };
}

describe('a race of the tutorial', () => {
  it.each(['running', 'paused'] as const)('tells nothing of what will come of it while it is %s', (phase) => {
    const { root, text, asked } = headOf(phase);
    expect(text).toContain('Make a guess');
    for (const told of [caption.question, caption.answer, caption.next.label])
      expect(text).not.toContain(told);
    button(root, 'Show the answer').click();
    expect(asked).toEqual([{ action: 'showAnswer', arguments: [true] }]);
  });

  it('tells it when it is asked', () => {
    const { root, text, asked } = headOf('running', { answerShown: true });
    expect(text).toContain(caption.question);
    expect(text).toContain(caption.answer);
    button(root, 'Hide the answer').click();
    expect(asked).toEqual([{ action: 'showAnswer', arguments: [false] }]);
  });

  it('asks when it is over, and leads on', () => {
    const { root, text, posted } = headOf('ended');
    expect(text).toContain(caption.question);
    expect(text).not.toContain(caption.answer);
    expect(text).not.toContain('guess');
    expect(button(root, 'Show the answer').getAttribute('aria-controls')).toBe(only(root, '.answer').id);
    button(root, caption.next.label).click();
    expect(posted).toEqual([{ type: 'runTutorialRace', race: 'valley-best-rates' }]);
  });
});

describe('a run in the debugger', () => {
  it('is told with its step and its line', () => {
    const debugged = { run: 0, step: 3, line: 12, loss: 88.55259, position: null, branch: null };
    expect(headOf('ended', { debugged }).text).toContain(
      'SGD in step 3 of 4: loss 88.5526 before it, line 12 is next.',
    );
    expect(headOf('ended', { debugged: { ...debugged, run: 7 } }).text).not.toContain('is next');
  });

  it('is told with the step from which on it is a branch, in and after that', () => {
    const told = (fromStep: number) => {
      const branch = { fromStep, losses: Float64Array.of(2) };
      const debugged = { run: 0, step: 3, line: 12, loss: 2, position: null, branch };
      return headOf('ended', { debugged }).text;
    };
    expect(told(3)).toContain('line 12 is next. A branch of the run from step 3 on.');
    expect(told(2)).toContain('A branch of the run from step 2 on.');
    expect(told(4)).not.toContain('branch');
  });
});

describe('a rule that moves up the gradient', () => {
  const climbing = [{ run: 1, line: 6, turned: null }];
  const runs = [runView(), runView({ name: 'Mine' })];

  it.each(['editor', 'view'] as const)('is told in the %s, with the ways to its first step', (place) => {
    const { actions, posted } = actionsOf();
    const root = draw(headline(stateOf(raceOf({ runs, climbing }), { place }), actions));
    expect(textOf(only(root, '.climbing'))).toContain(
      'Mine moves up the gradient: is the sign of its step wrong? Line 6 takes it.',
    );
    button(root, 'Why?').click();
    button(root, 'Debug').click();
    expect(posted).toEqual([
      { type: 'inspectStep', at: { race: 'race', run: 1, step: 1 } },
      { type: 'debug', race: 'race', run: 1 },
    ]);
  });

  it('is told with both lines where one turns a value and the other subtracts it', () => {
    const climbing = [{ run: 0, line: 6, turned: { name: 'm', line: 4 } }];
    const root = draw(headline(stateOf(raceOf({ climbing })), actionsOf().actions));
    expect(textOf(only(root, '.climbing'))).toContain(
      'moves up the gradient: line 4 turns the sign of m, and line 6 subtracts it. Is one of the two wrong?',
    );
  });

  it('is not told of others, and without its line where none is known', () => {
    expect(headOf('running').root.querySelector('.climbing')).toBeNull();
    const { actions } = actionsOf();
    const unknown = [
      { run: 1, line: null, turned: null },
      { run: 7, line: 3, turned: null },
    ];
    const root = draw(headline(stateOf(raceOf({ runs, climbing: unknown })), actions));
    expect(textOf(only(root, '.climbing'))).toMatch(/step wrong\?(?! Line)/);
  });
});

describe('a race of the tutorial that did not come to its end', () => {
  const headAfter = (statuses: readonly RunStatus[], change: Partial<PanelState> = {}) => {
    const { actions, posted } = actionsOf();
    const runs = statuses.map((status) => runView({ status }));
    const state = stateOf(raceOf({ caption, phase: 'ended', runs }), change);
    const root = draw(headline(state, actions));
    return { root, text: textOf(root), posted };
  };
  const [finished, diverged, stopped] = [
    { kind: 'finished' },
    { kind: 'diverged', step: 2, reason: 'loss rose', hint: 'try less' },
    { kind: 'stopped' },
  ] as const;

  it('was stopped: says so, offers its end, and tells nothing of what would come of it', () => {
    const { root, text, posted } = headAfter([finished, stopped]);
    expect(text).toContain('Stopped at step 4, before its end.');
    expect(text).toContain('Make a guess');
    for (const told of [caption.question, caption.answer, caption.next.label])
      expect(text).not.toContain(told);
    button(root, 'Run it to its end').click();
    expect(posted).toEqual([{ type: 'runAgain' }]);
  });

  it('still tells it when it is asked', () => {
    expect(headAfter([stopped], { answerShown: true }).text).toContain(caption.answer);
  });

  it.each<RunStatus>([{ kind: 'interrupted' }, { kind: 'failed', message: 'no memory' }])(
    'was $kind: tells nothing, and does not say that it was stopped',
    (status) => {
      const { text } = headAfter([finished, status]);
      expect(text).not.toContain(caption.question);
      expect(text).not.toContain('Stopped');
    },
  );

  it('is at its end where a run diverged', () => {
    const { text } = headAfter([finished, diverged]);
    expect(text).toContain(caption.question);
    expect(text).not.toContain('Run it to its end');
  });
});

it('asks nothing of other races', () => {
  const { actions } = actionsOf();
  const root = draw(headline(stateOf(raceOf()), actions));
  expect(textOf(root)).toBe('Valley');
});

it('says whether the answer stands below it', () => {
  const expanded = (answerShown: boolean) => {
    const { root } = headOf('ended', { answerShown });
    const answer = only(root, '.answer');
    const name = answerShown ? 'Hide the answer' : 'Show the answer';
    return [button(root, name).getAttribute('aria-expanded'), answer.hidden, textOf(answer)];
  };
  expect(expanded(false)).toEqual(['false', true, '']);
  expect(expanded(true)).toEqual(['true', false, caption.answer]);
});

it('leads nowhere where no race follows', () => {
  const { actions } = actionsOf();
  const race = raceOf({ caption: { ...caption, next: null }, phase: 'ended' });
  const root = draw(headline(stateOf(race), actions));
  expect([...root.querySelectorAll('button')].map(textOf)).toEqual(['Show the answer']);
});

it('has a line for each note', () => {
  const { actions } = actionsOf();
  const root = draw(headline(stateOf(raceOf({ notes: ['One column is left out.', 'Two.'] })), actions));
  expect([...root.querySelectorAll('.note')].map(textOf)).toEqual(['One column is left out.', 'Two.']);
});

it('says that workers compute the runs, and how many wait, as long as they are on a queue', () => {
  const { actions } = actionsOf();
  const waiting = { losses: new Float64Array(), path: null, status: { kind: 'queued' } } as const;
  const runs = [runView(), runView(waiting), runView(waiting)];
  const lineOf = (change: Partial<RaceView>, place: PanelState['place'] = 'editor') => {
    const race = raceOf({ runs, phase: 'running', ...change });
    return textOf(draw(headline(stateOf(race, { place }), actions)).querySelector('.queued'));
  };
  expect(lineOf({ onQueue: true })).toBe('Workers of the queue compute these runs; 2 of 3 wait.');
  expect(lineOf({ onQueue: true }, 'view')).toBe('Workers of the queue compute these runs; 2 of 3 wait.');
  expect(lineOf({ onQueue: true, runs: [runView()] })).toBe('Workers of the queue compute these runs.');
  expect(lineOf({})).toBe('');
  const race = raceOf({ runs, phase: 'running', onQueue: true });
  race.apply({ type: 'update', race: 'race', phase: 'ended', speed: 1, threads: 0, runs: [] });
  expect(draw(headline(stateOf(race), actions)).querySelector('.queued')).toBeNull();
});

it('says so where only some runs were cut off', () => {
  const { actions } = actionsOf();
  const race = raceOf({ runs: [runView(), runView({ status: { kind: 'interrupted' } })] });
  expect(draw(headline(stateOf(race), actions)).querySelector('.interrupted')).not.toBeNull();
  expect(draw(headline(stateOf(raceOf()), actions)).querySelector('.interrupted')).toBeNull();
});

it('says that a reload cut a race off, goes on with it, and runs it again', () => {
  const { actions, posted } = actionsOf();
  const race = raceOf({ runs: [runView({ status: { kind: 'interrupted' } })] });
  const root = draw(headline(stateOf(race), actions));
  expect(textOf(root)).toContain('This race was interrupted before its end.');
  button(root, 'Resume').click();
  button(root, 'Run Again').click();
  expect(posted).toEqual([{ type: 'resumeRace' }, { type: 'runAgain' }]);
});

it.each([
  [true, 'window', 'This race runs in another window. What that has saved is shown.'],
  [false, 'window', 'Some of these runs go on in another window. What that has saved of them is shown.'],
  [true, 'terminal', 'This race runs in a terminal. What that has saved is shown.'],
] as const)(
  'offers nothing for what goes on elsewhere, a whole race: %s, in a %s',
  (isWhole, elsewhere, text) => {
    const { actions } = actionsOf();
    const race = raceOf({ isWhole, runs: [runView({ status: { kind: 'interrupted', elsewhere } })] });
    const line = draw(headline(stateOf(race), actions)).querySelector('.interrupted');
    expect(line && textOf(line)).toBe(text);
    expect(line?.querySelectorAll('button')).toHaveLength(0);
  },
);

it('offers every race of the tutorial before anything has run', () => {
  const { posted, actions } = actionsOf();
  const root = draw(emptyState(actions.post));
  button(root, 'Run Tutorial Race').click();
  for (const { name } of tutorialRaces.slice(1)) button(root, name).click();
  button(root, 'Run Experiment…').click();
  expect(posted).toEqual([
    ...tutorialRaces.map(({ id }) => ({ type: 'runTutorialRace', race: id })),
    { type: 'runExperiment' },
  ]);
});

it('tells why a GPU that was asked for computes nothing, each reason once and three at most', () => {
  const missing = (reason: string) =>
    runView({
      asked: 'gpu',
      engine: { precision: 'float32', threads: 1, description: '', reason },
    });
  const notesOf = (reasons: readonly string[]) => {
    const race = raceOf({ notes: ['A note.'], runs: reasons.map(missing) });
    const root = draw(headline(stateOf(race), actionsOf().actions));
    return [...root.querySelectorAll('.note')].map((note) => textOf(note));
  };
  expect(notesOf(['it is old', 'it is old', 'it is lost'])).toEqual([
    'A note.',
    'Computed on the processor: it is old.',
    'Computed on the processor: it is lost.',
  ]);
  expect(notesOf(['a', 'b', 'c', 'd'])).toHaveLength(4);
});

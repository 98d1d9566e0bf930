// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { openPage, timersBeforeEach, viewOf } from './openPage.ts';
import { button, only, press, textsOf } from './pageTools.ts';

timersBeforeEach();

describe('a picked run', () => {
  it('is picked by a click on its row, and told to the side bar', () => {
    const { rowOf, picked, selects, draw, failures } = openPage();
    rowOf('Adam').click();
    draw();
    expect(picked()).toEqual(['Adam']);
    rowOf('Lion').click();
    draw();
    expect(picked()).toEqual(['Lion']);
    expect(selects()).toEqual([1, 2].map((run) => ({ type: 'select', race: 'race', run })));
    expect(failures).toEqual([]);
  });

  it.each<[string, (page: ReturnType<typeof openPage>) => void]>([
    ['a second click', ({ rowOf }) => rowOf('Adam').click()],
    [
      'Ctrl and a click',
      ({ rowOf }) => rowOf('Adam').dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true })),
    ],
    ['Escape', ({ rowOf }) => void press(rowOf('Adam'), 'Escape')],
    ['Escape anywhere in the page', ({ root }) => void press(button(root, 'More'), 'Escape')],
    ['a click beside', ({ root }) => only(root, '.head').click()],
    ['Enter on its row', ({ rowOf }) => void press(rowOf('Adam'), 'Enter')],
    ['the side bar', ({ panel }) => panel.receive({ type: 'select', race: 'race', run: null })],
  ])('is let go of by %s', (_, letGo) => {
    const page = openPage();
    page.rowOf('Adam').click();
    page.draw();
    expect(page.picked()).toEqual(['Adam']);
    letGo(page);
    page.draw();
    expect(page.picked()).toEqual([]);
  });

  it('stays picked when something else is pressed', () => {
    const { root, rowOf, picked, draw } = openPage();
    rowOf('Adam').click();
    button(root, 'Log x').click();
    button(root, 'Lion in the chart').click();
    draw();
    expect(picked()).toEqual(['Adam']);
  });

  it('belongs to its race: another begins with none, whatever its runs', () => {
    const { rowOf, picked, show } = openPage();
    rowOf('Adam').click();
    show(viewOf({ id: 'another' }));
    expect(picked()).toEqual([]);
  });

  it('stays picked while its race goes on, and when the page gets it anew', () => {
    const view = viewOf({ phase: 'running' });
    const { panel, rowOf, picked, draw, show } = openPage(view);
    rowOf('Adam').click();
    panel.receive({ type: 'update', race: 'race', phase: 'ended', speed: 1, threads: 2, runs: [] });
    draw();
    expect(picked()).toEqual(['Adam']);
    show(view);
    expect(picked()).toEqual(['Adam']);
  });

  it('follows the side bar, but not what was picked in a race before', () => {
    const { panel, picked, draw } = openPage();
    panel.receive({ type: 'select', race: 'race', run: 2 });
    draw();
    expect(picked()).toEqual(['Lion']);
    panel.receive({ type: 'select', race: 'gone', run: 0 });
    draw();
    expect(picked()).toEqual(['Lion']);
  });

  it('steps back for the run under the pointer, and is highlighted again after it', () => {
    const { root, rowOf, draw } = openPage();
    const highlighted = () => textsOf(root, 'tr.highlighted th');
    rowOf('Adam').click();
    rowOf('Lion').dispatchEvent(new Event('pointerenter'));
    draw();
    expect(highlighted()).toEqual(['Lion']);
    rowOf('Lion').dispatchEvent(new Event('pointerleave'));
    draw();
    expect(highlighted()).toEqual(['Adam']);
  });
});

describe('hidden runs', () => {
  it('are those that the person hid in this race', () => {
    const { root, rowOf, posted, show, draw } = openPage();
    press(rowOf('Adam'), ' ');
    draw();
    expect(textsOf(root, 'tr.hidden-run th')).toEqual(['Adam']);
    expect(posted).toEqual([{ type: 'hide', race: 'race', runs: [1] }]);
    show(viewOf({ id: 'another' }));
    expect(textsOf(root, 'tr.hidden-run th')).toEqual([]);
    button(root, 'Lion in the chart').click();
    button(root, 'Lion in the chart').click();
    expect(posted.slice(1)).toEqual([
      { type: 'hide', race: 'another', runs: [2] },
      { type: 'hide', race: 'another', runs: [] },
    ]);
  });

  it('are those that the extension knows, of this race', () => {
    const { panel, root, draw } = openPage();
    const hiddenRows = () => {
      draw();
      return textsOf(root, 'tr.hidden-run th');
    };
    panel.receive({ type: 'hidden', race: 'race', runs: [0, 2] });
    expect(hiddenRows()).toEqual(['SGD', 'Lion']);
    panel.receive({ type: 'hidden', race: 'gone', runs: [] });
    expect(hiddenRows()).toEqual(['SGD', 'Lion']);
    panel.receive({ type: 'hidden', race: 'race', runs: [] });
    expect(hiddenRows()).toEqual([]);
  });
});

// @vitest-environment happy-dom
/** The views of a sweep on the page: how they are chosen, opened and left. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exportPicture } from '../../../webview/panel/picture/exportPicture.ts';
import { readViewSettings } from '../../../webview/panel/viewSettings.ts';
import { contextOf, fakeCanvases, setSize } from '../webview/fakeCanvas.ts';
import { raceOf, runView, stateOf } from './fixtures.ts';
import { openPage, timersBeforeEach, viewOf } from './openPage.ts';
import { button, only, press, textOf, textsOf } from './pageTools.ts';
import { sweepView } from './sweepRace.ts';

timersBeforeEach();
beforeEach(() => fakeCanvases());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** The list with this label. */
function list(root: ParentNode, label: string): HTMLSelectElement {
  const field = [...root.querySelectorAll('.field')].find(
    (each) => textOf(each.querySelector('.label')) === label,
  );
  const select = field?.querySelector('select');
  if (!select) throw new Error(`no list is called ${label}`);
  return select;
}

function choose(root: ParentNode, label: string, choice: string): void {
  const select = list(root, label);
  select.selectedIndex = [...select.options].findIndex((option) => textOf(option) === choice);
  select.dispatchEvent(new Event('change'));
}

/** The page with the sweep of two optimizers on it, each at ten rates and three momenta. */
function open() {
  const page = openPage({ ...sweepView(['Momentum', 'Adam'], 2), id: 'race' }, 1600);
  const size = () => {
    page.draw();
    const body = only(page.root, '.stage .body');
    setSize(body, 900, 400);
    page.draw();
    return body;
  };
  return { ...page, size };
}

describe('a sweep', () => {
  it('has its views in the toolbar, and what runs are judged by', () => {
    const { root } = open();
    expect([...list(root, 'View').options].map(textOf)).toEqual(['Curves', 'Tuning', 'Heat map', 'Parallel']);
    expect([...list(root, 'Judge by').options].map(textOf)).toEqual([
      'Final loss',
      'Best loss',
      'Steps to 1, for good',
      'Steps to 1, first time',
    ]);
    expect(openPage().root.querySelector('.toolbar')?.textContent).not.toContain('Judge by');
  });

  it.each([
    ['Tuning', /^Final loss by learning rate, the best of each optimizer: Momentum, /],
    ['Heat map', /^Heat map of final loss: learning rate across, optimizer down, 20 cells\. Best: /],
    [
      'Parallel',
      /^Parallel coordinates of 60 runs: optimizer, learning rate, momentum, Final loss\. Best final loss: /,
    ],
  ])('shows %s as a picture with a sentence, in place of curves and landscape', (view, label) => {
    const { root, size, draw, saved, failures } = open();
    choose(root, 'View', view);
    const body = size();
    expect(only(body, '[role="img"]').getAttribute('aria-label')).toMatch(label);
    expect(root.querySelector('.figure.land')).toBeNull();
    expect(textOf(only(root, '.toolbar'))).not.toContain('Log x');
    expect(saved.at(-1)?.stage).not.toBe('curves');
    expect(failures).toEqual([]);
    choose(root, 'View', 'Curves');
    draw();
    expect(root.querySelector('.figure.land')).not.toBeNull();
  });

  it('is judged by what the person chooses, everywhere', () => {
    const { root, size } = open();
    choose(root, 'View', 'Heat map');
    choose(root, 'Judge by', 'Steps to 1, for good');
    const body = size();
    expect(only(body, '[role="img"]').getAttribute('aria-label')).toMatch(
      /^Heat map of steps to 1, for good/,
    );
    expect(textOf(only(root, '.sweep-figure .caption'))).toMatch(
      /^Heat map steps to 1, for good, median of a cell/,
    );
  });

  it('opens the runs of a cell as curves, and goes back', () => {
    const { root, size, draw } = open();
    choose(root, 'View', 'Heat map');
    const body = size();
    const cells = only(body, '[role="application"]');
    press(cells, 'ArrowUp');
    press(cells, 'Enter');
    draw();
    expect(root.querySelector('.sweep-figure')).toBeNull();
    expect(root.querySelectorAll('tbody tr')).toHaveLength(3);
    expect(only(root, '.search input')).toHaveProperty(
      'value',
      expect.stringMatching(/^lr=\S+ optimizer=\w+$/),
    );
    button(root, 'Back to heat map').click();
    draw();
    expect(root.querySelector('.sweep-figure')).not.toBeNull();
    expect(root.querySelectorAll('tbody tr')).toHaveLength(60);
    expect(root.querySelector('.search .codicon-arrow-left')).toBeNull();
  });

  it('has no way back to where the person has gone on from', () => {
    const { root, size, draw } = open();
    choose(root, 'View', 'Heat map');
    const cells = only(size(), '[role="application"]');
    press(cells, 'ArrowUp');
    press(cells, 'Enter');
    draw();
    button(root, 'Show all').click();
    draw();
    expect(textOf(only(root, '.search'))).not.toContain('Back to');
  });

  it('changes the axes of the heat map for each other', () => {
    const { root, size, saved } = open();
    choose(root, 'View', 'Heat map');
    size();
    choose(root, 'Across', 'Optimizer');
    expect(saved.at(-1)).toMatchObject({ across: 'optimizer', down: 'lr' });
    size();
    choose(root, 'Down', 'Momentum');
    expect(saved.at(-1)).toMatchObject({ across: 'optimizer', down: 'hyperparameter-momentum' });
  });

  it('lets the person choose which setting was tuned', () => {
    const { root, size, saved } = open();
    choose(root, 'View', 'Tuning');
    size();
    choose(root, 'Setting', 'Momentum');
    const body = size();
    expect(saved.at(-1)?.tuned).toBe('hyperparameter-momentum');
    expect(only(body, '[role="img"]').getAttribute('aria-label')).toMatch(/^Final loss by momentum/);
  });

  it('finds runs by a brush along an axis', () => {
    const { root, size, draw } = open();
    choose(root, 'View', 'Parallel');
    const canvas = only(size(), 'canvas');
    Object.assign(canvas, { setPointerCapture() {} });
    const texts = contextOf(canvas as HTMLCanvasElement).of('text');
    const tick = texts.find(({ text }) => text === 'Adam');
    const send = (type: string, y: number) => {
      const event = new MouseEvent(type, { button: 0 });
      const x = (tick?.points[0] ?? 0) + 6;
      Object.defineProperties(event, {
        offsetX: { value: x },
        offsetY: { value: y },
        pointerId: { value: 1 },
      });
      canvas.dispatchEvent(event);
    };
    send('pointerdown', (tick?.points[1] ?? 0) - 10);
    send('pointermove', (tick?.points[1] ?? 0) + 10);
    send('pointerup', (tick?.points[1] ?? 0) + 10);
    draw();
    expect(only(root, '.search input')).toHaveProperty('value', 'optimizer=Adam');
    expect(root.querySelectorAll('tbody tr')).toHaveLength(30);
  });

  it.each(['Tuning', 'Heat map', 'Parallel'])('says so where nothing is found to be shown as %s', (view) => {
    const { root, size, draw, failures } = open();
    choose(root, 'View', view);
    size();
    const input = only(root, '.search input');
    if (input instanceof HTMLInputElement) input.value = 'lion';
    input.dispatchEvent(new Event('input'));
    draw();
    expect(textsOf(root, '.sweep-figure p.body')).toEqual([
      'No run is found by this. Show all, or ask for less.',
    ]);
    expect(failures).toEqual([]);
  });

  it('leaves the stage to the curves of another race', () => {
    const { root, size, show, failures } = open();
    choose(root, 'View', 'Parallel');
    size();
    show(viewOf({ id: 'other', runs: [runView()] }));
    expect(root.querySelector('.sweep-figure')).toBeNull();
    expect(failures).toEqual([]);
  });
});

describe('the picture of a view', () => {
  async function svgOf(
    stage: 'tuning' | 'heatMap' | 'parallel',
    found = stateOf(raceOf()).found,
  ): Promise<string> {
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(function (
      this: HTMLCanvasElement,
    ): never {
      const context = contextOf(this);
      Object.assign(context, { getImageData: () => ({ data: [1, 2, 3, 255] }) });
      return context as never;
    });
    const state = stateOf(raceOf({ ...sweepView(), title: 'Rates & momenta' }), {
      settings: { ...readViewSettings(undefined), stage },
      found,
    });
    const bytes = await exportPicture(state, { width: 800, height: 420 }, { format: 'svg', look: 'light' });
    return new TextDecoder().decode(bytes);
  }

  it.each([
    ['tuning', ['Momentum', 'Adam', 'rate 1']],
    ['heatMap', ['Clipped SGD', 'learning rate', 'optimizer', 'diverged']],
    ['parallel', ['learning rate', 'momentum', 'Final loss', 'diverged']],
  ] as const)('of %s has title, caption and drawing', async (stage, texts) => {
    const file = await svgOf(stage);
    expect(file).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="840" height="\d+"/);
    for (const text of ['Rates &amp; momenta', ...texts]) expect(file).toContain(`>${text}</text>`);
    expect(file).toMatch(/>(Tuning|Heat map|Parallel): /);
  });

  it.each(['tuning', 'heatMap', 'parallel'] as const)(
    'of %s says so where nothing is found',
    async (stage) => {
      const file = await svgOf(stage, { runs: new Set(), fault: null });
      expect(file).toMatch(/>(Tuning|Heat map|Parallel): No run is found by this\./);
    },
  );
});

// @vitest-environment happy-dom
/** The page of the Claims Lab: what it says in each state, and what its buttons ask for. */
import { render } from 'lit/html.js';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ClaimOutcome, ClaimSheet } from '../../../core/claims/claimSheet.ts';
import type { FromClaims, ShownClaim } from '../../../core/protocol/claims.ts';
import { claimPage } from '../../../webview/claims/claimView.ts';
import { numberLine, scaleOf } from '../../../webview/claims/numberLine.ts';

const sheet: ClaimSheet = {
  ...{ title: 'Edge', claim: 'It hovers.', source: 'Cohen et al. 2021, On it', protocol: 'A network · SGD' },
  ...{ statistic: 'Sharpness', expected: '1 ± 0.1', low: 0.9, high: 1.1 },
  ...{ verdict: 'reproduced', finding: 'So it is.', slow: false },
};
const outcome: ClaimOutcome = {
  ...{ verdict: 'reproduced', measured: 1, words: '0.9964 (0.9 to 1.1)', interval: [0.95, 1.05] },
  ...{ samples: [0.8, 1.2, null], isAsWritten: true },
};
const shownWith = (change: Partial<ShownClaim> = {}): ShownClaim => ({
  ...{ type: 'claim', key: 'papers/edge', file: 'edge.claim.json', isOwn: false, sheet, faults: [] },
  ...{ state: { kind: 'idle' }, outcome: null, picture: null, sharpness: null, number: 2, count: 3 },
  ...change,
});

let root: HTMLElement;
let posted: FromClaims[];
const curves = document.createElement('div');
const sharpness = document.createElement('div');
beforeEach(() => {
  root = document.createElement('div');
  posted = [];
});

const draw = (shown: ShownClaim | null) =>
  render(claimPage({ shown, curves, sharpness, post: (message) => posted.push(message) }), root);
const text = (selector: string) =>
  root.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? null;
const button = (name: string) =>
  [...root.querySelectorAll('button')].find(
    (each) => each.textContent?.trim() === name || each.getAttribute('aria-label') === name,
  ) ?? expect.fail(`no button ${name}`);

describe('the page', () => {
  test('says what there is before and after a test', () => {
    draw(null);
    expect(text('[role=status]')).toBe('Reading claims');
    draw(shownWith());
    expect(text('[role=status]')).toBe('Not tested yet. What comes out is shown here.');
    expect(text('.empty')).toBe('The curves of its runs come with the test.');
    draw(shownWith({ sheet: { ...sheet, slow: true } }));
    expect(text('[role=status]')).toContain('It takes about a minute.');
    const picture = { type: 'race' as const, race: '', title: 'T', target: null, stepAlong: null, runs: [] };
    draw(shownWith({ outcome, picture }));
    expect(text('[role=status]')).toBe('Reproduced');
    expect(text('dl')).toBe('Expected 1 ± 0.1 Measured 0.9964 (0.9 to 1.1) 95 % interval over 3 seeds');
    expect(root.textContent).toContain('So it is.');
    expect(root.textContent).toContain('The runs of the first of 3 seeds');
    expect(root.contains(curves)).toBe(true);
    expect(root.contains(sharpness)).toBe(false);
    draw(shownWith({ outcome, picture, sharpness: [] }));
    expect([...(curves.parentElement?.querySelectorAll(':scope > div') ?? [])]).toEqual([sharpness, curves]);
  });

  test('says so where another verdict came out than the file has', () => {
    draw(shownWith({ outcome: { ...outcome, verdict: 'not established', isAsWritten: false } }));
    expect(text('.verdict')).toBe('Not established');
    expect(root.textContent).not.toContain('So it is.');
    expect(root.textContent).toContain('The file says “reproduced”');
    expect(text('.empty')).toBe('Nothing is trained for this claim: there are no curves.');
  });

  test.each([
    [{ kind: 'waiting' }, null, 'Waits until the tests before it have ended.', 'Cancel'],
    [{ kind: 'running', share: 0.257 }, null, 'Testing', 'Cancel'],
    [{ kind: 'cancelled' }, null, 'Cancelled before anything came out.', 'Test'],
    [{ kind: 'cancelled' }, outcome, 'Reproduced Cancelled. Below is what came out before.', 'Test Again'],
    [{ kind: 'failed', message: 'no thread' }, null, 'It could not be computed: no thread', 'Test'],
  ] as const)('in the state %j', (state, before, words, label) => {
    draw(shownWith({ state, outcome: before }));
    expect(text('[role=status]')).toBe(words);
    expect(text('.going')).toBe(state.kind === 'running' ? '25 %' : null);
    button(label).click();
    expect(posted).toEqual([{ type: label === 'Cancel' ? 'cancel' : 'run' }]);
  });

  test('keeps the button that was pressed, and with it the focus', () => {
    draw(shownWith());
    const pressed = button('Test');
    draw(shownWith({ state: { kind: 'running', share: 0 } }));
    expect(button('Cancel')).toBe(pressed);
  });

  test('has a way to the next claims and to the file', () => {
    draw(shownWith());
    for (const name of ['Previous claim', 'Next claim', 'Open a Copy']) button(name).click();
    expect(posted).toEqual([{ type: 'go', by: -1 }, { type: 'go', by: 1 }, { type: 'openFile' }]);
    draw(shownWith({ number: 3 }));
    expect(button('Next claim').getAttribute('aria-disabled')).toBe('true');
    expect(button('Previous claim').getAttribute('aria-disabled')).toBe('false');
  });

  test('of a file with faults has those, and no test; whatever it says is text', () => {
    const fault = '<img src=x onerror=alert(1)>';
    draw(shownWith({ sheet: null, faults: [fault], isOwn: true }));
    expect(text('[role=status]')).toBe(fault);
    expect(root.querySelector('img')).toBeNull();
    expect([...root.querySelectorAll('button')].map((each) => each.textContent?.trim())).toEqual([
      ...['', '', 'Open File'],
    ]);
    draw(shownWith({ sheet: null, file: '' }));
    expect(root.querySelectorAll('button')).toHaveLength(2);
  });
});

describe('the line of numbers', () => {
  test('has all that is known in it, with room at its ends', () => {
    const scale = scaleOf(sheet, outcome) ?? expect.fail('no scale');
    expect(scale(1)).toBeCloseTo(50, 9);
    expect(scale(0.8)).toBeCloseTo((100 * 0.12) / 1.24, 9);
    expect(scale(1.2)).toBeCloseTo(100 - (100 * 0.12) / 1.24, 9);
    const one = { ...outcome, interval: null, samples: [7], measured: 7 };
    expect(scaleOf({ low: 7, high: 7 }, one)?.(7)).toBeCloseTo(50, 9);
    expect(scaleOf({ low: null, high: 0 }, { ...one, samples: [0], measured: 0 })?.(0)).toBeCloseTo(50, 9);
    expect(scaleOf(sheet, { ...outcome, measured: null })).toBeNull();
  });

  const drawLine = (change: Partial<ClaimSheet>, of: ClaimOutcome = outcome) => {
    render(numberLine({ ...sheet, ...change }, of), root);
    const at = (selector: string, name: string) =>
      [...root.querySelectorAll(selector)].map((each) => Number.parseFloat(each.getAttribute(name) ?? ''));
    return at;
  };

  test('shows what is expected as a band, open to one side where that is so', () => {
    const at = drawLine({});
    expect(at('.band', 'x')[0]).toBeCloseTo(50 - 25 / 1.24, 6);
    expect(at('.band', 'width')[0]).toBeCloseTo(50 / 1.24, 6);
    expect(at('.edge', 'x1')).toHaveLength(2);
    const above = drawLine({ high: null });
    expect(above('.band', 'x')[0]).toBeCloseTo(50 - 25 / 1.24, 6);
    expect((above('.band', 'x')[0] ?? 0) + (above('.band', 'width')[0] ?? 0)).toBeCloseTo(100, 6);
    expect(above('.edge', 'x1')).toHaveLength(1);
    const below = drawLine({ low: null, high: 1.1 });
    expect(below('.band', 'x')).toEqual([0]);
  });

  test('shows the mean, its interval and each seed, and says the same in words', () => {
    const at = drawLine({});
    expect(at('.mean', 'cx')[0]).toBeCloseTo(50, 9);
    expect(at('.sample', 'cx')).toHaveLength(2);
    expect(at('.interval', 'x1')).toHaveLength(3);
    expect(root.querySelector('svg')?.getAttribute('aria-label')).toBe(
      'Expected 1 ± 0.1, measured 0.9964 (0.9 to 1.1): reproduced',
    );
    const single = drawLine({}, { ...outcome, interval: null, samples: [1] });
    expect(single('.interval', 'x1')).toEqual([]);
    drawLine({}, { ...outcome, measured: null });
    expect(root.querySelector('svg')).toBeNull();
  });
});

/** What of the panel a frame draws. */
import { expect, it } from 'vitest';
import { Due } from '../../../webview/panel/due.ts';

/** All of it has been drawn once. */
function drawn(): Due {
  const due = new Due();
  expect(due.take()).toEqual({ page: 'all', curves: true, goesOn: false });
  expect(due.take()).toEqual({ page: 'nothing', curves: false, goesOn: false });
  return due;
}

it('lets curves and page take turns where numbers come', () => {
  const due = drawn();
  due.expectPage('numbers');
  due.expectCurves();
  expect(due.take()).toEqual({ page: 'nothing', curves: true, goesOn: true });
  expect(due.take()).toEqual({ page: 'numbers', curves: false, goesOn: false });
  expect(due.take()).toEqual({ page: 'nothing', curves: false, goesOn: false });
});

it('does not let the page wait for more than one frame', () => {
  const due = drawn();
  const pages = Array.from({ length: 4 }, () => {
    due.expectPage('numbers');
    due.expectCurves();
    return due.take().page;
  });
  expect(pages).toEqual(['nothing', 'numbers', 'nothing', 'numbers']);
});

it('draws what changed beside numbers with the curves, and the most that was asked for', () => {
  const due = drawn();
  due.expectPage('all');
  due.expectPage('numbers');
  due.expectCurves();
  expect(due.take()).toEqual({ page: 'all', curves: true, goesOn: false });
  due.expectPage('page');
  expect(due.take()).toEqual({ page: 'page', curves: false, goesOn: false });
  due.expectCurves();
  expect(due.take()).toEqual({ page: 'nothing', curves: true, goesOn: false });
});

it('draws at once what changes while the page is late', () => {
  const due = drawn();
  due.expectPage('numbers');
  due.expectCurves();
  due.take();
  due.expectPage('all');
  expect(due.take().page).toBe('all');
});

// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { RowHighlight } from '../../../webview/panel/table/rowHighlight.ts';

it('marks the row of a run or a group, and no other', () => {
  const root = document.createElement('table');
  root.innerHTML = '<tr data-run="1" class="picked"></tr><tr data-run="group:1"></tr>';
  const rows = [...root.querySelectorAll('tr')];
  const highlight = new RowHighlight();
  const classes = (key: string | null) => {
    highlight.show(root, key);
    return rows.map(({ className }) => className);
  };
  expect(classes('1')).toEqual(['picked highlighted', '']);
  expect(classes('group:1')).toEqual(['picked', 'highlighted']);
  // Its row was drawn, or is that of another one now.
  rows[1]?.setAttribute('class', 'group-row');
  expect(classes('group:1')).toEqual(['picked', 'group-row highlighted']);
  rows[1]?.setAttribute('data-run', 'group:2');
  expect(classes('group:1')).toEqual(['picked', 'group-row']);
  expect(classes('1')).toEqual(['picked highlighted', 'group-row']);
  expect(classes(null)).toEqual(['picked', 'group-row']);
});

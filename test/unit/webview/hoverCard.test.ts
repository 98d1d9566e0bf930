import type { TemplateResult } from 'lit';
import { expect, it } from 'vitest';
import { hoverCard, readingsAt, readingsText } from '../../../webview/shared/chart/hoverCard.ts';
import type { Scene } from '../../../webview/shared/chart/scene.ts';
import { curveOf, lineOf, sceneOf } from './scenes.ts';

/** The text of a template, without its tags. */
function textOf(part: unknown): string {
  if (Array.isArray(part)) return part.map(textOf).join('');
  if (typeof part !== 'object' || part === null) return typeof part === 'symbol' ? '' : String(part);
  const { strings, values } = part as TemplateResult;
  return strings.map((text, i) => text + (i < values.length ? textOf(values[i]) : '')).join('');
}

function cardOf(scene: Scene): string[] {
  const card = textOf(hoverCard('Step 1', readingsAt(scene, 1), scene));
  return card
    .replace(/<[^>]*>/g, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

const manyLines = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    lineOf({ key: String(i), name: `Run ${i}`, curve: curveOf([9, 1 + i]) }),
  );

it('has every line, the best first', () => {
  expect(cardOf(sceneOf(manyLines(3).reverse()))).toEqual([
    ...['Step 1', 'Run 0', '1.000'],
    ...['Run 1', '2.000', 'Run 2', '3.000'],
  ]);
});

it('has no line of which another is the median', () => {
  const [first = expect.fail(), second = expect.fail()] = manyLines(2);
  expect(cardOf(sceneOf([{ ...first, isMember: true }, second]))).toEqual(['Step 1', 'Run 1', '2.000']);
});

it('has the first twelve of more, and says how many there are', () => {
  const card = cardOf(sceneOf(manyLines(15)));
  const names = card.filter((line) => line.startsWith('Run'));
  expect(names).toEqual(Array.from({ length: 12 }, (_, i) => `Run ${i}`));
  expect(card.at(-1)).toBe('and 3 more');
  expect(cardOf(sceneOf(manyLines(12))).at(-1)).toBe('12.00');
});

it('has where each stood, but not where it is narrow', () => {
  const line = lineOf({ positionAt: () => [1, -2] });
  expect(cardOf(sceneOf([line]))).toContain('(1.00, -2.00)');
  expect(cardOf(sceneOf([line], { narrow: true }))).toEqual(['Step 1', 'SGD lr 0.1', '3.000']);
});

it('is read out with the same lines', () => {
  const scene = sceneOf(manyLines(15));
  const text = readingsText(readingsAt(scene, 1), scene);
  expect(text.split(', ')).toHaveLength(12);
  expect(text).toMatch(/^Run 0 1\.000, Run 1 2\.000/);
});

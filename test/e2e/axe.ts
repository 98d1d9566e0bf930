import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Serious and critical violations of WCAG 2 A and AA, as `rule: element`.
 * @param rules Only these, as where nothing but the theme has changed. Default: all.
 */
export async function seriousViolations(frame: Frame | Page, rules?: readonly string[]): Promise<string[]> {
  await frame.evaluate(axeSource);
  const results = await frame.evaluate(async (only) => {
    const options: RunOptions = {
      runOnly: only ? { type: 'rule', values: [...only] } : ['wcag2a', 'wcag2aa', 'wcag21aa'],
    };
    const axe = Reflect.get(window, 'axe') as {
      run(root: Document, options: RunOptions): Promise<AxeResults>;
    };
    return axe.run(document, options);
  }, rules);
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface AxeQuestion {
  /** Selectors of what is not looked at. Default: all is. */
  readonly without?: readonly string[];
  /** Only these, as where nothing but the theme has changed. Default: all. */
  readonly rules?: readonly string[];
}

/** Serious and critical violations of WCAG 2 A and AA, as `rule: element`. */
export async function seriousViolations(frame: Frame | Page, question: AxeQuestion = {}): Promise<string[]> {
  await frame.evaluate(axeSource);
  const results = await frame.evaluate(async ({ without = [], rules }: AxeQuestion) => {
    const options: RunOptions = {
      runOnly: rules ? { type: 'rule', values: [...rules] } : ['wcag2a', 'wcag2aa', 'wcag21aa'],
    };
    const axe = Reflect.get(window, 'axe') as {
      run(context: ElementContext, options: RunOptions): Promise<AxeResults>;
    };
    return axe.run(without.length > 0 ? { exclude: [...without] } : document, options);
  }, question);
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

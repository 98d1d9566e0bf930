/** What explains a failure of a test in a window of VS Code, for where there is only the text of a log. */
import type { Page } from 'playwright-core';
import type { RunnerTestCase } from 'vitest';

/** Has what is told of the failure of a test end with this. */
export function addTo({ result }: Pick<RunnerTestCase, 'result'>, evidence: string): void {
  for (const error of result?.errors ?? []) error.stack = `${error.stack ?? ''}\n${evidence}`;
}

/** What a person would see: tabs, messages and what stands in pages. */
export async function inSight(page: Page): Promise<string> {
  const textsOf = async (selector: string) => {
    const texts = await page.locator(selector).allInnerTexts();
    return texts.map(inOneLine).join(' | ') || 'none';
  };
  const lines = [
    `Tabs: ${await textsOf('.tab')}`,
    `Notifications: ${await textsOf('.notification-toast')}`,
    `Asked: ${await textsOf('.quick-input-widget:visible')}`,
    `Status: ${await textsOf('.statusbar-item')}`,
  ];
  for (const frame of page.frames().filter((each) => each.url().includes('fake.html'))) {
    const text = await frame.locator('body').innerText({ timeout: 2000 }).catch(String);
    lines.push(`Page: ${inOneLine(text).slice(0, 600) || 'empty'}`);
  }
  return `In sight:\n${lines.join('\n')}`;
}

const inOneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

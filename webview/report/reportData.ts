/** What the file of a report has for its page. */
import { reportDataId } from '../../core/protocol/report.ts';

/** The text of it, and the element that the page fills. @throws if the file was cut off. */
export function reportData(): { readonly text: string; readonly root: HTMLElement } {
  const text = document.getElementById(reportDataId)?.textContent;
  const root = document.getElementById('app');
  if (!text || !root) throw new Error('The report has no data: expected all of its file.');
  return { text, root };
}

/** Says in the page what went wrong, since nobody else is told; the first fault alone, which the others follow from. */
export function tellFault(error: unknown): void {
  if (document.querySelector('.report-fault')) return;
  const line = document.createElement('p');
  line.className = 'report-fault';
  line.setAttribute('role', 'alert');
  const text = error instanceof Error ? error.message : String(error);
  line.textContent = `This report can't be drawn: ${text.split('\n')[0]}`;
  document.body.prepend(line);
}

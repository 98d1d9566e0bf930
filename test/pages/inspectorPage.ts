/** The page of the step inspector with a run that answers what it asks. */
import { inspectedCurve } from '../../core/debug/inspector/inspectedCurve.ts';
import { type InspectorRequests, inspectorRequests, type OpenedRun } from '../../core/protocol/inspector.ts';
import type { Request } from '../../core/protocol/requests.ts';
import { type Answers, answer } from '../../extension/panel/answer.ts';
import type { Inspected } from '../unit/debug/inspections.ts';
import { PanelPage } from './panelPage.ts';

/** Answers requests by the run that was opened last. */
export class InspectorPage {
  readonly panel: PanelPage;
  #opened: Inspected | null = null;

  private constructor(panel: PanelPage) {
    this.panel = panel;
  }

  static async open(width: number, height: number): Promise<InspectorPage> {
    const panel = await PanelPage.open(width, height, [], 'inspector');
    const page = new InspectorPage(panel);
    await panel.page.exposeFunction('inspect', (request: Request) =>
      answer(inspectorRequests, page.#answers(), request),
    );
    await panel.page.evaluate(() => {
      const posted: { type: string }[] = Reflect.get(window, 'posted');
      const inspect: (request: unknown) => Promise<unknown> = Reflect.get(window, 'inspect');
      const awaited: Set<unknown> = Reflect.get(window, 'awaited');
      const { push } = posted;
      posted.push = (message) => {
        if (message.type === 'request') {
          awaited.add(message);
          void inspect(message).then((data) => {
            awaited.delete(message);
            window.dispatchEvent(new MessageEvent('message', { data }));
          });
        }
        return push.call(posted, message);
      };
    });
    return page;
  }

  /** Shows a run at a step, in place of what there is. */
  async show(opened: Inspected, step: number, change: Partial<OpenedRun> = {}): Promise<void> {
    this.#opened = opened;
    const { inspection, run } = opened;
    const { steps, losses } = run.recorded;
    const { facts } = inspection;
    await this.panel.send({
      ...{ type: 'opened', facts, precision: null },
      place: { race: 'race', run: 0, step, parameters: [...facts.chosen] },
      runs: [
        { run: 0, title: `${facts.name}, lr 0.01`, color: 3, variant: 0 },
        { run: 1, title: 'SGD, lr 0.02', color: 0, variant: 1 },
      ],
      curve: inspectedCurve(
        losses.length,
        (index) => steps[index] ?? index,
        (index) => losses[index] ?? Number.NaN,
      ),
      ...change,
    });
  }

  /** What the page has told, but for requests and where the person is. */
  async told(): Promise<readonly { readonly type: string; readonly text?: string }[]> {
    const posted = await this.panel.page.evaluate(
      () => Reflect.get(window, 'posted') as { readonly type: string; readonly text?: string }[],
    );
    return posted.filter(({ type }) => type !== 'request' && type !== 'moved');
  }

  #answers(): Answers<InspectorRequests> {
    const inspection = () => {
      if (this.#opened) return this.#opened.inspection;
      throw new Error('no run is open');
    };
    return {
      step: async ({ step, parameters }) => inspection().step(step, parameters),
      parameters: async ({ step, query }) => inspection().parameters(step, query, 50),
      firstFault: async () => inspection().firstFault(),
    };
  }
}

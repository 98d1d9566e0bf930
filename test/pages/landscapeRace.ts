/** A race on a surface in the panel's page by itself, answered as the extension does where its start is moved. */
import { expandExperiment } from '../../core/experiment/expand.ts';
import { parseExperiment } from '../../core/experiment/parseExperiment.ts';
import { previewRuns } from '../../core/preview/previewRuns.ts';
import { findSurface } from '../../core/problems/surfaces/index.ts';
import type { Point } from '../../core/problems/surfaces/surface.ts';
import { type FromPanel, panelRequests } from '../../core/protocol/fromPanel.ts';
import type { Request } from '../../core/protocol/requests.ts';
import { raceOf, runView } from '../unit/panel/fixtures.ts';
import type { PanelPage } from './panelPage.ts';

const optimizers = ['sgd', 'momentum', 'rmsprop', 'adam'];
const names = ['SGD', 'Momentum', 'RMSProp', 'Adam'];

/** Of these optimizers on a surface, to its end, as a snapshot has it. */
export async function landscapeRace(surface = 'valley', steps = 200, lr = 0.01) {
  const specs = expandExperiment(
    parseExperiment({
      ...{ problem: { surface }, lr: [lr], steps },
      optimizers: optimizers.map((optimizer) => ({ optimizer })),
    }),
  );
  const ran = await previewRuns(specs, findSurface(surface)?.start ?? [0, 0], () => 0);
  const runs = specs.map((spec, i) =>
    runView({
      ...{ name: names[i] ?? '', optimizer: optimizers[i] ?? '', color: i, number: i, lr, steps },
      ...{ losses: ran[i]?.losses ?? new Float64Array(), path: ran[i]?.path ?? null },
      problem: spec.problem,
      status: ran[i]?.hasDiverged
        ? { kind: 'diverged', step: ran[i].losses.length - 1, reason: 'loss above 1e6', hint: '' }
        : { kind: 'finished' },
    }),
  );
  const { facts, threads } = raceOf({ runs, target: null });
  const race = { ...facts, runs, threads, phase: 'ended', speed: 1 } as const;
  const from = (start: Point, asked: readonly number[]) =>
    previewRuns(
      asked.flatMap((run) => specs[run] ?? []),
      start,
      () => 0,
    );
  return { race, from };
}

async function posted(panel: PanelPage): Promise<readonly FromPanel[]> {
  return panel.page.evaluate(() => Reflect.get(window, 'posted') as FromPanel[]);
}

/** Where races were begun. */
export async function startsOf(panel: PanelPage): Promise<readonly Point[]> {
  return (await posted(panel)).flatMap((message) => (message.type === 'startFrom' ? [message.start] : []));
}

/** Answers what is asked until nothing is any more. @returns The places that were asked for. */
export async function answerPreviews(
  panel: PanelPage,
  from: Awaited<ReturnType<typeof landscapeRace>>['from'],
  answered: Set<number>,
): Promise<readonly Point[]> {
  const starts: Point[] = [];
  const next = async () =>
    (await posted(panel)).find(
      (message): message is Request =>
        message.type === 'request' && message.name === 'previewStart' && !answered.has(message.id),
    );
  for (let request = await next(); request; request = await next()) {
    const { start, runs } = panelRequests.previewStart.params.parse(request.params);
    starts.push(start);
    answered.add(request.id);
    await panel.send({ type: 'reply', id: request.id, outcome: { result: await from(start, runs) } });
  }
  return starts;
}

export const landscape = (panel: PanelPage) =>
  panel.page.getByRole('application', { name: /^Contour lines of/ });

/** Where the start is on the screen, found by the pointer that may take it. */
export async function startPlace(panel: PanelPage): Promise<{ x: number; y: number }> {
  const element = landscape(panel);
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  if (!box) throw new Error('There is no landscape.');
  for (let y = box.y + 10; y < box.y + box.height; y += 18)
    for (let x = box.x + 40; x < box.x + box.width; x += 18) {
      await panel.page.mouse.move(x, y);
      if (await element.evaluate((each) => each.classList.contains('over-start'))) return { x, y };
    }
  throw new Error('The start is nowhere.');
}

/** What rows there are in the side bar, and in which order. */
import { raceFilter } from '../../../core/compare/raceFilter.ts';
import { askChoice, askText } from '../../shown/ask.ts';
import type { Order } from '../../sidebar/order.ts';
import type { RunsList } from './surroundings.ts';

const wordsOf: Readonly<Record<Order, string>> = {
  newest: 'Newest first',
  name: 'By name',
  best: 'By best loss',
};

export async function askFilter(list: RunsList): Promise<void> {
  const text = await askText({
    title: 'Filter Runs',
    value: list.filter?.text ?? '',
    placeHolder: 'adam state:diverged lr<0.01',
    prompt:
      'Words of titles and optimizers, state:…, optimizer:…, lr<0.01, best<1e-3, best:10; - in front for not. Empty shows all.',
    faultOf: (typed) => faultIn(raceFilter(typed)),
  });
  const filter = text === undefined ? undefined : raceFilter(text);
  if (filter !== undefined && (filter === null || !('fault' in filter))) list.filter = filter;
}

export async function askOrder(list: RunsList): Promise<void> {
  const orders = Object.keys(wordsOf) as Order[];
  const items = orders.map((order) => ({
    label: wordsOf[order],
    order,
    ...(order === list.order && { description: 'now' }),
  }));
  const item = await askChoice(items, { title: 'Sort Runs' });
  if (item) list.order = item.order;
}

function faultIn(filter: ReturnType<typeof raceFilter>): string | null {
  return filter && 'fault' in filter ? filter.fault : null;
}

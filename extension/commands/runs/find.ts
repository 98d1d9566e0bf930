/** What rows there are in the side bar, and in which order. */
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
    value: list.filter,
    placeHolder: 'adam state:diverged lr<0.01',
    prompt: 'Words of titles and optimizers, state:…, optimizer:…, lr<0.01, best<1e-3. Empty shows all.',
  });
  if (text !== undefined) list.filter = text;
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

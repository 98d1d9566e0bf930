import { messageOf } from '../../core/messageOf.ts';
import type { ParamsOf, Reply, Request, RequestTable, ResultOf } from '../../core/protocol/requests.ts';

/** What answers each request of a page. */
export type Answers<T extends RequestTable> = {
  readonly [K in keyof T]: (params: ParamsOf<T, K>) => Promise<ResultOf<T, K>>;
};

/** The reply to a request, whatever becomes of it: the page is waiting. */
export async function answer<T extends RequestTable>(
  table: T,
  answers: Answers<T>,
  { id, name, params }: Request,
): Promise<Reply> {
  try {
    const entry = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!entry) throw new RangeError(`request = ${name} — expected one of ${Object.keys(table).join(', ')}`);
    const handler: (params: never) => Promise<unknown> = answers[name as keyof T];
    return { type: 'reply', id, outcome: { result: await handler(entry.params.parse(params) as never) } };
  } catch (error) {
    return { type: 'reply', id, outcome: { error: messageOf(error) } };
  }
}

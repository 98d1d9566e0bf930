/**
 * Requests that have replies, for any page: the page asks, the extension answers once. What is only told, without an
 * answer, is an event: see the file of the page.
 */
import * as z from 'zod';

/** A page's requests by name, with what they carry and what comes back. */
export type RequestTable = Readonly<
  Record<string, { readonly params: z.ZodType; readonly result: z.ZodType }>
>;

export type ParamsOf<T extends RequestTable, K extends keyof T> = z.output<T[K]['params']>;
export type ResultOf<T extends RequestTable, K extends keyof T> = z.output<T[K]['result']>;

/** From the page. `id` is repeated in the reply. */
export const requestSchema = z.object({
  type: z.literal('request'),
  id: z.int(),
  name: z.string(),
  params: z.unknown(),
});
export type Request = z.infer<typeof requestSchema>;

/** To the page: what was asked for, or what went wrong, in words. */
export const replySchema = z.object({
  type: z.literal('reply'),
  id: z.int(),
  outcome: z.union([z.object({ result: z.unknown() }), z.object({ error: z.string() })]),
});
export type Reply = z.infer<typeof replySchema>;

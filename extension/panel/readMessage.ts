import * as z from 'zod';
import { type FromPanel, fromPanelSchema } from '../../core/protocol/fromPanel.ts';
import { log } from '../log.ts';

/** What the page says; null, and a line in the log, where that is nothing it may say. */
export function readMessage(message: unknown): FromPanel | null {
  const parsed = fromPanelSchema.safeParse(message);
  if (parsed.success) return parsed.data;
  log.error(`message from the panel not understood: ${z.prettifyError(parsed.error)}`);
  return null;
}

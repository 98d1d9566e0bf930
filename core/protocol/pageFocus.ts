/** Any page tells when it has taken the focus, beside the messages that are its own. */

export const pageFocus = { type: 'focused' } as const;
export type PageFocus = typeof pageFocus;

export function isPageFocus(message: unknown): boolean {
  return (
    typeof message === 'object' && message !== null && 'type' in message && message.type === pageFocus.type
  );
}

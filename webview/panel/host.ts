/** The panel's line to VS Code. */
import type { FromPanel } from '../../core/protocol/panel.ts';

interface VsCodeApi {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** May be called once in the life of a page. */
export const host: VsCodeApi = acquireVsCodeApi();

/** Sends what went wrong to the extension's log. */
export function reportFailure(error: unknown): void {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  host.postMessage({ type: 'failed', message });
}

import type * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import type { GpuReply } from '../../core/protocol/gpu.ts';
import type { ToPanel } from '../../core/protocol/panel.ts';
import { encodeMeasured } from '../../core/race/numbers.ts';
import { log } from '../log.ts';

/**
 * The panel's page, or a map's, from when it is ready until it is gone: closed, or loaded anew, as VS Code does when the panel goes to
 * another window.
 */
export class PanelPage {
  readonly #webview: vscode.Webview;
  readonly #ends = new Set<(why: string) => void>();
  /** Why it is gone; null as long as it is there. */
  #gone: string | null = null;
  /** Called with each answer of the page's GPU. */
  onGpuReply: (reply: GpuReply) => void = () => {};

  constructor(webview: vscode.Webview) {
    this.#webview = webview;
  }

  /**
   * To the page, also while it is hidden. Comes back when the window has taken the message, or refused it, as it does when
   * the page is being closed.
   * @returns Whether it was taken.
   */
  async post(message: ToPanel): Promise<boolean> {
    try {
      return await this.#webview.postMessage(encodeMeasured(message));
    } catch (error) {
      log.debug(`${message.type} for the panel lost: ${messageOf(error)}`);
      return false;
    }
  }

  /** Calls `listener` with a clause when the page is gone; at once if it is. */
  onDidEnd(listener: (why: string) => void): void {
    if (this.#gone === null) this.#ends.add(listener);
    else listener(this.#gone);
  }

  end(why: string): void {
    this.#gone = why;
    for (const listener of this.#ends) listener(why);
    this.#ends.clear();
  }
}

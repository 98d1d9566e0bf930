/** The table of commands: one line each. It is loaded with the first that runs. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import { panelRequests } from '../../core/protocol/fromPanel.ts';
import type { Reply, Request } from '../../core/protocol/requests.ts';
import { pickSchema } from '../../core/race/pick.ts';
import { type CommandId, commandIds, walkthroughId } from '../ids.ts';
import { log } from '../log.ts';
import { answer } from '../panel/answer.ts';
import type { PanelEvent } from '../panel/pageConnection.ts';
import { showError } from '../shown/messages.ts';
import { Actions } from './actions.ts';
import { onPanelEvent, panelAnswers } from './panelHandlers.ts';
import { placeOfError } from './placedError.ts';

type Handler = (actions: Actions, argument: unknown) => Promise<unknown>;

const commands: Readonly<Record<CommandId, Handler>> = {
  [commandIds.runExperiment]: (actions) => actions.runExperiment(),
  [commandIds.runTutorialRace]: (actions, id) =>
    actions.runTutorialRace(typeof id === 'string' ? id : undefined),
  [commandIds.runAgain]: (actions) => actions.runAgain(),
  [commandIds.resumeRace]: (actions) => actions.resumeRace(),
  [commandIds.runFile]: (actions, file) => actions.runFile(file instanceof vscode.Uri ? file : undefined),
  [commandIds.newFile]: (actions) => actions.newFile(),
  [commandIds.saveExperiment]: (actions) => actions.saveExperiment(),
  [commandIds.pauseOrResume]: (actions) => actions.pauseOrResume(),
  [commandIds.stop]: (actions) => actions.stop(),
  [commandIds.showPanel]: (actions) => actions.showPanel(),
  [commandIds.showGpuReport]: (actions) => actions.showGpuReport(),
  [commandIds.selectRun]: (actions, pick) => actions.selectRun(pickSchema.parse(pick)),
  [commandIds.showWalkthrough]: async () =>
    vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthroughId, false),
};

/** What comes from outside to the actions: commands, and what the person does in the panel. */
export class Commands {
  readonly #actions: Actions;

  constructor(...parts: ConstructorParameters<typeof Actions>) {
    this.#actions = new Actions(...parts);
  }

  run(id: CommandId, argument: unknown): Promise<void> {
    return this.#reportErrors(id, () => commands[id](this.#actions, argument));
  }

  onPanelEvent(event: PanelEvent): Promise<void> {
    return this.#reportErrors(event.type, () => onPanelEvent(event, this.#actions));
  }

  answer(request: Request): Promise<Reply> {
    return answer(panelRequests, panelAnswers(this.#actions), request);
  }

  /** Runs `action`; whatever it throws, unless the person cancelled, goes to the log and, in words, to the person. */
  async #reportErrors(name: string, action: () => Promise<unknown>): Promise<void> {
    try {
      log.debug(name);
      await action();
    } catch (error) {
      if (error instanceof vscode.CancellationError) return;
      log.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      void this.#report(error);
    }
  }

  async #report(error: unknown): Promise<void> {
    const showLog = 'Show Log';
    const place = placeOfError(error, this.#actions.csv);
    const buttons = place ? [place.label, showLog] : [showLog];
    const chosen = await showError(messageOf(error), ...buttons);
    if (chosen === showLog) log.show();
    else if (place && chosen === place.label) await this.#reportErrors(place.label, async () => place.open());
  }
}

/** The table of commands: one line each. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import { pickSchema } from '../../core/race/pickedRun.ts';
import { commandIds, walkthroughId } from '../ids.ts';
import { log } from '../log.ts';
import { showError } from '../shown/messages.ts';
import type { Actions } from './actions.ts';
import { placeOfError } from './placedError.ts';

type Handler = (actions: Actions, argument: unknown) => Promise<unknown>;

const commands: Readonly<Record<string, Handler>> = {
  [commandIds.runExperiment]: (actions) => actions.runExperiment(),
  [commandIds.runTutorialRace]: (actions, id) =>
    actions.runTutorialRace(typeof id === 'string' ? id : undefined),
  [commandIds.runAgain]: (actions) => actions.runAgain(),
  [commandIds.runFile]: (actions, file) => actions.runFile(file instanceof vscode.Uri ? file : undefined),
  [commandIds.newFile]: (actions) => actions.newFile(),
  [commandIds.pauseOrResume]: (actions) => actions.pauseOrResume(),
  [commandIds.stop]: (actions) => actions.stop(),
  [commandIds.showPanel]: (actions) => actions.showPanel(),
  [commandIds.selectRun]: (actions, pick) => actions.selectRun(pickSchema.parse(pick)),
  [commandIds.showWalkthrough]: async () =>
    vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthroughId, false),
};

export function registerCommands(actions: Actions): vscode.Disposable[] {
  return Object.entries(commands).map(([id, handler]) =>
    vscode.commands.registerCommand(id, (argument: unknown) =>
      reportErrors(actions, id, () => handler(actions, argument)),
    ),
  );
}

/** Runs `action`; whatever it throws, unless the person cancelled, goes to the log and, in words, to the person. */
export async function reportErrors(
  actions: Actions,
  name: string,
  action: () => Promise<unknown>,
): Promise<void> {
  try {
    log.debug(name);
    await action();
  } catch (error) {
    if (error instanceof vscode.CancellationError) return;
    log.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    void report(actions, error);
  }
}

async function report(actions: Actions, error: unknown): Promise<void> {
  const showLog = 'Show Log';
  const place = placeOfError(error, actions.csv);
  const buttons = place ? [place.label, showLog] : [showLog];
  const chosen = await showError(messageOf(error), ...buttons);
  if (chosen === showLog) log.show();
  else if (place && chosen === place.label)
    await reportErrors(actions, place.label, async () => place.open());
}

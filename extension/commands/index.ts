/** The table of commands: one line each. It is loaded with the first that runs. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import { panelRequests } from '../../core/protocol/fromPanel.ts';
import type { Reply, Request } from '../../core/protocol/requests.ts';
import { type ShownStep, shownStepSchema } from '../../core/race/pick.ts';
import type { ClaimLab } from '../claims/claimLab.ts';
import { type CommandId, commandIds, walkthroughId } from '../ids.ts';
import { lessonTargetOf } from '../lessons/lessonTarget.ts';
import { log } from '../log.ts';
import { currentRule } from '../ownRules/currentRule.ts';
import { answer } from '../panel/answer.ts';
import type { PanelEvent } from '../panel/pageConnection.ts';
import { showError } from '../shown/messages.ts';
import { Actions } from './actions.ts';
import type { LogActions } from './logs/logActions.ts';
import { onPanelEvent, panelAnswers } from './panelHandlers.ts';
import { placeOfError } from './placedError.ts';
import type { RunActions } from './runs/runActions.ts';
import { type Target, targetsOf } from './runs/targets.ts';

type Handler = (actions: Actions, argument: unknown, more: unknown) => Promise<unknown>;

/** What is done with the rows that a command was given or, where it came from a key, with the selected ones. */
function withRows(act: (runs: RunActions, targets: readonly Target[]) => Promise<unknown>): Handler {
  return ({ runs }, row, rows) => act(runs, targetsOf(row, rows) ?? runs.selected);
}

function withLogs(act: (logs: LogActions, targets: readonly Target[]) => Promise<unknown>): Handler {
  return ({ logs, runs }, row, rows) => act(logs, targetsOf(row, rows) ?? runs.selected);
}

/** By a row of the view "Claims", or a file. */
function claimKeyOf(row: unknown): string | undefined {
  if (row instanceof vscode.Uri) return row.toString();
  const key: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, 'key') : undefined;
  return typeof key === 'string' ? key : undefined;
}

/** The step that a run is to be looked at, where the command was given one with it. */
function stepOf(row: unknown): number | undefined {
  const step: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, 'step') : undefined;
  return typeof step === 'number' && Number.isInteger(step) && step > 0 ? step : undefined;
}

/** The place in the chart that its menu was opened at. */
function chartStepOf(context: unknown): ShownStep | undefined {
  const at: unknown =
    typeof context === 'object' && context !== null ? Reflect.get(context, 'at') : undefined;
  return shownStepSchema.safeParse(at).data;
}

function withClaim(act: (claims: ClaimLab, key: string) => Promise<unknown>): Handler {
  return async ({ claims }, row) => {
    const key = claimKeyOf(row);
    if (key !== undefined) await act(await claims(), key);
  };
}

/** The files that a command was given; undefined where it was given none. */
function urisOf(file: unknown, files: unknown): readonly vscode.Uri[] | undefined {
  const given = Array.isArray(files) && files.length > 0 ? files : [file];
  const uris = given.filter((each): each is vscode.Uri => each instanceof vscode.Uri);
  return uris.length > 0 ? uris : undefined;
}

/** The cell that a command was given: VS Code gives no instance of anything. */
function cellOf(given: unknown): vscode.NotebookCell | undefined {
  const isCell = typeof given === 'object' && given !== null && 'notebook' in given && 'document' in given;
  return isCell ? (given as vscode.NotebookCell) : undefined;
}

const commands: Readonly<Record<CommandId, Handler>> = {
  [commandIds.runExperiment]: (actions) => actions.runExperiment(),
  [commandIds.runOnCsv]: (actions) => actions.runExperiment(true),
  [commandIds.runTutorialRace]: (actions, id) =>
    actions.runTutorialRace(typeof id === 'string' ? id : undefined),
  [commandIds.runAgain]: ({ again }) => again.run(),
  [commandIds.changeRates]: ({ again }) => again.withOtherRates(),
  [commandIds.resumeRace]: (actions) => actions.resumeRace(),
  [commandIds.runFile]: (actions, file) => actions.runFile(file instanceof vscode.Uri ? file : undefined),
  [commandIds.runOnQueue]: async ({ sweep }, file) =>
    (await sweep()).run(file instanceof vscode.Uri ? file : undefined),
  [commandIds.mapHyperparameters]: async ({ map }) => (await map()).ask(),
  [commandIds.rangeTest]: async ({ rangeTest }) => (await rangeTest()).ask(),
  [commandIds.compareFairly]: async ({ fairComparison }, file) =>
    (await fairComparison()).ask(file instanceof vscode.Uri ? file : undefined),
  [commandIds.mapFile]: async (actions, file) =>
    (await actions.map()).ofFile(actions.experimentFile(file instanceof vscode.Uri ? file : undefined)),
  [commandIds.newFile]: (actions) => actions.newFile(),
  [commandIds.newOptimizer]: (actions) => actions.newOptimizer(),
  [commandIds.raceRule]: (actions, rule) => actions.raceRule(currentRule(rule)),
  // Of the Test Explorer, which has the tests of the file that the person is at.
  [commandIds.checkRule]: async (_, rule) => {
    await vscode.window.showTextDocument(currentRule(rule));
    await vscode.commands.executeCommand('testing.runCurrentFile');
  },
  [commandIds.showCode]: async (_, rule) => {
    const { showCode } = await import('../ruleCode/showCode.ts');
    await showCode(currentRule(rule));
  },
  [commandIds.showFormulas]: async (actions, rule) => actions.showFormulas(currentRule(rule)),
  // In the menu of a row it is about that, and in the palette about what is on the screen.
  [commandIds.saveExperiment]: (actions, row, rows) => {
    const [target] = targetsOf(row, rows) ?? [];
    return target ? actions.runs.saveExperiment(target) : actions.saveExperiment();
  },
  [commandIds.openLesson]: ({ lessons }, given, heading) =>
    typeof given === 'number'
      ? lessons.open(given, typeof heading === 'string' ? heading : undefined)
      : lessons.open(lessonTargetOf(given)),
  [commandIds.nextLesson]: ({ lessons }) => lessons.goTo('next'),
  [commandIds.previousLesson]: ({ lessons }) => lessons.goTo('previous'),
  [commandIds.showOpenExercises]: ({ lessons }) => lessons.showOpen(),
  [commandIds.debugExercise]: async ({ debug }, cell) => (await debug()).debugExercise(cellOf(cell)),
  [commandIds.resetExercise]: ({ lessons }, cell) => lessons.resets.resetExercise(cellOf(cell)),
  [commandIds.resetLesson]: ({ lessons }, given) => lessons.resets.resetLesson(lessonTargetOf(given)),
  [commandIds.refreshLessons]: async ({ lessons }) => lessons.refresh(),
  [commandIds.newLesson]: async () => (await import('../lessons/newLesson.ts')).openNewLesson(),
  [commandIds.checkLessons]: (actions, file) =>
    actions.checkLessons(file instanceof vscode.Uri ? file : undefined),
  [commandIds.openClaims]: async ({ claims }) => (await claims()).open(),
  [commandIds.showClaim]: withClaim((claims, key) => claims.show(key)),
  [commandIds.runClaim]: async ({ claims }, row) => (await claims()).run(claimKeyOf(row)),
  [commandIds.runAllClaims]: async ({ claims }) => (await claims()).runAll(),
  [commandIds.cancelClaims]: async ({ claims }) => (await claims()).cancel(),
  [commandIds.openClaimFile]: withClaim((claims, key) => claims.openFile(key)),
  [commandIds.newClaim]: (actions) => actions.newClaim(),
  [commandIds.openLog]: ({ logs }, file, files) => logs.open(urisOf(file, files)),
  [commandIds.closeLog]: withLogs((logs, targets) => logs.close(targets)),
  [commandIds.revealLog]: withLogs((logs, targets) => logs.reveal(targets)),
  [commandIds.chooseColumns]: withLogs((logs, targets) => logs.chooseColumns(targets)),
  [commandIds.pauseOrResume]: ({ controls }) => controls.pauseOrResume(),
  [commandIds.stop]: ({ controls }) => controls.stop(),
  [commandIds.showPanel]: (actions) => actions.showPanel(),
  [commandIds.showGpuReport]: (actions) => actions.showGpuReport(),
  [commandIds.debugRun]: async ({ debug }, row, rows) => (await debug()).debugRuns(targetsOf(row, rows)),
  [commandIds.debugRace]: async ({ debug }, row, rows) => (await debug()).debugRuns(targetsOf(row, rows)),
  [commandIds.debugRule]: async ({ debug }, rule) => (await debug()).debugRule(currentRule(rule)),
  [commandIds.debugFile]: async (actions, file) =>
    (await actions.debug()).debugFile(actions.experimentFile(file instanceof vscode.Uri ? file : undefined)),
  [commandIds.chooseParameter]: async ({ debug }) => (await debug()).chooseParameter(),
  [commandIds.goToStep]: async ({ debug }) => (await debug()).goToStep(),
  [commandIds.selectRun]: withRows((runs, targets) => runs.select(targets)),
  [commandIds.compareRuns]: ({ runs }) => runs.compareAny(),
  [commandIds.compareSelected]: withRows((runs, targets) => runs.compare(targets)),
  [commandIds.addToComparison]: withRows((runs, targets) => runs.add(targets)),
  [commandIds.pin]: withRows((runs, targets) => runs.setPinned(targets, true)),
  [commandIds.unpin]: withRows((runs, targets) => runs.setPinned(targets, false)),
  [commandIds.repeat]: withRows((runs, targets) => runs.repeat(targets)),
  [commandIds.rename]: withRows((runs, targets) => runs.rename(targets)),
  [commandIds.delete]: withRows((runs, targets) => runs.remove(targets)),
  [commandIds.openExperiment]: withRows((runs, targets) => runs.openExperiment(targets)),
  [commandIds.copyAsJson]: withRows((runs, targets) => runs.copyAsJson(targets)),
  // From the palette it is about the picked run, or one of those on the screen.
  [commandIds.exportCode]: ({ runs }, row, rows) => runs.exportCode(targetsOf(row, rows) ?? []),
  // From the palette it is about the picked run, from the menu of the chart about a place there.
  [commandIds.inspectStep]: ({ runs }, row, rows) => {
    const at = chartStepOf(row);
    return at ? runs.inspectShown(at) : runs.inspect(targetsOf(row, rows) ?? [], stepOf(row));
  },
  // From the palette it is about the picked run, or those on the screen.
  [commandIds.showDiagnostics]: async ({ diagnostics }, row, rows) =>
    (await diagnostics()).ask(targetsOf(row, rows) ?? []),
  [commandIds.showNetwork]: ({ runs }, row, rows) =>
    runs.showNetwork(targetsOf(row, rows) ?? [], chartStepOf(row)),
  [commandIds.showDifference]: withRows((runs, targets) => runs.showDifference(targets)),
  [commandIds.filterRuns]: ({ runs }) => runs.filter(),
  [commandIds.showAllRuns]: ({ runs }) => runs.showAll(),
  [commandIds.sortRuns]: ({ runs }) => runs.sort(),
  [commandIds.showWalkthrough]: async () =>
    vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthroughId, false),
};

/** What comes from outside to the actions: commands, and what the person does in the panel. */
export class Commands {
  readonly #actions: Actions;

  constructor(...parts: ConstructorParameters<typeof Actions>) {
    this.#actions = new Actions(...parts);
  }

  run(id: CommandId, argument?: unknown, more?: unknown): Promise<void> {
    return this.#reportErrors(id, () => commands[id](this.#actions, argument, more));
  }

  /** Of a document that the extension has opened. */
  textOf(uri: vscode.Uri): Promise<string> {
    return this.#actions.runs.textOf(uri);
  }

  /** What F5 means, and what a debug configuration names. The person is told where there is none. */
  async completeDebug(
    configuration: vscode.DebugConfiguration,
  ): Promise<vscode.DebugConfiguration | undefined> {
    return this.#answerOf('debug', async () => (await this.#actions.debug()).complete(configuration));
  }

  async prepareDebug(
    configuration: vscode.DebugConfiguration,
    folder: vscode.WorkspaceFolder | undefined,
  ): Promise<vscode.DebugConfiguration | undefined> {
    return this.#answerOf('debug', async () => (await this.#actions.debug()).prepare(configuration, folder));
  }

  /** What VS Code offers to debug beside `launch.json`. */
  async offeredDebug(folder: vscode.WorkspaceFolder | undefined): Promise<vscode.DebugConfiguration[]> {
    return (await this.#actions.debug()).offered(folder);
  }

  /** Of a rule that is in no file. */
  async textOfRule(uri: vscode.Uri): Promise<string> {
    return (await this.#actions.debug()).textOf(uri);
  }

  /** What the range test asks for. */
  get rangeTest(): Actions['rangeTest'] {
    return this.#actions.rangeTest;
  }

  /** What the fair comparison asks for. */
  get fairComparison(): Actions['fairComparison'] {
    return this.#actions.fairComparison;
  }

  /** What the map of hyperparameters asks for. */
  get map(): Actions['map'] {
    return this.#actions.map;
  }

  /** Where cells of lessons run. */
  get lessonRaces(): Pick<Actions, 'beginRace' | 'stopRace' | 'dataBeside' | 'map' | 'fairComparison'> {
    return this.#actions;
  }

  /** Goes on with what the window had left on queues. */
  attachSweeps(): Promise<void> {
    return this.#reportErrors('attach sweeps', async () => (await this.#actions.sweep()).attachAll());
  }

  onRuleSaved(rule: vscode.Uri): Promise<void> {
    return this.#reportErrors('rule saved', () => this.#actions.ruleSaved(rule));
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

  /** What `ask` answers; undefined where it throws, which the person is told. */
  async #answerOf<T>(name: string, ask: () => Promise<T>): Promise<T | undefined> {
    let answered: T | undefined;
    await this.#reportErrors(name, async () => {
      answered = await ask();
    });
    return answered;
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

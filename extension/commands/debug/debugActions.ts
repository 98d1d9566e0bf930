/** What a person can ask of the debugger, and what VS Code asks before it starts one. */
import * as vscode from 'vscode';
import type { RunToDebug } from '../../../core/debug/debugMessages.ts';
import { titleOfRun } from '../../../core/debug/findRuns.ts';
import { mostThreads, parseLaunchConfiguration } from '../../../core/debug/launchConfiguration.ts';
import { fileName } from '../../../core/experiment/describe.ts';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import { isOfLog } from '../../../core/experiment/runSpec.ts';
import { messageOf } from '../../../core/messageOf.ts';
import type { Pick } from '../../../core/race/pick.ts';
import type { PickedRun } from '../../../core/race/pickedRun.ts';
import { outlineOf } from '../../../core/race/raceOutline.ts';
import type { DebugSessions } from '../../debug/debugSessions.ts';
import { textOfRule } from '../../debug/ruleDocuments.ts';
import { isExperiment } from '../../files/experimentDocuments.ts';
import { debugType, ruleLanguage } from '../../ids.ts';
import { log } from '../../log.ts';
import { askChoice } from '../../shown/ask.ts';
import { showInformation } from '../../shown/messages.ts';
import { plain } from '../../shown/plain.ts';
import { ruleMistake } from '../placedError.ts';
import { isRun, racesOf, type Target } from '../runs/targets.ts';
import type { DebuggedRace, DebuggedRaceParts } from './debuggedRace.ts';
import { experimentOfExercise } from './exerciseExperiment.ts';
import { goToStep } from './goToStep.ts';
import { launchArguments } from './launchRuns.ts';
import { chooseParameter } from './parameterPick.ts';

export interface DebugActionsParts extends DebuggedRaceParts {
  readonly picked: PickedRun;
  readonly sessions: () => Promise<DebugSessions>;
  /** Brings the runs to the screen, where they can be followed. */
  readonly follow: (debugged: DebuggedRace, runs: readonly RunToDebug[]) => Promise<void>;
}

/** What is left out in F5's configuration, and what a command's has. */
const launch = { type: debugType, request: 'launch' } as const;

export class DebugActions {
  readonly #with: DebugActionsParts;

  constructor(parts: DebugActionsParts) {
    this.#with = parts;
  }

  /** F5 without `launch.json` says nothing: the rule or the experiment is meant that the person is at, or the picked run. */
  complete(configuration: vscode.DebugConfiguration): vscode.DebugConfiguration {
    if (configuration.type) return configuration;
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId === ruleLanguage) return ofRule(document.uri);
    if (document && isExperiment(document)) return ofFile(document.uri);
    const [first] = this.#shownRuns();
    if (!first)
      throw new Error(
        'There is nothing to debug. Open an optimizer or an experiment, or run one, and press F5.',
      );
    return ofRuns(first.race, [first.run], first.title);
  }

  /**
   * Finds out what a configuration names, once VS Code has filled in its variables.
   * @returns undefined where the person was asked which run is meant, and chose none.
   * @throws {Error} with the name of the field that is wrong.
   */
  async prepare(
    configuration: vscode.DebugConfiguration,
    folder: vscode.WorkspaceFolder | undefined,
  ): Promise<vscode.DebugConfiguration | undefined> {
    try {
      const parsed = parseLaunchConfiguration(configuration);
      const found = await launchArguments(parsed, folder, this.#with);
      if (!found) return undefined;
      const { launch: launched, debugged } = found;
      if (!launched.noDebug) void this.#with.follow(debugged, launched.runs).catch(report);
      const sessions = await this.#with.sessions();
      return { ...configuration, prepared: sessions.prepare(launched) };
    } catch (error) {
      const mistake = ruleMistake(error);
      // It is told of, whether it can be shown or not.
      if (mistake) await Promise.resolve(mistake.place.open()).catch(report);
      if (mistake || !(error instanceof ExperimentError)) throw mistake ?? error;
      throw new Error(
        `The debug configuration "${configuration.name}": ${error.faults.map(({ message }) => message).join('; ')}`,
      );
    }
  }

  /**
   * A configuration for each run on the screen, with the picked one first.
   * @param folder VS Code asks for each that is open, and once for none, whose rows would be the same.
   */
  offered(folder: vscode.WorkspaceFolder | undefined): vscode.DebugConfiguration[] {
    const [first] = vscode.workspace.workspaceFolders ?? [];
    if (folder?.index !== first?.index) return [];
    return this.#shownRuns()
      .slice(0, mostOffered)
      .map(({ race, run, title }) => ofRuns(race, [run], title));
  }

  async debugRule(rule: vscode.Uri): Promise<void> {
    await start(ofRule(rule));
  }

  async debugFile(experiment: vscode.Uri): Promise<void> {
    await start(ofFile(experiment));
  }

  /** @param targets Rows of the side bar. Undefined: the picked run, or one that the person chooses of those on the screen. */
  async debugRuns(targets: readonly Target[] | undefined): Promise<void> {
    if (!targets) return this.#debugShown();
    for (const race of racesOf(targets)) {
      const runs = targets.filter(isRun).filter((target) => target.race === race);
      const { title, runs: all } = await this.#with.backend.library.outline(race);
      if (all.some(({ spec }) => isOfLog(spec)))
        throw new Error(
          `${title} is a log of somebody else's training: its optimizer isn't known, so that it can't be debugged.`,
        );
      if (runs.length > mostThreads)
        throw new Error(
          `${runs.length} runs are selected — expected at most ${mostThreads}, which are debugged side by side`,
        );
      const [first] = runs.map(({ run }) => all[run]);
      await start(
        ofRuns(
          race,
          runs.map(({ run }) => run),
          runs.length === 1 && first ? titleOfRun(first) : title,
        ),
      );
    }
  }

  /** Of what was on the screen when the person asked; where others are there by now, one of them. */
  async debugShownRun({ race, run }: Pick): Promise<void> {
    const { shown } = this.#with.store;
    const found = shown?.id === race && run !== null ? shown.runs[run] : undefined;
    await this.debugRuns(found && [{ race: found.race.id, run: found.number }]);
  }

  /** @param cell Of a lesson: an exercise or its rule. */
  async debugExercise(cell: vscode.NotebookCell | undefined): Promise<void> {
    if (!cell || !(await experimentOfExercise(cell))) {
      void showInformation('Nothing to look at: no exercise is selected whose rule is tried on a surface.');
      return;
    }
    const exercise = cell.document.uri.toString();
    await start({ ...launch, name: 'Exercise', exercise, step: 1, stopOnEntry: true });
  }

  async chooseParameter(): Promise<void> {
    await chooseParameter(await this.#with.sessions());
  }

  async goToStep(): Promise<void> {
    await goToStep(await this.#with.sessions());
  }

  /** Of a rule that is in no file. */
  textOf(uri: vscode.Uri): Promise<string> {
    return textOfRule(uri, this.#with.backend.library);
  }

  async #debugShown(): Promise<void> {
    const runs = this.#shownRuns();
    const [first] = runs;
    if (!first) {
      void showInformation(
        'There is no run to debug. Run an experiment first, or open an optimizer and press F5.',
      );
      return;
    }
    const isMeant = this.#with.picked.run !== null || runs.length === 1;
    const items = runs.map((run) => ({ label: run.title, run }));
    const chosen = isMeant
      ? first
      : (await askChoice(items, { title: 'Debug This Run', placeHolder: 'Which run to replay' }))?.run;
    if (chosen) await start(ofRuns(chosen.race, [chosen.run], chosen.title));
  }

  /** Those on the screen that are ours, the picked one first. */
  #shownRuns(): readonly { readonly race: string; readonly run: number; readonly title: string }[] {
    const { store, picked } = this.#with;
    const runs = store.shown?.runs ?? [];
    const [chosen, others] = [runs[picked.run ?? -1], runs.filter((_, place) => place !== picked.run)];
    return [...(chosen ? [chosen] : []), ...others]
      .filter(({ race }) => race.log === null)
      .flatMap(({ race, number }) => {
        const outline = outlineOf(race).runs[number];
        return outline ? [{ race: race.id, run: number, title: titleOfRun(outline) }] : [];
      });
  }
}

/** What is debugged goes on without a picture. */
function report(error: unknown): void {
  log.error(`debugger: ${messageOf(error)}`);
}

/** More are found in the side bar. */
const mostOffered = 20;

function ofRule(rule: vscode.Uri): vscode.DebugConfiguration {
  return { ...launch, name: `Debug ${fileName(rule.path)}`, optimizer: rule.toString() };
}

function ofFile(experiment: vscode.Uri): vscode.DebugConfiguration {
  return { ...launch, name: `Debug ${fileName(experiment.path)}`, experiment: experiment.toString() };
}

/** Runs of a recorded race, by their numbers; none: all of them. A configuration counts them from 1. */
function ofRuns(race: string, runs: readonly number[], title: string): vscode.DebugConfiguration {
  const numbers = runs.map((run) => run + 1);
  return {
    ...{ ...launch, name: plain(title), race },
    ...(numbers.length === 1 ? { run: numbers[0] } : numbers.length > 1 ? { runs: numbers } : {}),
  };
}

/** Nothing needs to be saved: rules are read as the editor has them. */
async function start(configuration: vscode.DebugConfiguration): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  await vscode.debug.startDebugging(folder, configuration, { suppressSaveBeforeStart: true });
}

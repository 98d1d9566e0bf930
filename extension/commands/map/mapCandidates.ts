/** What a map could be of: what is in front of the person first, then what was raced last. */
import * as vscode from 'vscode';
import type { CsvData } from '../../../core/experiment/csvData.ts';
import { fileName, optimizerNames } from '../../../core/experiment/describe.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { raceTitle } from '../../../core/race/raceTitle.ts';
import type { RaceStore } from '../../../core/race/store.ts';
import { findTutorialRace } from '../../../core/tutorial/races.ts';
import { csvFolder } from '../../data/csvFolder.ts';
import type { CsvReading } from '../../data/csvReading.ts';
import { ruleLanguage } from '../../ids.ts';
import { withPlaces } from '../placedError.ts';
import { experimentAgainstAdam } from '../raceRule.ts';
import type { ExperimentStart } from '../startExperiment.ts';

export interface MapCandidate {
  readonly label: string;
  /** Where it comes from. */
  readonly description: string;
  /** With one optimizer. */
  readonly experiment: Experiment;
  /** Reads its data; null where it has none. */
  readonly csv: () => Promise<CsvData | null>;
}

export interface CandidateSources {
  readonly store: RaceStore;
  readonly reading: CsvReading;
  readonly start: Pick<ExperimentStart, 'askedFor'>;
  /** The experiment file that the person is at. */
  readonly file: vscode.Uri | undefined;
}

/** @throws {PlacedError} if what is in front can't run: with a way to the place. */
export async function mapCandidates(sources: CandidateSources): Promise<readonly MapCandidate[]> {
  const raced = lastRaced(sources);
  const inFront = [...(await ruleInFront(sources)), ...(await fileInFront(sources))];
  // The tutorial's valley is there where nothing else is.
  return raced.isOwn || inFront.length === 0 ? [...inFront, ...raced.candidates] : inFront;
}

function lastRaced({ store, reading, start }: CandidateSources) {
  const race = store.current?.log ? null : store.current;
  const asked = race ? start.askedFor(race) : findTutorialRace('valley')?.experiment;
  if (!asked) return { isOwn: false, candidates: [] };
  const csv = async () =>
    'csv' in asked.problem && race?.csv ? reading.read(asked.problem, race.csv.folder) : null;
  return { isOwn: race !== null, candidates: candidatesOf(asked, raceTitle(asked, race?.csv?.shape), csv) };
}

async function fileInFront({ reading, file }: CandidateSources): Promise<readonly MapCandidate[]> {
  if (!file) return [];
  const read: Experiment[] = [];
  await withPlaces(file, reading, async (experiment) => void read.push(experiment));
  return read.flatMap((experiment) => {
    const { problem } = experiment;
    const csv = async () => ('csv' in problem ? reading.read(problem, csvFolder(problem, file)) : null);
    return candidatesOf(experiment, fileName(file.path), csv);
  });
}

/** On what was raced last, at the rule's own learning rate. */
async function ruleInFront({ store, reading, start }: CandidateSources): Promise<readonly MapCandidate[]> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== ruleLanguage) return [];
  const race = store.current?.log ? null : store.current;
  const { map: _, ...last } = race ? start.askedFor(race) : (findTutorialRace('valley')?.experiment ?? {});
  const { experiment } = await experimentAgainstAdam(document.uri, 'problem' in last ? last : null);
  const { problem } = experiment;
  const csv = async () => ('csv' in problem && race?.csv ? reading.read(problem, race.csv.folder) : null);
  return candidatesOf(experiment, fileName(document.uri.path), csv).slice(0, 1);
}

function candidatesOf(
  experiment: Experiment,
  description: string,
  csv: MapCandidate['csv'],
): readonly MapCandidate[] {
  const { optimizers } = experiment;
  const nameOf = optimizerNames(optimizers);
  return optimizers.map((choice) => {
    return { label: nameOf(choice), description, experiment: { ...experiment, optimizers: [choice] }, csv };
  });
}

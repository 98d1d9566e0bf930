/** What a map becomes where the person chooses other axes or another optimizer, or saves its rule. */
import type * as vscode from 'vscode';
import type { CsvData } from '../../core/experiment/csvData.ts';
import type { MapAxis } from '../../core/experiment/map/mapAxis.ts';
import type { AxisChoice, MapChoice } from '../../core/experiment/map/mapSchema.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { type MapSpec, mapOfExperiment, settingsOfMap, usualAxes } from '../../core/map/mapSpec.ts';
import { readRuleFile } from '../ownRules/readRuleFiles.ts';
import { withSavedRule } from '../ownRules/savedRule.ts';
import { withOptimizer } from './mapOptimizers.ts';

export interface MapSubject {
  /** What the map was opened with; the person may have chosen another optimizer since. */
  readonly asked: Experiment;
  readonly experiment: Experiment;
  readonly csv: CsvData | null;
  readonly spec: MapSpec;
}

export interface MapChange {
  readonly subject: MapSubject;
  readonly choice: MapChoice;
}

/** An axis that the experiment has is as it says there. @throws {ExperimentError} if there is no such setting. */
export function withAxes(subject: MapSubject, x: string, y: string): MapChange {
  const { experiment, csv } = subject;
  const { map } = experiment;
  const own = (name: string): AxisChoice =>
    [map?.x, map?.y].find((each) => typeof each === 'object' && each.setting === name) ?? name;
  const choice = { x: own(x), y: own(y) };
  return { subject: { ...subject, spec: mapOfExperiment(experiment, csv?.shape, choice) }, choice };
}

/** With the same settings along the axes, where the optimizer has them. @throws {ExperimentError} if it can't run. */
export async function withOtherOptimizer(subject: MapSubject, name: string): Promise<MapChange> {
  const { asked, csv, spec } = subject;
  const experiment = await withOptimizer(asked, name);
  const [x, y] = axesAfter(spec, settingsOfMap(mapOfExperiment(experiment, csv?.shape)));
  return withAxes({ ...subject, experiment }, x, y);
}

/** The settings of a map that an optimizer has, too; else the usual ones. */
function axesAfter({ x, y }: MapSpec, settings: readonly { readonly name: string }[]) {
  const has = ({ setting }: MapAxis) => settings.some(({ name }) => name === setting);
  const [first, second] = usualAxes(settings);
  const other = (setting: string) => (setting === first ? second : first);
  if (has(x)) return [x.setting, has(y) ? y.setting : x.setting === second ? first : second] as const;
  return has(y) ? ([other(y.setting), y.setting] as const) : ([first, second] as const);
}

/**
 * With the rule as it was saved.
 * @returns null where it computes the same as before, or the map has no such rule.
 * @throws {ExperimentError} if the map can't be drawn with it.
 */
export async function withSavedFile(subject: MapSubject, uri: vscode.Uri): Promise<MapChange | null> {
  const { asked, experiment, csv, spec } = subject;
  const place = uri.toString();
  const file = await readRuleFile(uri);
  const saved = withSavedRule(experiment, place, file);
  if (!saved) return null;
  const { x, y } = spec;
  const made = mapOfExperiment(saved, csv?.shape, { x, y });
  const hasRule = hasRuleOf(asked, uri);
  const newAsked = hasRule ? (withSavedRule(asked, place, file) ?? asked) : asked;
  return { subject: { ...subject, asked: newAsked, experiment: saved, spec: made }, choice: { x, y } };
}

export function hasRuleOf({ optimizers }: Experiment, uri: vscode.Uri): boolean {
  const place = uri.toString();
  return optimizers.some(({ rule }) => rule?.place === place);
}

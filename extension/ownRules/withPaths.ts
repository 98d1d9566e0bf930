import * as vscode from 'vscode';
import type { Experiment } from '../../core/experiment/schema.ts';
import { pathToRule } from './rulePlace.ts';

/**
 * An experiment as a file would have it: its rules by their paths from there. A path that leads nowhere from there stays as
 * it was.
 * @param file Undefined: a document without a place.
 */
export function withPaths(experiment: Experiment, file?: vscode.Uri): Experiment {
  const optimizers = experiment.optimizers.map(({ rule, ...choice }) => {
    const path = rule ? pathToRule(vscode.Uri.parse(rule.place), file) : null;
    return { ...choice, ...(path !== null && { optimizer: path }) };
  });
  return { ...experiment, optimizers };
}

/** What the JSON schema of experiments says of the axes of a map: which settings there are, by optimizer and problem. */
import type * as z from 'zod';
import { settingsOf } from '../../core/experiment/settingWords.ts';
import { optimizers } from '../../core/optimizers/index.ts';

type Schema = z.core.JSONSchema.JSONSchema;

const places = ['start_x', 'start_y'];

/** A definition for the settings of each optimizer. */
export function axisDefinitions(): Record<string, Schema> {
  const ofOptimizers = optimizers.map(({ id, rule }) => {
    const { hyperparameters } = rule;
    const words = new Map(settingsOf(rule).map(({ name, about }) => [name, about]));
    const about = new Map(hyperparameters.map(({ name }) => [name, words.get(name) ?? 'The learning rate.']));
    return [`axis-${id}`, axisOf(about)] as const;
  });
  return Object.fromEntries(ofOptimizers);
}

/** Of an experiment: the first optimizer is the one that is mapped. */
export function axesOfMap(): Schema[] {
  const ofOptimizers = optimizers.map(({ id }) =>
    axesWhere(
      { optimizers: { minItems: 1, items: [fieldIs('optimizer', [id])] } as Schema },
      { $ref: `#/definitions/axis-${id}` },
    ),
  );
  const start = new Map(places.map((name) => [name, 'Where runs start.']));
  const onData = new Map([
    ['batch_size', 'Rows of a mini-batch.'],
    ['seed', 'Of the initial weights and the order of batches.'],
  ]);
  const hasField = (name: string): Schema => ({ required: [name] });
  return [
    ...ofOptimizers,
    ...['surface', 'formula'].map((name) => axesWhere({ problem: hasField(name) }, axisOf(start))),
    axesWhere(
      { problem: fieldIs('surface', ['valley']) },
      axisOf(new Map([['condition', 'How much steeper one direction is than the other.']])),
    ),
    ...['data', 'csv'].map((name) => axesWhere({ problem: hasField(name) }, axisOf(onData))),
  ];
}

function axesWhere(fields: Record<string, Schema>, axis: Schema): Schema {
  return {
    if: { required: Object.keys(fields), properties: fields },
    then: { properties: { map: { properties: { x: axis, y: axis } } } },
  };
}

function fieldIs(name: string, values: readonly string[]): Schema {
  return { required: [name], properties: { [name]: { enum: [...values] } } };
}

/** A name, or an object with one; another word is no fault here. */
function axisOf(about: ReadonlyMap<string, string>): Schema {
  const names: Schema = { enum: [...about.keys()] };
  Object.assign(names, { enumDescriptions: [...about.values()] });
  return { anyOf: [names, { properties: { setting: { anyOf: [names, {}] } } }, {}] };
}

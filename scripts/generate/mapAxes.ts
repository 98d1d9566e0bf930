/** What the JSON schema of experiments says of the axes of a map: which settings there are, by optimizer and problem. */
import type * as z from 'zod';
import { optimizers } from '../../core/optimizers/index.ts';

type Schema = z.core.JSONSchema.JSONSchema;

const starts = ['start_x', 'start_y'];
const ofData = ['batch_size', 'seed'];
const ofLayers = ['lr_first', 'lr_last'];

/** A definition for the settings of each optimizer. */
export function axisDefinitions(): Record<string, Schema> {
  const ofOptimizers = optimizers.map(({ id, rule }) => {
    return [`axis-${id}`, axisOf(rule.hyperparameters.map(({ name }) => name))] as const;
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
  const hasField = (name: string): Schema => ({ required: [name] });
  return [
    ...ofOptimizers,
    ...['surface', 'formula'].map((name) => axesWhere({ problem: hasField(name) }, axisOf(starts))),
    axesWhere({ problem: fieldIs('surface', ['valley']) }, axisOf(['condition'])),
    ...['data', 'csv'].map((name) => axesWhere({ problem: hasField(name) }, axisOf(ofData))),
    axesWhere(
      { problem: { required: ['hidden'], properties: { hidden: unnamed({ minItems: 1 }) } } },
      axisOf(ofLayers),
    ),
  ];
}

function axesWhere(fields: Record<string, Schema>, axis: Schema): Schema {
  return {
    if: { required: Object.keys(fields), properties: mapValues(fields, unnamed) },
    then: { properties: { map: unnamed({ properties: { x: axis, y: axis } }) } },
  };
}

function fieldIs(name: string, values: readonly string[]): Schema {
  return { required: [name], properties: { [name]: unnamed({ enum: [...values] }) } };
}

/** What VS Code doesn't complete the name of: the experiment's own fields do that, with their values. */
function unnamed(schema: Schema): Schema {
  return { ...schema, doNotSuggest: true };
}

function mapValues(
  fields: Record<string, Schema>,
  change: (schema: Schema) => Schema,
): Record<string, Schema> {
  return Object.fromEntries(Object.entries(fields).map(([name, schema]) => [name, change(schema)]));
}

/** A name, or an object with one; another word is no fault here. */
function axisOf(known: readonly string[]): Schema {
  const names: Schema = { enum: [...known] };
  return { anyOf: [names, { properties: { setting: { anyOf: [names, {}] } } }, {}] };
}

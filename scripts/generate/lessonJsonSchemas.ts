/** The JSON schemas of cells of lessons and of claims: what the editor completes and explains in them. */
import { claimSchema } from '../../core/claims/claimSchema.ts';
import { choice, raw, text } from '../../core/experiment/text/snippets.ts';
import { exerciseSchema } from '../../core/lesson/exercise/exerciseSchema.ts';
import { askNames, predictionSchema } from '../../core/lesson/prediction.ts';
import { describedSchema, experimentIn, idsIn, type Schema } from './describedSchema.ts';

const experiments = '../files';

const known = (name: string): Schema | null => {
  if (name === 'experiment') return experimentIn(experiments);
  if (name === 'gradients') return { defaultSnippets: [{ label: '…', body: [{ surface: 'valley' }] }] };
  if (name === 'reference' || name === 'optimizer') return idsIn('optimizers');
  return name === 'surface' ? idsIn('surfaces') : null;
};

/** Whole cells: what an empty one offers. */
const cellSnippets = [
  {
    label: 'Exercise: write the optimizer',
    description: 'The cell behind it has what the learner begins with.',
    body: {
      title: text(1, 'Adam from scratch'),
      kind: 'rule',
      reference: text(2, 'adam'),
      hints: [text(3, 'What helps a little')],
    },
  },
  {
    label: 'Exercise: choose a value',
    description: 'The learner finds a value with which a run reaches a loss.',
    body: {
      title: text(1, 'Find a rate'),
      kind: 'choose',
      experiment: { problem: { surface: 'valley' }, optimizers: [{ optimizer: 'momentum' }], lr: ['^0.01'] },
      setting: text(2, 'lr'),
      loss: raw(3, '0.1'),
      within: raw(4, '50'),
      solution: raw(5, '0.03'),
    },
  },
  {
    label: 'Exercise: work out a number',
    description: 'The learner gives a number, or a formula.',
    body: {
      title: text(1, 'How large?'),
      kind: 'number',
      expected: { formula: text(2, '2 / curvature'), values: { [text(3, 'curvature')]: raw(4, '100') } },
    },
  },
  {
    label: 'Exercise: defend a run of a map',
    description: 'The learner chooses a run of a map, which has to hold where the map has not looked.',
    body: {
      title: text(1, 'Choose a run, then defend it'),
      kind: 'defend',
      experiment: {
        problem: { surface: 'valley' },
        optimizers: [{ optimizer: 'momentum' }],
        lr: ['^0.01'],
        steps: '^200',
      },
      settings: ['lr', 'momentum'],
      loss: raw(2, '1'),
      within: raw(3, '50'),
      starts: ['^[1, -10]', '^[-2, 5]'],
      solution: ['^0.02', '^0.7'],
    },
  },
  {
    label: 'Question with a number',
    description: 'The learner answers before a race, or a map, is shown.',
    body: {
      question: text(1, 'Up to which rate?'),
      experiment: text(2, 'race'),
      answer: { formula: text(3, '2 / curvature'), values: { [text(4, 'curvature')]: raw(5, '100') } },
    },
  },
  {
    label: 'Question about a race',
    description: 'The learner answers before the race is shown.',
    body: {
      question: text(1, 'Who is last?'),
      experiment: text(2, 'race'),
      answer: choice(3, askNames),
    },
  },
];

/** All cells in JSON have it: a field says of which kind a cell is. */
export function cellJsonSchema(): object {
  const exercise = '#/definitions/exercise';
  const has = (...names: string[]) => ({ anyOf: names.map((name) => ({ required: [name] })) });
  const any = {
    allOf: [
      { $ref: `${experiments}/experiment.schema.json` },
      { properties: { kind: { $ref: `${exercise}/properties/kind` } } },
      { $ref: '#/definitions/prediction' },
    ],
    defaultSnippets: cellSnippets,
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    allowComments: true,
    allowTrailingCommas: true,
    if: has('kind'),
    then: { $ref: exercise },
    else: {
      if: has('question', 'experiment', 'answer'),
      then: { $ref: '#/definitions/prediction' },
      else: {
        if: has('problem', 'optimizers'),
        then: { $ref: `${experiments}/experiment.schema.json` },
        else: any,
      },
    },
    definitions: {
      exercise: exerciseJsonSchema(),
      prediction: describedSchema(predictionSchema, (name) =>
        name === 'experiment' ? { defaultSnippets: [{ label: '…', body: '$1' }] } : null,
      ),
    },
  };
}

/** The kinds and, where one of them stands, its fields. */
function exerciseJsonSchema(): Schema {
  const kinds = exerciseSchema.options.map((option) => ({
    kind: String(option.shape.kind.value),
    description: option.description ?? '',
    schema: describedSchema(option, known),
  }));
  const words = {
    enum: kinds.map(({ kind }) => kind),
    enumDescriptions: kinds.map(({ description }) => description),
  };
  return {
    properties: { kind: { description: 'What the learner does.', anyOf: [words as Schema, {}] } },
    allOf: kinds.map(({ kind, schema: { properties: { kind: _, ...fields } = {} } }) => ({
      if: { properties: { kind: { enum: [kind] } } },
      then: { properties: fields },
    })),
  };
}

export function claimJsonSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...describedSchema(claimSchema, known),
    allowComments: true,
    allowTrailingCommas: true,
  };
}

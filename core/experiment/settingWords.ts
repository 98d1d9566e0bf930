/** Words about hyperparameters, options, and arguments of schedules: what completion and hovers say of their names. */
import * as z from 'zod';
import { formatRange } from '../rule/check/range.ts';
import type { Rule } from '../rule/syntax/rule.ts';
import { schemaOf } from '../schedules/defineSchedule.ts';
import type { ScheduleKind } from '../schedules/scheduleKind.ts';

type Values = z.core.JSONSchema.JSONSchema;

export interface SettingWords {
  readonly name: string;
  /** `beta1 = 0.9 in Adam` */
  readonly title: string;
  /** What it is and, in a line of its own, what it may be. */
  readonly about: string;
  /** Undefined where there is none. */
  readonly default: unknown;
  /** What it may be, as a JSON schema. */
  readonly values: Values;
}

/** Of an optimizer, but for its learning rate, which experiments have a field for. */
export function settingsOf({ name: rule, hyperparameters, options }: Rule): SettingWords[] {
  const numbers = hyperparameters
    .filter(({ name }) => name !== 'lr')
    .map((each) => ({
      ...each,
      range: formatRange(each.name, each.range),
      values: { type: 'number' } satisfies Values,
    }));
  const choices = options.map((each) => ({
    ...each,
    range: wordsList(each.choices ?? [true, false]),
    values: (each.choices ? { enum: [...each.choices] } : { type: 'boolean' }) satisfies Values,
  }));
  return [...numbers, ...choices].map(({ name, default: byDefault, description, range, values }) => ({
    name,
    title: titleOf(name, byDefault, rule),
    about: `${description}\n${range}`.trim(),
    default: byDefault,
    values,
  }));
}

/** Of a schedule, but for arguments that experiments can't give it. */
export function argumentsOf({ name: kind, arguments: known, hasBaseLr }: ScheduleKind): SettingWords[] {
  return Object.entries(known).flatMap(([name, argument]) => {
    const { description, default: byDefault } = argument;
    const isGiven = name === 'metrics' || (name === 'base_lr' && !hasBaseLr);
    const values = isGiven ? null : valuesOf(schemaOf(argument));
    if (!values) return [];
    const range = rangeOf(name, values);
    const about = range === '' ? description : `${description}\n${range}`;
    return [{ name, title: titleOf(name, byDefault, kind), about, default: byDefault, values }];
  });
}

/** Null where JSON can't write it, as a function. */
function valuesOf(argument: z.core.$ZodType): Values | null {
  const schema = z.toJSONSchema(argument, { io: 'input', unrepresentable: 'any' });
  // Python's None takes the place of what is left out.
  const values = schema.anyOf?.find((each) => typeof each === 'object' && each.type !== 'null') ?? schema;
  return typeof values === 'object' && (values.type || values.enum || values.anyOf) ? values : null;
}

function titleOf(name: string, byDefault: unknown, owner: string): string {
  return `${name}${byDefault === undefined ? '' : ` = ${JSON.stringify(byDefault)}`} in ${owner}`;
}

/** Every number of a schedule has a lower bound. */
function rangeOf(name: string, values: Values): string {
  if (values.enum) return wordsList(values.enum);
  if (values.type === 'boolean') return wordsList([true, false]);
  if (values.type !== 'integer' && values.type !== 'number') return '';
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum } = values;
  // Of whole numbers zod gives that as the largest.
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  const range = formatRange(name, {
    min: Number(exclusiveMinimum ?? minimum),
    minIncluded: exclusiveMinimum === undefined,
    max: Number(exclusiveMaximum ?? most ?? Number.POSITIVE_INFINITY),
    maxIncluded: exclusiveMaximum === undefined,
  });
  return values.type === 'integer' ? `a whole number, ${range}` : range;
}

function wordsList(words: readonly unknown[]): string {
  return words.map((word) => JSON.stringify(word)).join(' or ');
}

/** What the Variables view shows of a run, and what of it can be set. */

import { formatCount } from '../format.ts';
import { at, type Frame } from '../rule/run/frame.ts';
import type { DebugThread } from './debugThread.ts';
import { namesOf, runNames, runValue, shownNumber } from './names.ts';
import type { NamedTensor } from './parameterNames.ts';
import { largest, updatesOf } from './updates.ts';

/** Something whose parts can be shown. */
export type Container =
  /** The names of one parameter. */
  | { readonly kind: 'parameter'; readonly parameter: number }
  /** The chosen one's, before and after the step. */
  | { readonly kind: 'changes' }
  | { readonly kind: 'hyperparameters' }
  | { readonly kind: 'run' }
  | { readonly kind: 'others' }
  | { readonly kind: 'list'; readonly parameters: readonly number[] }
  | { readonly kind: 'tensor'; readonly tensor: NamedTensor };

export interface Shown {
  readonly name: string;
  readonly value: string;
  readonly type?: string;
  /** What evaluates to it, and can be watched. */
  readonly expression?: string;
  readonly isReadOnly?: boolean;
  /** What it consists of. */
  readonly inner?: Container;
  /** How many parts that has, where they are read page by page. */
  readonly count?: number;
}

/** In the lists of largest gradients and updates. */
const listed = 10;

export function scopesOf(
  thread: DebugThread,
): readonly (Pick<Shown, 'name'> & { readonly inner: Container })[] {
  const { parameter, parameterName, names, step } = thread;
  const others = names.isNetwork
    ? [{ name: 'Other parameters', inner: { kind: 'others' } as const }]
    : Array.from({ length: names.count }, (_, index) => index)
        .filter((index) => index !== parameter)
        .map((index) => ({
          name: `Parameter ${names.nameOf(index)}`,
          inner: { kind: 'parameter', parameter: index } as const,
        }));
  return [
    { name: `Parameter ${parameterName}`, inner: { kind: 'parameter', parameter } },
    ...others,
    { name: `Before and after step ${step}`, inner: { kind: 'changes' } },
    { name: 'Hyperparameters', inner: { kind: 'hyperparameters' } },
    { name: 'Run', inner: { kind: 'run' } },
  ];
}

/** @param start Of a tensor, the first element that is wanted. @param count How many of them. */
export function partsOf(thread: DebugThread, container: Container, start = 0, count = 100): readonly Shown[] {
  switch (container.kind) {
    case 'parameter':
      return valuesOf(thread, container.parameter);
    case 'changes':
      return changesOf(thread);
    case 'hyperparameters':
      return hyperparametersOf(thread);
    case 'run':
      return factsOf(thread);
    case 'others':
      return othersOf(thread);
    case 'list':
      return container.parameters.map((parameter) =>
        parameterRow(thread, parameter, thread.names.nameOf(parameter)),
      );
    case 'tensor': {
      const { tensor } = container;
      const end = Math.min(tensor.length, start + count);
      return Array.from({ length: Math.max(0, end - start) }, (_, index) => {
        const parameter = tensor.start + start + index;
        return parameterRow(thread, parameter, thread.names.placeIn(tensor, parameter));
      });
    }
  }
}

/** Names with a value there, but for hyperparameters: those have a place of their own. */
function ownNames(thread: DebugThread, frame: Frame): readonly string[] {
  const settings = new Set(thread.replay.rule.hyperparameters.map(({ name }) => name));
  return namesOf(thread).filter(
    (name) => !settings.has(name) && name !== 't' && frame.get(name) !== undefined,
  );
}

function valuesOf(thread: DebugThread, parameter: number): readonly Shown[] {
  const isChosen = parameter === thread.parameter;
  const frame = isChosen ? thread.frame : thread.frameOf(parameter);
  const element = frame.elementAt(parameter);
  return ownNames(thread, frame).map((name) => ({
    name,
    value: shownNumber(at(frame.get(name) ?? Number.NaN, element)),
    type: typeOf(thread, name),
    expression: isChosen ? name : `${name} of ${thread.names.nameOf(parameter)}`,
  }));
}

function typeOf({ replay: { rule } }: DebugThread, name: string): string {
  if (name === 'p') return 'the parameter';
  if (name === 'g') return 'its gradient';
  if (rule.state.some((each) => each.name === name)) return 'state, kept from step to step';
  if (rule.scalars.some((each) => each.name === name)) return 'scalar, one number for all parameters';
  return 'computed in this step';
}

function changesOf(thread: DebugThread): readonly Shown[] {
  const { tensor, parameter } = thread;
  const element = tensor.begin.elementAt(parameter);
  const kept = ownNames(thread, tensor.begin).filter((name) => name !== 'g');
  return kept.map((name) => {
    const [before, after] = [tensor.begin, tensor.end].map((frame) =>
      at(frame.get(name) ?? Number.NaN, element),
    );
    const change = shownNumber((after ?? 0) - (before ?? 0));
    return {
      name,
      value: `${shownNumber(before ?? Number.NaN)} → ${shownNumber(after ?? Number.NaN)}`,
      type: `changes by ${change}`,
      isReadOnly: true,
    };
  });
}

function hyperparametersOf(thread: DebugThread): readonly Shown[] {
  const { frame, replay } = thread;
  return replay.rule.hyperparameters.map(({ name, description }) => ({
    name,
    value: shownNumber(at(frame.get(name) ?? Number.NaN, 0)),
    type: description || 'hyperparameter',
    expression: name,
  }));
}

function factsOf(thread: DebugThread): readonly Shown[] {
  const { replay, names } = thread;
  const shown = runNames.filter((name) => name !== 'epoch' || names.isNetwork);
  const facts = shown.map((name) => ({
    name,
    value: name === 'loss' ? shownNumber(runValue(thread, name)) : String(runValue(thread, name)),
    expression: name,
    isReadOnly: true,
  }));
  const { batchRows } = replay;
  if (!batchRows) return facts;
  const few = [...batchRows.slice(0, 8)].join(', ');
  const rest = batchRows.length > 8 ? ` … (${formatCount(batchRows.length)} rows)` : '';
  return [...facts, { name: 'batch rows', value: `${few}${rest}`, isReadOnly: true }];
}

function othersOf(thread: DebugThread): readonly Shown[] {
  const { names, replay } = thread;
  const updates = updatesOf(thread.replay);
  const bad = worst(updates);
  const list = (name: string, parameters: readonly number[]): Shown => ({
    name,
    value: parameters
      .map((parameter) => names.nameOf(parameter))
      .slice(0, 3)
      .join(', '),
    inner: { kind: 'list', parameters },
    isReadOnly: true,
  });
  return [
    ...(bad.length > 0 ? [list('Not finite', bad)] : []),
    list('Largest updates', largest(updates, listed)),
    list('Largest gradients', largest(replay.recorded.gradient, listed)),
    ...names.tensors.map((tensor): Shown => {
      const rows =
        tensor.columns > 0 ? `${tensor.length / tensor.columns} × ${tensor.columns}` : String(tensor.length);
      return {
        name: tensor.name,
        value: rows,
        inner: { kind: 'tensor', tensor },
        count: tensor.length,
        isReadOnly: true,
      };
    }),
  ];
}

function parameterRow(thread: DebugThread, parameter: number, name: string): Shown {
  const frame = thread.frameOf(parameter);
  const element = frame.elementAt(parameter);
  const shown = ['p', 'g'].map(
    (each) => `${each}: ${shownNumber(at(frame.get(each) ?? Number.NaN, element))}`,
  );
  return { name, value: shown.join(', '), inner: { kind: 'parameter', parameter }, isReadOnly: true };
}

function worst(values: Float64Array): readonly number[] {
  const bad: number[] = [];
  for (let index = 0; index < values.length && bad.length < listed; index++) {
    if (!Number.isFinite(values[index])) bad.push(index);
  }
  return bad;
}

/**
 * Which value a name of a container is, to set it.
 * @returns The parameter that has it, null where all share it, or why it can't be set.
 */
export function settable(
  thread: DebugThread,
  container: Container,
  name: string,
): { readonly parameter: number | null } | { readonly fault: string } {
  const { hyperparameters, scalars } = thread.replay.rule;
  const isShared = [...hyperparameters, ...scalars].some((each) => each.name === name);
  if (container.kind === 'hyperparameters' || (container.kind === 'parameter' && isShared))
    return { parameter: null };
  if (container.kind !== 'parameter' || runNames.some((each) => each === name))
    return { fault: `${name} can't be set: it follows from the other values` };
  const isChosen = container.parameter === thread.parameter;
  const frame = isChosen ? thread.frame : thread.frameOf(container.parameter);
  if (!ownNames(thread, frame).includes(name))
    return { fault: `${name} has no value here that could be set` };
  return { parameter: container.parameter };
}

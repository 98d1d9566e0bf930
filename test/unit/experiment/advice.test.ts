/** What a message lists can be given: nobody who follows it is refused for that. */
import { describe, expect, test } from 'vitest';
import { suggest } from '../../../core/experiment/suggest.ts';
import { tables } from '../../../core/experiment/tables.ts';
import { faultsOf } from './faults.ts';
import { inFiles, scheduled } from './scheduled.ts';

const only = (schedule: object) => {
  const [message = '', ...others] = faultsOf(scheduled(schedule, { steps: 50 }));
  expect(others).toEqual([]);
  return message;
};
/** The names in `… — expected one of a, b, c; did you mean …` */
const listed = (message: string) =>
  /expected one of ([^;]*)/.exec(message)?.[1]?.split(', ') ?? expect.fail(`no list in: ${message}`);
const isRefusal = /expected (none|one of|a function)/;

describe('names of arguments that are listed after a typo can be given:', () => {
  test.each(inFiles)('$name', (schedule) => {
    const names = listed(only({ ...schedule, typo: 1 }));
    expect(names).toContain('per');
    for (const name of names) expect(only({ ...schedule, [name]: '?' }), name).not.toMatch(isRefusal);
  });

  test.each(inFiles.filter(({ name }) => name !== 'SequentialLR' && name !== 'ReduceLROnPlateau'))(
    '$name inside SequentialLR',
    ({ name, ...given }) => {
      const part = (more: object) =>
        only({ name: 'SequentialLR', schedulers: [[name, { ...given, ...more }]], milestones: [] });
      const names = listed(part({ typo: 1 }));
      expect(names).not.toContain('per');
      for (const each of names) expect(part({ [each]: '?' }), each).not.toMatch(isRefusal);
    },
  );

  test('and those of PyTorch’s that can’t be given are not listed', () => {
    const namesOf = (name: string) =>
      listed(only({ ...inFiles.find((each) => each['name'] === name), typo: 1 }));
    expect(namesOf('StepLR')).toEqual(['step_size', 'gamma', 'warmup', 'per']);
    expect(namesOf('OneCycleLR')).not.toContain('base_lr');
    expect(namesOf('ReduceLROnPlateau')).not.toContain('metrics');
    expect(namesOf('CyclicLR')).toContain('base_lr');
    for (const name of ['scale_fn', 'scale_mode']) expect(namesOf('CyclicLR')).not.toContain(name);
  });

  test.each<[string, string, string | null]>([
    ['StepLR', 'bas_lr', null],
    ['CyclicLR', 'bas_lr', 'base_lr'],
    ['ReduceLROnPlateau', 'metric', null],
    ['StepLR', 'gama', 'gamma'],
  ])('a fix for %s.%s is %j', (name, typo, meant) => {
    const json = meant === null ? null : { kind: 'name', json: JSON.stringify(meant) };
    expect(suggest(scheduled({ name, [typo]: 1 }), ['schedule', typo])).toEqual(json);
  });
});

describe('schedules that are listed can be named:', () => {
  const names = inFiles.map(({ name }) => name);

  test('all but LambdaLR, whose function JSON hasn’t', () => {
    expect(listed(only({ name: 'Lamda' }))).toEqual(names);
    expect(only({ name: 'LambdaLR' })).toBe(
      `schedule.name = "LambdaLR" — expected one of ${names.join(', ')}; LambdaLR needs lr_lambda, and JSON has no functions`,
    );
  });

  test('as they are completed and explained', () => {
    expect(tables['schedules']?.map(({ id }) => id)).toEqual(names);
  });

  test('inside SequentialLR all of them but those that can’t be parts', () => {
    const part = (name: string) => only({ name: 'SequentialLR', schedulers: [[name, {}]], milestones: [] });
    const parts = names.filter((name) => name !== 'SequentialLR' && name !== 'ReduceLROnPlateau');
    for (const name of ['LambdaLR', 'ReduceLROnPlateau', 'Step']) expect(listed(part(name))).toEqual(parts);
  });
});

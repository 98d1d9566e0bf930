/** The lessons that explain what is said of steps: they ship, with these headings. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lessonTopicNames, lessonTopics } from '../../../../core/debug/inspector/lessonTopics.ts';
import { traitsOf } from '../../../../core/debug/inspector/ruleTraits.ts';
import { optimizers } from '../../../../core/optimizers/index.ts';
import { fillSettings } from '../../../../core/rule/check/settings.ts';
import { resolve } from '../../../../core/rule/plan/resolve.ts';

const folder = new URL('../../../../extension/lessons/content/', import.meta.url);

test.each(lessonTopicNames)('%s', (topic) => {
  const { lesson, heading } = lessonTopics[topic];
  const files = readdirSync(folder).filter((name) => name.startsWith(`${lesson}-`));
  expect(files).toHaveLength(1);
  const text = readFileSync(new URL(files[0] ?? '', folder), 'utf8');
  expect(text.split('\n')).toEqual(expect.arrayContaining([`number: ${lesson}`, `## ${heading}`]));
});

describe('what a rule does', () => {
  const traits = (id: string, given: Parameters<typeof fillSettings>[1] = {}) => {
    const { rule } = optimizers.find((each) => each.id === id) ?? expect.fail(id);
    const settings = fillSettings(rule, given);
    return Object.entries(traitsOf(resolve(rule, settings), settings)).flatMap(([name, is]) =>
      is ? [name] : [],
    );
  };

  test.each([
    ['sgd', {}, []],
    ['sgd', { momentum: 0.9, nesterov: true }, ['remembers', 'looksAhead']],
    ['momentum', {}, ['remembers']],
    ['nesterov', { form: 'tutorial' }, ['remembers', 'looksAhead']],
    ['rmsprop', {}, ['remembers', 'adapts']],
    ['adam', {}, ['remembers', 'adapts', 'corrects']],
    ['adamw', { weight_decay: 0.1 }, ['remembers', 'adapts', 'corrects', 'decays']],
    ['lion', { weight_decay: 0 }, ['remembers']],
  ])('%s %j', (id, given, expected) => expect(traits(id, given)).toEqual(expected));
});

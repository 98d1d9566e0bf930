import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { frameworks, type FrameworkId } from '../../../core/exportCode/frameworks.ts';
import { scriptsOf } from './scripts.ts';
import { everyFormula, everySchedule, special, everyActivation } from './cases.ts';
test('x', () => {
  for (const id of Object.keys(frameworks) as FrameworkId[]) {
  const write = (name: string, e: unknown) => { try { scriptsOf(e, id).forEach((s, i) => writeFileSync(`/tmp/exportcode-out/${id}-${name}-${i}.py`, s ?? 'none')); } catch (error) { console.log(id, name, String(error)); } };
  for (const [n, e] of everyFormula) write(`f-${n}`, e);
  for (const [n, e] of everySchedule) write(`s-${n}`, e);
  for (const [n, e] of special) write(`x-${n}`, e);
  for (const [n, e] of everyActivation) write(`a-${n}`, e);
  write('wine', { problem: { data: 'wine', hidden: [8], validation: 0.25 }, optimizers: [{ optimizer: 'adam' }], lr: [0.01], batch_size: [32], epochs: 4 });
  }
});

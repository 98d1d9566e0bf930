import { expect, test } from 'vitest';
import {
  type CodeLibrary,
  codeLibraries,
  exportOptimizer,
} from '../../../core/exportCode/exportOptimizer.ts';

const libraries = Object.keys(codeLibraries) as CodeLibrary[];

test.each(libraries)('the code for %s has the settings of the run as its defaults', (library) => {
  const code = exportOptimizer({ optimizer: 'adam' }, { lr: 0.0125, beta2: 0.875, amsgrad: true }, library);
  expect(code).toMatch(/0\.0125\b/);
  expect(code).toMatch(/beta2[^\n]*= ?0\.875\b/);
  expect(code).not.toBe(
    exportOptimizer({ optimizer: 'adam' }, { lr: 0.0125, beta2: 0.875, amsgrad: false }, library),
  );
});

test.each(libraries)('the code for %s gives each layer its rate', (library) => {
  const code = (rates?: readonly number[]) =>
    exportOptimizer({ optimizer: 'adam' }, { lr: 0.1 }, library, rates);
  expect(code([0.1, 0.025])).toContain(code());
  expect(code([0.1, 0.025]).slice(code().length)).toMatch(/\[0\.1, 0\.025\]/);
  if (library !== 'PyTorch')
    expect(code([0.1, 0.025])).toContain(library === 'NumPy' ? '[Adam(lr=lr)' : '[adam(lr=lr)');
});

test('of a rule with the norm of all gradients it is said which norm an optimizer of one layer takes', () => {
  const clipped = (library: CodeLibrary) =>
    exportOptimizer({ optimizer: 'clipped-sgd' }, { lr: 0.1 }, library, [0.1, 0.2]);
  expect(libraries.map((library) => clipped(library).includes('that of all layers'))).toEqual([
    ...[false, true, true],
  ]);
});

test('what PyTorch, NumPy and Optax call theirs', () => {
  const begins = libraries.map((library) => exportOptimizer({ optimizer: 'sgd' }, { lr: 0.1 }, library));
  expect(begins.map((code) => /import (torch|numpy|jax)/.exec(code)?.[1])).toEqual(['torch', 'numpy', 'jax']);
});

test('an optimizer that there is not is a fault', () => {
  expect(() => exportOptimizer({ optimizer: 'none' }, {}, 'NumPy')).toThrow(
    'expected the id of an optimizer',
  );
});

/** The self-test, and so every rule beside float64, but for wide layers. */
import { selfTestCases } from '../../core/engine/gpu/selfTest/selfTestCases.ts';
import { trySelfTest } from './trySelfTest.ts';

/** More steps than people wait for, where they take no time. */
const cases = selfTestCases.map((each) =>
  each.about === 'surface' || each.together ? { ...each, steps: 30 } : each,
);

trySelfTest(cases.filter(({ about }) => about !== 'layers'));

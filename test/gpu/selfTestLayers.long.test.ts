/** The self-test of wide layers: each takes each kind of tile. */
import { selfTestCases } from '../../core/engine/gpu/selfTest/selfTestCases.ts';
import { trySelfTest } from './trySelfTest.ts';

trySelfTest(
  selfTestCases.filter(({ about }) => about === 'layers'),
  false,
);

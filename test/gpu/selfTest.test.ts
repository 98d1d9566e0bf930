/** The self-test, and so every rule beside float64, as on a GPU, in one of both ways; but for wide layers. */
import { hasTurn, trySelfTest, withMoreSteps } from './trySelfTest.ts';

trySelfTest(
  withMoreSteps.filter(({ about }, index) => about !== 'layers' && hasTurn(about, index)),
  false,
);

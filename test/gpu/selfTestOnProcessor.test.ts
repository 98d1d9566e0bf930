/** The self-test as on a processor in disguise: of networks, each rule in the other of both ways; surfaces are no others. */
import { hasTurn, trySelfTest, withMoreSteps } from './trySelfTest.ts';

trySelfTest(
  withMoreSteps.filter(
    ({ about }, index) => about !== 'surface' && (about !== 'optimizer' || !hasTurn(about, index)),
  ),
  true,
);

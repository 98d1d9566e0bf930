/** The self-test of every rule in the other of both ways, as on GPUs and on processors in disguise. */
import { hasTurn, trySelfTest, withMoreSteps } from './trySelfTest.ts';

const ofRules = withMoreSteps.map((each, index) => ({ each, hasTurn: hasTurn(each.about, index) }));

trySelfTest(
  ofRules.flatMap(({ each, hasTurn }) => (hasTurn ? [] : [each])),
  false,
);
trySelfTest(
  ofRules.flatMap(({ each, hasTurn }) => (each.about === 'optimizer' && hasTurn ? [each] : [])),
  true,
);

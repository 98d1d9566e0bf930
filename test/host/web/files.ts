/** Which files of host tests run in a browser's extension host, and why the others don't. */

export const loadWebTests: Readonly<Record<string, () => Promise<unknown>>> = {
  activation: () => import('../activation.test.ts'),
  csvExperiment: () => import('../csvExperiment.test.ts'),
  debugger: () => import('../debugger.test.ts'),
  experimentEditing: () => import('../experimentEditing.test.ts'),
  lessons: () => import('../lessons.test.ts'),
  ownRule: () => import('../ownRule.test.ts'),
  ruleEditing: () => import('../ruleEditing.test.ts'),
  runFile: () => import('../runFile.test.ts'),
  tutorialRace: () => import('../tutorialRace.test.ts'),
  virtualFiles: () => import('../virtualFiles.test.ts'),
};

export const needNode: Readonly<Record<string, string>> = {
  commandLine: 'a browser has no terminals',
  gpu: 'it ends the process of the GPU by a service that it is told of in its environment',
  gpuCrashes: 'it ends the process of the GPU by a service that it is told of in its environment',
  gpuRace: 'it ends the process of the GPU by a service that it is told of in its environment',
  responsiveness: 'it measures the processor time of its process',
  scheduler: 'it starts threads of Node.js by itself',
  sweepQueue: 'a browser has no way to Redis',
};

/** Tests in files that run. */
export const leftOut = {
  tests: /an experiment in the editor (leaves faults of JSON|explains|is offered|is completed|begins)/,
  reason: 'the VS Code that is installed for tests has its JSON support for Node alone',
};

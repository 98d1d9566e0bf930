/** Every id that package.json and the code share; a test holds the two lists together. */

export const commandIds = {
  runExperiment: 'optimizerPlayground.runExperiment',
  runTutorialRace: 'optimizerPlayground.runTutorialRace',
  runAgain: 'optimizerPlayground.runAgain',
  changeRates: 'optimizerPlayground.changeRates',
  runOnCsv: 'optimizerPlayground.runOnCsv',
  resumeRace: 'optimizerPlayground.resumeRace',
  runFile: 'optimizerPlayground.runFile',
  runOnQueue: 'optimizerPlayground.runOnQueue',
  newFile: 'optimizerPlayground.newFile',
  newOptimizer: 'optimizerPlayground.newOptimizer',
  raceRule: 'optimizerPlayground.raceRule',
  checkRule: 'optimizerPlayground.checkRule',
  showCode: 'optimizerPlayground.showCode',
  showFormulas: 'optimizerPlayground.showFormulas',
  saveExperiment: 'optimizerPlayground.saveExperiment',
  openLesson: 'optimizerPlayground.openLesson',
  nextLesson: 'optimizerPlayground.nextLesson',
  previousLesson: 'optimizerPlayground.previousLesson',
  showOpenExercises: 'optimizerPlayground.showOpenExercises',
  resetExercise: 'optimizerPlayground.resetExercise',
  debugExercise: 'optimizerPlayground.debugExercise',
  resetLesson: 'optimizerPlayground.resetLesson',
  refreshLessons: 'optimizerPlayground.refreshLessons',
  newLesson: 'optimizerPlayground.newLesson',
  checkLessons: 'optimizerPlayground.checkLessons',
  openClaims: 'optimizerPlayground.openClaims',
  showClaim: 'optimizerPlayground.showClaim',
  runClaim: 'optimizerPlayground.runClaim',
  runAllClaims: 'optimizerPlayground.runAllClaims',
  cancelClaims: 'optimizerPlayground.cancelClaims',
  openClaimFile: 'optimizerPlayground.openClaimFile',
  newClaim: 'optimizerPlayground.newClaim',
  openLog: 'optimizerPlayground.openLog',
  closeLog: 'optimizerPlayground.closeLog',
  revealLog: 'optimizerPlayground.revealLog',
  chooseColumns: 'optimizerPlayground.chooseColumns',
  pauseOrResume: 'optimizerPlayground.pauseOrResume',
  stop: 'optimizerPlayground.stop',
  showPanel: 'optimizerPlayground.showPanel',
  selectRun: 'optimizerPlayground.selectRun',
  compareRuns: 'optimizerPlayground.compareRuns',
  compareSelected: 'optimizerPlayground.compareSelected',
  addToComparison: 'optimizerPlayground.addToComparison',
  pin: 'optimizerPlayground.pin',
  unpin: 'optimizerPlayground.unpin',
  repeat: 'optimizerPlayground.repeat',
  rename: 'optimizerPlayground.rename',
  delete: 'optimizerPlayground.delete',
  openExperiment: 'optimizerPlayground.openExperiment',
  copyAsJson: 'optimizerPlayground.copyAsJson',
  exportCode: 'optimizerPlayground.exportCode',
  showDifference: 'optimizerPlayground.showDifference',
  filterRuns: 'optimizerPlayground.filterRuns',
  showAllRuns: 'optimizerPlayground.showAllRuns',
  sortRuns: 'optimizerPlayground.sortRuns',
  debugRun: 'optimizerPlayground.debugRun',
  debugRace: 'optimizerPlayground.debugRace',
  debugRule: 'optimizerPlayground.debugRule',
  debugFile: 'optimizerPlayground.debugFile',
  chooseParameter: 'optimizerPlayground.chooseParameter',
  goToStep: 'optimizerPlayground.goToStep',
  inspectStep: 'optimizerPlayground.inspectStep',
  showNetwork: 'optimizerPlayground.showNetwork',
  rangeTest: 'optimizerPlayground.rangeTest',
  compareFairly: 'optimizerPlayground.compareFairly',
  showDiagnostics: 'optimizerPlayground.showDiagnostics',
  mapHyperparameters: 'optimizerPlayground.mapHyperparameters',
  mapFile: 'optimizerPlayground.mapFile',
  showGpuReport: 'optimizerPlayground.showGpuReport',
  showWalkthrough: 'optimizerPlayground.showWalkthrough',
} as const;

/** A command on cells of a lesson, which come with it. */
export const runCellId = 'optimizerPlayground.runCell';

export type CommandId = (typeof commandIds)[keyof typeof commandIds];

export const viewIds = {
  runs: 'optimizerPlayground.runs',
  lessons: 'optimizerPlayground.lessons',
  comparison: 'optimizerPlayground.comparison',
  claims: 'optimizerPlayground.claims',
} as const;

export const panelType = 'optimizerPlayground.panel';

/** Of pages with the formulas of a rule. */
export const formulasType = 'optimizerPlayground.formulas';

/** Of the page of the Claims Lab. */
export const claimsType = 'optimizerPlayground.claims';

/** Of the page of the step inspector. */
export const inspectorType = 'optimizerPlayground.inspector';
export const mapType = 'optimizerPlayground.map';
/** Of the page of pictures of networks. */
export const networksType = 'optimizerPlayground.networks';
export const rangeTestType = 'optimizerPlayground.rangeTest';
export const fairComparisonType = 'optimizerPlayground.fairComparison';
export const diagnosticsType = 'optimizerPlayground.diagnostics';

/** Of documents that say what determines a run. */
export const runSpecScheme = 'optimizer-run';

/** Of documents with what a rule compiles to. */
export const ruleCodeScheme = 'optimizer-code';

/** Of texts of rules that are in no file: those that ship, and those that runs had. */
export const ruleScheme = 'optimizer-rule';

/** Of debug sessions, as `launch.json` names it. */
export const debugType = 'optimizer';

/** Keys for `when` clauses. */
export const contextKeys = {
  /** A race is on, running or paused. */
  active: 'optimizerPlayground.active',
  /** There is an experiment that *Run Experiment File* runs. */
  hasExperiment: 'optimizerPlayground.hasExperiment',
  /** Not all rows of the side bar are shown. */
  filtered: 'optimizerPlayground.filtered',
  /** Claims are put to the test. */
  testingClaims: 'optimizerPlayground.testingClaims',
  /** Unsaved documents that are experiments, by their URIs. */
  unsavedExperiments: 'optimizerPlayground.unsavedExperiments',
  /** Cells of the lesson that the person is at whose exercise or question has been begun, by their URIs. */
  begunCells: 'optimizerPlayground.begunCells',
} as const;

export const settings = {
  section: 'optimizerPlayground',
  /** Whether the panel opens with a workspace that has experiment files. */
  showPanelOnStartup: 'showPanelOnStartup',
  /** Where experiments are computed that don't say it. */
  engine: 'engine',
  /** The address of the queue that workers of sweeps have. */
  sweepQueue: 'sweepQueue',
  /** The store that they have. */
  sweepStore: 'sweepStore',
} as const;

export const extensionId = 'optimizer-playground.optimizer-playground';

export const walkthroughId = `${extensionId}#optimizerPlayground.start`;

/** The language of optimizers, as `package.json` declares it. */
export const ruleLanguage = 'optimizer';

/** The notebooks that lessons are. */
export const lessonType = 'optimizer-lesson';

/** Of what runs their cells. */
export const lessonController = 'optimizerPlayground.lesson';

/** Of what cells put out, and of what draws it. */
export const lessonOutput = {
  mime: 'application/vnd.optimizer-playground.cell+json',
  renderer: 'optimizerPlayground.lesson',
} as const;

/**
 * What the extension loads with `import()`, when it needs it. A test that needs it first would run what runs at load, and
 * count as its test; loaded with the file, that counts as nobody's.
 */
import '../../../core/engine/checkMemory.ts';
import '../../../core/race/raceFile.ts';
import '../../../core/race/raceOutline.ts';
import '../../../core/race/raceVersion3.ts';
import '../../../core/race/renamed.ts';
import '../../../extension/claims/claimLab.ts';
import '../../../extension/commands/debug/debugActions.ts';
import '../../../extension/commands/index.ts';
import '../../../extension/debug/debugSessions.ts';
import '../../../extension/debug/expressions.ts';
import '../../../extension/debug/inlineValues.ts';
import '../../../extension/files/language.ts';
import '../../../extension/gpu/gpuPage.ts';
import '../../../extension/panel/readMessage.ts';
import '../../../extension/rules/language.ts';
import '../../../extension/sidebar/runsView.ts';
import '../../../threads/race/scheduler.ts';

/** The backend in a browser's extension host, and the only file of the extension that reaches web/. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import { once } from '../../core/once.ts';
import type { RaceStore } from '../../core/race/store.ts';
import { Autosave } from '../../threads/library/autosave.ts';
import { HeldRaces } from '../../threads/library/heldRaces.ts';
import type { OpenLogs } from '../../threads/logs/openLogs.ts';
import type { RaceMemory } from '../../threads/race/raceMemory.ts';
import type { Scheduler } from '../../threads/race/scheduler.ts';
import type { ShippedTexts } from '../../web/data/shippedTexts.ts';
import { partsOf, placeIn } from '../../web/files/places.ts';
import { WebLibrary } from '../../web/library/webLibrary.ts';
import { coresHere, machineHere, memoryForRaces } from '../../web/thisMachine.ts';
import { sharedNow } from '../../web/threads/clock.ts';
import type { ProgramName } from '../../web/threads/messages.ts';
import type { WebThreads } from '../../web/threads/webThread.ts';
import type { Backend } from './backend.ts';
import type { Surroundings } from './surroundings.ts';
import { webDisk } from './webDisk.ts';
import { webFiles } from './webFiles.ts';

export interface WebFolders {
  /** The extension's own, with what was built. */
  readonly dist: vscode.Uri;
  /** Where races are kept; may not exist yet. */
  readonly races: vscode.Uri;
}

const datasets = ['digits', 'iris', 'wine', 'breast_cancer', 'diabetes'].map((name) => `${name}.csv.gz`);
const noQueue =
  'Experiments are run on a queue in VS Code on a desktop or connected to a server: a browser has no way to Redis.';
const loadAskedThreads = () => import('./askedThreads.ts');

export function createWebBackend(
  store: RaceStore,
  { dist, races }: WebFolders,
  { log, gpu, version, measured, tell, windowId, openLogs }: Surroundings,
): Backend {
  const read = async (...parts: string[]) =>
    new Uint8Array(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(dist, ...parts)));
  const library = new WebLibrary(webDisk(races), { log, tell });
  const autosave = new Autosave(store, library, { log, tell });
  const held = new HeldRaces(store, library, { log, onRenewed: (race) => autosave.setKept(race) });
  autosave.watch();
  held.watch();
  const files = webFiles();
  const cores = coresHere();
  let opened: WebThreads | undefined;
  const threads = once(async () => {
    const { webThreads } = await import('../../web/threads/webThread.ts');
    opened = webThreads({
      program: await read('web', 'worker.js'),
      shipped: await shippedTexts(read),
      files,
    });
    return opened;
  });
  const csvThread = async () => {
    const { CsvThread } = await import('../../threads/data/csv/csvThread.ts');
    return new CsvThread(await startersOf('csv'), placeIn);
  };
  const startersOf = async (program: ProgramName) => (await threads()).of(program);
  const starters = once(async () => {
    const worker = await startersOf('runs');
    // Without memory that threads share there is nothing that one could help another with.
    return { worker, helper: worker, cores, now: sharedNow };
  });
  const gpuTask: Backend['gpuTask'] = async (task, input, options) => {
    const { runGpuTask } = await import('../../threads/race/gpuTask.ts');
    return runGpuTask({ threads: { ...(await starters()), cores: 1 }, link: gpu, log }, task, input, options);
  };
  let openedLogs: OpenLogs | undefined;
  const logs = once(async () => {
    const { OpenLogs } = await import('../../threads/logs/openLogs.ts');
    const { startLogThread } = await import('../../threads/logs/logThread.ts');
    const worker = await startersOf('log');
    openedLogs = new OpenLogs(store, {
      ...{ log, tell, memory: openLogs, partsOf },
      start: (request, listener) => startLogThread(worker, request, listener),
    });
    return openedLogs;
  });
  let started: Scheduler | undefined;
  let memory: RaceMemory | undefined;
  const scheduler = once(async () => {
    const { Scheduler } = await import('../../threads/race/scheduler.ts');
    const { RaceMemory } = await import('../../threads/race/raceMemory.ts');
    const { AutoEngine } = await import('../../threads/race/autoEngine.ts');
    const auto = new AutoEngine({
      ...{ link: gpu, memory: measured, log },
      measure: (signal) => gpuTask('calibrate', null, { signal }),
      machine: `${version}, ${machineHere()}`,
    });
    memory = new RaceMemory(memoryForRaces, cores);
    started = new Scheduler(store, await starters(), log, {
      keep: (race, chunks) => autosave.keep(race, chunks),
      checkpoints: {
        keep: (race, blocks) => autosave.keepCheckpoints(race, blocks),
        load: (race) => held.takeOver(race),
      },
      gpu: { link: gpu, choose: (race, room, waiting) => auto.choose(race, room, waiting) },
      memory,
    });
    return started;
  });
  const lessonTask = async () => {
    const { runLessonTask } = await import('../../threads/lessons/exerciseThread.ts');
    const start = await startersOf('lessons');
    return { runLessonTask, start };
  };
  return {
    scheduler,
    logs,
    csv: {
      load: async (problem, folder, progress) => (await csvThread()).load(problem, folder, progress),
      readColumns: async (csv, folder) => (await csvThread()).readColumns(csv, folder),
      async lineOfRow(file, row) {
        const { lineOfRow } = await import('../../threads/data/csv/lineOfRow.ts');
        return lineOfRow([await files.read(file)], row);
      },
    },
    sweeps: async () => {
      throw new Error(noQueue);
    },
    leftSweeps: [],
    forgetSweep() {},
    gpuTask,
    async testRule(text, ids, options) {
      const { runRuleTests } = await import('../../threads/ruleTests/ruleTestThread.ts');
      await runRuleTests(await startersOf('ruleTests'), { text, ids }, options);
    },
    async checkAttempt(attempt, signal) {
      const { runLessonTask, start } = await lessonTask();
      return runLessonTask(start, 'attempt', attempt, { signal });
    },
    async checkCells(cells, signal) {
      const { runLessonTask, start } = await lessonTask();
      return runLessonTask(start, 'cells', cells, { signal });
    },
    async examineLesson(text, folder, options) {
      const { runLessonTask, start } = await lessonTask();
      return runLessonTask(start, 'examine', { text, folder }, options);
    },
    async testClaim(text, place, options) {
      const { runLessonTask, start } = await lessonTask();
      return runLessonTask(start, 'claim', { text, place }, options);
    },
    async openDebugger(listener) {
      const { openDebugThread } = await import('../../threads/debug/debugThread.ts');
      return openDebugThread(await startersOf('debugger'), listener);
    },
    async inspect(run) {
      return (await loadAskedThreads()).inspectSteps(await startersOf('inspector'), run);
    },
    async diagnose(run, options) {
      const { runDiagnostics } = await import('../../threads/diagnostics/diagnosticsThread.ts');
      await runDiagnostics(await startersOf('diagnostics'), run, options);
    },
    async openNetwork(runs, listener) {
      return (await loadAskedThreads()).computeNetwork(await startersOf('pictures'), runs, listener);
    },
    async openPreview(specs) {
      return (await loadAskedThreads()).runFromElsewhere(await startersOf('previews'), specs);
    },
    async openMap(data, gpu, listener) {
      const { MapThreads } = await import('../../threads/map/mapThreads.ts');
      return new MapThreads({ start: await startersOf('runs'), data, count: cores, gpu }, listener);
    },
    shippedData: async (name) => base64Of(await read('data', name)),
    machine: machineHere,
    hasGpu: () => gpu.hasGpu(),
    threads: cores,
    freeMemory: () => memory?.free ?? memoryForRaces(),
    freeMemoryAlone: () => memory?.freeAlone ?? memoryForRaces(),
    async writeText(file, pieces, { onProgress, signal } = {}) {
      const parts: string[] = [];
      for (const { text, share } of pieces) {
        signal?.throwIfAborted();
        parts.push(text);
        onProgress?.(share);
      }
      await vscode.workspace.fs.writeFile(vscode.Uri.file(file), new TextEncoder().encode(parts.join('')));
    },
    openRace: (id) => autosave.open(id),
    library: {
      get entries() {
        return library.entries;
      },
      onDidChange: (listener) => library.onDidChange(listener),
      async refresh() {
        await library.refresh();
        await held.renew();
      },
      async outline(id) {
        const { outlineOf } = await import('../../core/race/raceOutline.ts');
        return outlineOf(store.find(id) ?? (await library.load(id)));
      },
      async read(id, most) {
        const open = store.find(id);
        if (open) return open.log ? null : open;
        return library.sizeOf(id) > most ? null : library.load(id);
      },
      setPinned: (id, pinned, run) => library.setPinned(id, pinned, run),
      rename: (id, title) => autosave.rename(id, title),
      remove: (id) => autosave.remove(id),
      restore: (id) => library.restore(id),
      discard: (id) => library.discard(id),
    },
    async restore() {
      // What was compared with a log is compared with it again.
      if (openLogs.get() !== undefined) await (await logs()).restore();
      await autosave.restore(windowId.get());
      windowId.set(library.windows.id);
      await library.open();
    },
    async saveAll() {
      await started?.handOver();
      await autosave.saveAll();
    },
    dispose() {
      library.windows.dispose();
      started?.dispose();
      openedLogs?.dispose();
      opened?.dispose();
    },
  };

  async function shippedTexts(file: typeof read): Promise<ShippedTexts> {
    const { unpackText } = await import('../../web/data/shippedTexts.ts');
    const data = await Promise.all(
      datasets.map(async (name) => [name, await unpackText(await file('data', name))] as const),
    );
    const kernels = Promise.all([file('kernels', 'simd.wasm'), file('kernels', 'relaxed.wasm')]).then(
      ([simd, relaxed]) => ({ simd, relaxed }),
      (error: unknown) => `its WebAssembly can't be loaded: ${messageOf(error)}`,
    );
    return { data: Object.fromEntries(data), kernels: await kernels };
  }
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

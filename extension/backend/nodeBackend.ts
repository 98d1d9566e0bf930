/** The backend in Node's extension host, and the only file of the extension that reaches node/. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { arch, availableParallelism, cpus, platform, release } from 'node:os';
import path from 'node:path';
import { messageOf } from '../../core/messageOf.ts';
import { once } from '../../core/once.ts';
import type { RaceStore } from '../../core/race/store.ts';
import { csvThread } from '../../node/data/csvThread.ts';
import { writePieces } from '../../node/files/writePieces.ts';
import { memoryForRaces } from '../../node/freeMemory.ts';
import { libraryVariable, ownLibrary } from '../../node/library/ownLibrary.ts';
import { RaceLibrary } from '../../node/library/raceLibrary.ts';
import { takeInRaces } from '../../node/library/takeInRaces.ts';
import { importVersion3 } from '../../node/library/version3File.ts';
import { watchLibrary } from '../../node/library/watchLibrary.ts';
import { logDisk } from '../../node/logs/logDisk.ts';
import { queuedIds, setQueued } from '../../node/sweep/queuedMemory.ts';
import type { QueuedRaces } from '../../node/sweep/queuedRaces.ts';
import { raceStarters } from '../../node/threads/raceStarters.ts';
import { threadsOf } from '../../node/threads/startThread.ts';
import { lineOfRow } from '../../threads/data/csv/lineOfRow.ts';
import { Autosave } from '../../threads/library/autosave.ts';
import { HeldRaces } from '../../threads/library/heldRaces.ts';
import { startLogThread } from '../../threads/logs/logThread.ts';
import type { OpenLogs } from '../../threads/logs/openLogs.ts';
import type { RaceMemory } from '../../threads/race/raceMemory.ts';
import type { Scheduler } from '../../threads/race/scheduler.ts';
import type { Backend } from './backend.ts';
import type { Surroundings } from './surroundings.ts';

const loadLessonThread = () => import('../../threads/lessons/exerciseThread.ts');
const loadAskedThreads = () => import('./askedThreads.ts');

export interface Folders {
  /** The extension's own, with what was built. */
  readonly dist: string;
  /** Where it may keep files; may not exist yet. */
  readonly storage: string;
}

export interface NodeSurroundings extends Surroundings {
  /** The folders that are open, where the command line may keep races; none that the person doesn't trust. */
  ownFolders(): readonly string[];
  /** Environment variables of terminals of the window, and what a person is told of them. */
  readonly terminals: { description?: unknown; replace(variable: string, value: string): void };
  /** Remembers of this workspace which races are on queues. */
  readonly queuedRaces: { get(): unknown; set(races: unknown): void };
}

export function createNodeBackend(
  store: RaceStore,
  { dist, storage }: Folders,
  {
    log,
    gpu,
    version,
    measured,
    tell,
    windowId,
    ownFolders,
    terminals,
    openLogs,
    queuedRaces,
  }: NodeSurroundings,
): Backend {
  const file = (...parts: string[]) => path.join(dist, ...parts);
  const raceFolder = path.join(storage, 'races');
  const library = new RaceLibrary(raceFolder, { log, tell });
  terminals.description = 'Where experiments are kept, so that what runs here stands in the side bar.';
  terminals.replace(libraryVariable, raceFolder);
  const autosave = new Autosave(store, library, { log, tell });
  const held = new HeldRaces(store, library, { log, onRenewed: (race) => autosave.setKept(race) });
  const files = {
    worker: file('extension', 'worker.js'),
    helper: file('extension', 'helper.js'),
    data: file('data'),
    kernels: file('kernels'),
  };
  const threads = availableParallelism();
  const starters = raceStarters(files, threads);
  const gpuTask: Backend['gpuTask'] = async (task, input, options) => {
    const { runGpuTask } = await import('../../threads/race/gpuTask.ts');
    return runGpuTask({ threads: starters, link: gpu, log }, task, input, options);
  };
  let started: Scheduler | undefined;
  let memory: RaceMemory | undefined;
  // A window that only shows what is there needs neither the rules nor the threads.
  const scheduler = once(async () => {
    const { Scheduler } = await import('../../threads/race/scheduler.ts');
    const { RaceMemory } = await import('../../threads/race/raceMemory.ts');
    const { AutoEngine } = await import('../../threads/race/autoEngine.ts');
    const auto = new AutoEngine({
      ...{ link: gpu, memory: measured, log },
      measure: (signal) => gpuTask('calibrate', null, { signal }),
      machine: `${version}, ${cpus()[0]?.model ?? 'processor'} ×${threads}`,
    });
    memory = new RaceMemory(memoryForRaces, threads);
    started = new Scheduler(store, starters, log, {
      keep: (race, chunks) => autosave.keep(race, chunks),
      checkpoints: {
        keep: (race, blocks) => autosave.keepCheckpoints(race, blocks),
        load: (race) => held.takeOver(race),
      },
      gpu: { link: gpu, choose: (race, room, waiting) => auto.choose(race, room, waiting) },
      memory,
      stopElsewhere: (race) => queued?.stop(race) ?? false,
    });
    return started;
  });
  let queued: QueuedRaces | undefined;
  // Redis' client and S3's are as large as all else that the extension loads.
  const sweeps = once(async () => {
    const { QueuedRaces } = await import('../../node/sweep/queuedRaces.ts');
    queued = new QueuedRaces(store, {
      ...{ log, tell, kernels: files.kernels, memory: queuedRaces },
      keep: (race, chunks) => autosave.keep(race, chunks),
      takeOver: (race) => held.takeOver(race),
    });
    return queued;
  });
  let opened: OpenLogs | undefined;
  const logs = once(async () => {
    const { OpenLogs } = await import('../../threads/logs/openLogs.ts');
    const worker = threadsOf(file('extension', 'logWorker.js'));
    opened = new OpenLogs(store, {
      ...{ log, tell, memory: openLogs },
      start: (request, listener) => startLogThread(worker, request, listener),
      partsOf: logDisk.partsOf,
    });
    return opened;
  });
  const csvWorker = file('extension', 'csvWorker.js');
  const csv = csvThread(csvWorker);
  /** Threads that find the data that ships, and read CSV files. */
  const threadOf = (name: string) =>
    threadsOf(file('extension', `${name}.js`), { places: { data: files.data, csvWorker } });
  const lessons = threadOf('exerciseWorker');
  autosave.watch();
  held.watch();
  let taking: Promise<unknown> = Promise.resolve();
  /** What the command line has kept in the folders that are open. */
  const takeIn = () => {
    taking = taking.then(async () => {
      for (const folder of ownFolders())
        await takeInRaces(ownLibrary(folder), library, path.join(storage, 'taken.json'), log);
    });
    // Its own library is there without it.
    taking = taking.catch((error) => log.warn(messageOf(error)));
    return taking;
  };
  const refresh = async () => {
    await library.refresh();
    await takeIn();
    await held.renew();
  };
  let watched: { dispose(): void } | undefined;
  let isDisposed = false;
  return {
    scheduler,
    logs,
    sweeps,
    get leftSweeps() {
      return queuedIds(queuedRaces);
    },
    forgetSweep: (id) => setQueued(queuedRaces, id, false),
    csv: {
      load: (problem, folder, progress) => csv.load(problem, folder, progress),
      readColumns: (name, folder) => csv.readColumns(name, folder),
      lineOfRow: (name, row) => lineOfRow(createReadStream(name), row),
    },
    gpuTask,
    async testRule(text, ids, options) {
      const { runRuleTests } = await import('../../threads/ruleTests/ruleTestThread.ts');
      await runRuleTests(threadsOf(file('extension', 'ruleTestWorker.js')), { text, ids }, options);
    },
    async checkAttempt(attempt, signal) {
      return (await loadLessonThread()).runLessonTask(lessons, 'attempt', attempt, { signal });
    },
    async checkCells(cells, signal) {
      return (await loadLessonThread()).runLessonTask(lessons, 'cells', cells, { signal });
    },
    async examineLesson(text, folder, options) {
      return (await loadLessonThread()).runLessonTask(lessons, 'examine', { text, folder }, options);
    },
    async testClaim(text, place, options) {
      return (await loadLessonThread()).runLessonTask(lessons, 'claim', { text, place }, options);
    },
    async openDebugger(listener) {
      const { openDebugThread } = await import('../../threads/debug/debugThread.ts');
      return openDebugThread(threadOf('debugWorker'), listener);
    },
    async inspect(run) {
      return (await loadAskedThreads()).inspectSteps(threadOf('inspectorWorker'), run);
    },
    async diagnose(run, options) {
      const { runDiagnostics } = await import('../../threads/diagnostics/diagnosticsThread.ts');
      await runDiagnostics(threadOf('diagnosticsWorker'), run, options);
    },
    async openNetwork(runs, listener) {
      return (await loadAskedThreads()).computeNetwork(threadOf('networkWorker'), runs, listener);
    },
    async openPreview(specs) {
      return (await loadAskedThreads()).runFromElsewhere(
        threadsOf(file('extension', 'previewWorker.js')),
        specs,
      );
    },
    async openMap(data, gpu, listener) {
      const { MapThreads } = await import('../../threads/map/mapThreads.ts');
      const start = threadsOf(files.worker, { places: { data: files.data, kernels: files.kernels } });
      return new MapThreads({ start, data, count: threads, gpu }, listener);
    },
    shippedData: (name) => readFile(path.join(files.data, name), 'base64'),
    machine() {
      const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
      return `${processor}, ${threads} threads, ${platform()} ${release()} ${arch()}, Node.js ${process.version}`;
    },
    hasGpu: () => gpu.hasGpu(),
    threads,
    freeMemory: () => memory?.free ?? memoryForRaces(),
    freeMemoryAlone: () => memory?.freeAlone ?? memoryForRaces(),
    writeText: writePieces,
    openRace: (id) => autosave.open(id),
    library: {
      get entries() {
        return library.entries;
      },
      onDidChange: (listener) => library.onDidChange(listener),
      refresh,
      async outline(id) {
        const { outlineOf } = await import('../../core/race/raceOutline.ts');
        return outlineOf(store.find(id) ?? (await library.load(id)));
      },
      async read(id, most) {
        const open = store.find(id);
        if (open) return open.log ? null : open;
        return (await library.sizeOf(id)) > most ? null : library.load(id);
      },
      setPinned: (id, pinned, run) => library.setPinned(id, pinned, run),
      rename: (id, title) => autosave.rename(id, title),
      remove: (id) => autosave.remove(id),
      restore: (id) => library.restore(id),
      discard: (id) => library.discard(id),
    },
    async restore() {
      const imported = await importVersion3(path.join(storage, 'race.bin'), library, log);
      // What was compared with a log is compared with it again.
      if (openLogs.get() !== undefined) await (await logs()).restore();
      await autosave.restore(windowId.get(), imported);
      windowId.set(library.windows.id);
      await library.open();
      await takeIn();
      // What this window has written itself it knows, and a tree that is read anew lets go of the keyboard's row.
      const refreshIfNew = async () => {
        if (await library.isListedByOthers()) await refresh();
      };
      const onChange = () => void refreshIfNew().catch((error) => log.warn(messageOf(error)));
      watched = await watchLibrary(raceFolder, onChange, log);
      if (isDisposed) watched.dispose();
    },
    async saveAll() {
      await Promise.all([started?.handOver(), queued?.handOver()]);
      await autosave.saveAll();
    },
    dispose() {
      isDisposed = true;
      watched?.dispose();
      started?.dispose();
      opened?.dispose();
    },
  };
}

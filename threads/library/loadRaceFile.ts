/** The format of race files, loaded with the first race: a window that has none needs none of the shapes of races. */
export const loadRaceFile = () => import('../../core/race/raceFile.ts');

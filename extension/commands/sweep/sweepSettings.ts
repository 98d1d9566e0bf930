/** Where sweeps go by way of, as the settings say. */
import * as vscode from 'vscode';
import type { SweepPlaces } from '../../backend/sweeps.ts';
import { settings } from '../../ids.ts';
import { PlacedError } from '../placedError.ts';

const nameOf = (setting: string) => `${settings.section}.${setting}`;
const names = { queue: nameOf(settings.sweepQueue), store: nameOf(settings.sweepStore) };

export function hasQueue(): boolean {
  return settingOf(settings.sweepQueue) !== '';
}

/** @throws {PlacedError} if one is missing, with the way to it. */
export function sweepPlaces(): SweepPlaces {
  const expected = {
    queue: 'the address of the Redis that your workers have, such as redis://127.0.0.1:6379',
    store:
      'the store that your workers have: the whole path of a folder, or an address such as s3://bucket/prefix',
  };
  const queue = settingOf(settings.sweepQueue);
  if (queue === '') throw atSettings(missing(settings.sweepQueue, expected.queue));
  const store = settingOf(settings.sweepStore);
  if (store === '') throw atSettings(missing(settings.sweepStore, expected.store));
  return { queue, store, names };
}

function missing(setting: string, expected: string): string {
  const inspected = vscode.workspace.getConfiguration(settings.section).inspect<unknown>(setting);
  const isSetHere = Boolean(inspected?.workspaceValue ?? inspected?.workspaceFolderValue);
  // A trusted workspace that sets it to nothing is no reason.
  const reason =
    isSetHere && !vscode.workspace.isTrusted ? ", since this workspace sets it and isn't trusted," : '';
  return `${nameOf(setting)} is empty${reason} — expected ${expected}`;
}

/** What is wrong with a setting gets a way there; what else is thrown stays as it is. */
export function withSettings(error: unknown): unknown {
  const isOfSetting =
    error instanceof Error && Object.values(names).some((name) => error.message.startsWith(name));
  return isOfSetting ? atSettings(error.message) : error;
}

function atSettings(message: string): PlacedError {
  return new PlacedError(message, {
    label: 'Open Settings',
    open: () => vscode.commands.executeCommand('workbench.action.openSettings', `${settings.section}.sweep`),
  });
}

/** A workspace that isn't trusted says nothing about where the person's experiments go. */
function settingOf(setting: string): string {
  const configuration = vscode.workspace.getConfiguration(settings.section);
  const value = vscode.workspace.isTrusted
    ? configuration.get<unknown>(setting)
    : configuration.inspect<unknown>(setting)?.globalValue;
  return typeof value === 'string' ? value.trim() : '';
}

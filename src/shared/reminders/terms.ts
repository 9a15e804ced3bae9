import { type QueryClient, useQuery } from '@tanstack/react-query';
import { type Command, type RecordBase, type RecordKind } from '../../domain/record/record';
import { chosenKinds, noReminders, REMINDERS, remindersKind } from '../../domain/reminder/choices';
import { type Terms } from '../../domain/reminder/rules';
import { effectiveSettings, SETTINGS, settingsKind } from '../../domain/settings/settings';
import { isZone } from '../../domain/time/zone';
import { resolvePrometheus } from '../../grafana/dataSources';
import { clockOffset } from '../../grafana/environment';
import { read, type Stored } from '../../grafana/records/store';
import { RequestError } from '../../grafana/request';
import { readPluginSettings } from '../../grafana/settings';

/** The team's choices and what they need; undefined where nothing was switched on. */
async function readTerms(): Promise<Terms> {
  const [choices, settings, plugin] = await Promise.all([
    readOr(remindersKind, REMINDERS),
    readOr(settingsKind, SETTINGS),
    readPluginSettings(),
  ]);
  const { receiver, ...rest } = choices?.record ?? noReminders();
  const kinds = new Set(chosenKinds(rest));
  const ahead = kinds.size > 0 ? await aheadOf() : undefined;
  const chosen = effectiveSettings(settings?.record, plugin).settings;
  const prometheus = resolvePrometheus(chosen)?.uid;
  return {
    kinds,
    ...(receiver && { receiver }),
    ...(prometheus && { prometheus }),
    zone: teamsZone(chosen.timeZone),
    language: chosen.documentLanguage ?? 'en',
    now: Date.now() + (ahead ?? 0),
    ...(ahead !== undefined && { ahead }),
  };
}

/** Answers take their time and name whole seconds. */
const AGREE_SECONDS = 5;

async function aheadOf(): Promise<number | undefined> {
  const seconds = await clockOffset().catch(() => undefined);
  return seconds === undefined || Math.abs(seconds) < AGREE_SECONDS ? undefined : seconds * 1000;
}

/** The same for everybody, so that nobody's page words a rule anew: a team without a zone reads UTC. */
function teamsZone(chosen: string | undefined): string {
  return chosen && isZone(chosen) ? chosen : 'UTC';
}

/** Undefined where it is missing, or may not be read. */
export async function readOr<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  name: string
): Promise<Stored<R> | undefined> {
  try {
    return await read(kind, name);
  } catch (error) {
    if (error instanceof RequestError && (error.kind === 'missing' || error.kind === 'forbidden')) {
      return undefined;
    }
    throw error;
  }
}

export const TERMS_FRESH = 60_000;

export const termsKey = ['reminders', 'terms'] as const;

export function reminderTerms(client: QueryClient): Promise<Terms> {
  return client.fetchQuery({ queryKey: termsKey, queryFn: readTerms, staleTime: TERMS_FRESH });
}

/** Undefined until they are read; a team that may not be asked has none. */
export function useTerms(): Terms | undefined {
  return useQuery({ queryKey: termsKey, queryFn: readTerms, staleTime: TERMS_FRESH, retry: false }).data;
}

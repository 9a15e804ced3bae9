import { LiveChannelScope, isLiveChannelStatusEvent, LiveChannelConnectionState } from '@grafana/data';
import { config, getGrafanaLiveSrv } from '@grafana/runtime';
import { firstValueFrom, filter, timeout } from 'rxjs';
import { ROOT_FOLDER } from './records/folders';

/** What the browser lends only to pages that came by HTTPS, or from this very machine. */
export function hasLocks(): boolean {
  return window.isSecureContext && 'locks' in navigator;
}

const LIVE_WAIT = 4_000;

/** Whether Grafana Live connects; without it, pages look every five seconds. */
export async function liveConnects(): Promise<boolean> {
  const live = getGrafanaLiveSrv();
  if (!live) {
    return false;
  }
  const events = live.getStream<unknown>({
    scope: LiveChannelScope.Grafana,
    stream: 'dashboard',
    path: `uid/${ROOT_FOLDER.uid}`,
  });
  const connected = events.pipe(
    filter((event) => isLiveChannelStatusEvent(event) && event.state === LiveChannelConnectionState.Connected),
    timeout(LIVE_WAIT)
  );
  return firstValueFrom(connected).then(
    () => true,
    () => false
  );
}

/** Seconds that Grafana's clock is ahead of this computer's; undefined where its answers carry no date. */
export async function clockOffset(signal?: AbortSignal): Promise<number | undefined> {
  const sent = Date.now();
  const answer = await fetch(`${config.appSubUrl}/api/health`, { signal, cache: 'no-store' });
  const date = Date.parse(answer.headers.get('date') ?? '');
  return Number.isNaN(date) ? undefined : (date - (sent + Date.now()) / 2) / 1000;
}

import { type LiveChannelAddress, type LiveChannelEvent, LiveChannelEventType } from '@grafana/data';
import { type GrafanaLiveSrv } from '@grafana/runtime';
import { Subject } from 'rxjs';

const channels = new Map<string, Subject<LiveChannelEvent<unknown>>>();

function channel(path: string): Subject<LiveChannelEvent<unknown>> {
  const subject = channels.get(path) ?? new Subject();
  channels.set(path, subject);
  return subject;
}

/** As if Grafana Live said that somebody saved the record. */
export function liveSaved(name: string, rv: string): void {
  channel(`uid/${name}`).next({ type: LiveChannelEventType.Message, message: { uid: name, action: 'saved', rv } });
}

export function liveJoined(name: string, user: string): void {
  channel(`uid/${name}`).next({ type: LiveChannelEventType.Join, user });
}

const unsupported = () => {
  throw new Error('not used by the plugin');
};

export const live = {
  getConnectionState: unsupported,
  getStream: ({ path }: LiveChannelAddress) => channel(path),
  getDataStream: unsupported,
  getQueryData: unsupported,
  getPresence: () => Promise.reject({ code: 108, message: 'not available' }),
  publish: unsupported,
} as unknown as GrafanaLiveSrv;

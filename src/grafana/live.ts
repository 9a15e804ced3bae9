import {
  isLiveChannelJoinEvent,
  isLiveChannelLeaveEvent,
  isLiveChannelMessageEvent,
  isLiveChannelStatusEvent,
  LiveChannelConnectionState,
  LiveChannelScope,
} from '@grafana/data';
import { config, getGrafanaLiveSrv } from '@grafana/runtime';
import { request } from './request';

type RecordEvent =
  | { type: 'saved'; resourceVersion?: string }
  /** Messages sent before this are lost: read again. */
  | { type: 'connected' }
  /** Nothing is heard until it is connected again. */
  | { type: 'lost' }
  | { type: 'joined' | 'left'; userId: string }
  /** Somebody who was there before answers a join: Grafana itself cannot be asked who is present. */
  | { type: 'here'; userId: string };

/** The only action that Grafana lets through a dashboard's channel; it needs permission to write the record. */
const PRESENT = 'editing-started';

export function ownUserId(): string {
  return String(config.bootData.user.id);
}

/** Tells those who look at this record that this person does too. For people who may write it; others are refused. */
export async function sayPresent(name: string): Promise<void> {
  await request({
    method: 'POST',
    url: '/api/live/publish',
    data: {
      channel: `grafana/dashboard/uid/${name}`,
      data: { uid: name, action: PRESENT, sessionId: `opsbook-${ownUserId()}`, message: '', userId: ownUserId() },
    },
  });
}

/** Grafana Live's word about one dashboard: who saved it and who looks at it, on the same Grafana instance only. */
export function watchRecord(name: string, onEvent: (event: RecordEvent) => void): () => void {
  const live = getGrafanaLiveSrv();
  if (!live) {
    return () => undefined;
  }
  const subscription = live
    .getStream<{ action?: string; rv?: string; userId?: unknown }>({
      scope: LiveChannelScope.Grafana,
      stream: 'dashboard',
      path: `uid/${name}`,
    })
    .subscribe({
      next: (event) => {
        if (isLiveChannelMessageEvent(event) && event.message?.action === 'saved') {
          onEvent({ type: 'saved', resourceVersion: event.message.rv });
        } else if (
          isLiveChannelMessageEvent(event) &&
          event.message?.action === PRESENT &&
          typeof event.message.userId === 'string'
        ) {
          onEvent({ type: 'here', userId: event.message.userId });
        } else if (isLiveChannelStatusEvent(event)) {
          onEvent({ type: event.state === LiveChannelConnectionState.Connected ? 'connected' : 'lost' });
        } else if (isLiveChannelJoinEvent(event)) {
          onEvent({ type: 'joined', userId: String(event.user) });
        } else if (isLiveChannelLeaveEvent(event)) {
          onEvent({ type: 'left', userId: String(event.user) });
        }
      },
      error: () => onEvent({ type: 'lost' }), // polling goes on without Live
    });
  return () => subscription.unsubscribe();
}

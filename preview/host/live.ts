import {
  type LiveChannelAddress,
  LiveChannelConnectionState,
  type LiveChannelEvent,
  LiveChannelEventType,
  type LiveChannelPresenceStatus,
} from '@grafana/data';
import { config, getBackendSrv, type GrafanaLiveSrv } from '@grafana/runtime';
import { BehaviorSubject, Observable, ReplaySubject, Subject } from 'rxjs';

const CLOSE_AFTER = 250;
const RETRY = { first: 300, last: 3000 };

interface Wire {
  channel: string;
  type: 'subscribed' | 'refused' | 'message' | 'join' | 'leave';
  message?: unknown;
  user?: string;
}

/** One channel shared by everybody on the page who listens to it. */
class Channel {
  readonly status = new ReplaySubject<LiveChannelConnectionState>(1);
  readonly events = new Subject<Wire>();
  listeners = 0;
}

/** Grafana Live over the stand-in's socket: the order and shape of events are Grafana's. */
export class PreviewLive implements GrafanaLiveSrv {
  private readonly connected = new BehaviorSubject(false);
  private readonly channels = new Map<string, Channel>();
  private socket: WebSocket | undefined;
  private pause = RETRY.first;

  getConnectionState(): Observable<boolean> {
    return this.connected.asObservable();
  }

  getStream<T>(address: LiveChannelAddress): Observable<LiveChannelEvent<T>> {
    const { scope, stream, path } = address;
    const id = `${config.namespace}/${scope}/${stream}/${path}`;
    return new Observable((subscriber) => {
      const status = (state: LiveChannelConnectionState, error?: unknown) =>
        subscriber.next({
          type: LiveChannelEventType.Status,
          id,
          timestamp: Date.now(),
          state,
          ...(error !== undefined && { error }),
        });
      if (!scope || !stream || !path) {
        status(LiveChannelConnectionState.Invalid, 'invalid channel address');
        return undefined;
      }
      const name = `${scope}/${stream}/${path}`;
      const channel = this.open(name);
      const states = channel.status.subscribe((state) => status(state));
      const events = channel.events.subscribe((event) => {
        if (event.type === 'message') {
          subscriber.next({ type: LiveChannelEventType.Message, message: event.message as T });
        } else if (event.type === 'join' || event.type === 'leave') {
          const type = event.type === 'join' ? LiveChannelEventType.Join : LiveChannelEventType.Leave;
          subscriber.next({ type, user: event.user });
        }
      });
      return () => {
        states.unsubscribe();
        events.unsubscribe();
        channel.listeners--;
        setTimeout(() => this.closeUnused(name, channel), CLOSE_AFTER);
      };
    });
  }

  getDataStream(): Observable<never> {
    return new Observable((subscriber) => subscriber.error(new Error('The stand-in has no data streams.')));
  }

  getPresence(): Promise<LiveChannelPresenceStatus> {
    // as measured: the server installs no presence handler
    return Promise.reject({ code: 108, message: 'not available' });
  }

  publish({ scope, stream, path }: LiveChannelAddress, data: unknown): Promise<unknown> {
    return getBackendSrv().post('/api/live/publish', { channel: `${scope}/${stream}/${path}`, data });
  }

  private open(name: string): Channel {
    let channel = this.channels.get(name);
    if (!channel) {
      channel = new Channel();
      channel.status.next(LiveChannelConnectionState.Connecting);
      this.channels.set(name, channel);
      this.ask('subscribe', name);
    }
    channel.listeners++;
    this.connect();
    return channel;
  }

  private closeUnused(name: string, channel: Channel) {
    if (channel.listeners === 0 && this.channels.get(name) === channel) {
      this.channels.delete(name);
      this.ask('unsubscribe', name);
    }
  }

  private ask(type: 'subscribe' | 'unsubscribe', channel: string) {
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify({ type, channel }));
    }
  }

  private connect() {
    if (this.socket) {
      return;
    }
    const url = new URL('api/live/ws', document.baseURI);
    url.protocol = url.protocol.replace('http', 'ws');
    // the namespace of this page, not the organisation that another tab chose since
    url.searchParams.set('orgId', String(config.bootData.user.orgId));
    const socket = new WebSocket(url);
    this.socket = socket;
    socket.onopen = () => {
      this.pause = RETRY.first;
      this.connected.next(true);
      this.channels.forEach((_channel, name) => this.ask('subscribe', name));
    };
    socket.onmessage = ({ data }) => this.receive(JSON.parse(String(data)));
    socket.onclose = () => {
      this.socket = undefined;
      this.connected.next(false);
      this.channels.forEach(({ status }) => status.next(LiveChannelConnectionState.Connecting));
      setTimeout(() => this.channels.size > 0 && this.connect(), this.pause);
      this.pause = Math.min(this.pause * 2, RETRY.last);
    };
  }

  private receive(event: Wire) {
    const channel = this.channels.get(event.channel);
    if (event.type === 'subscribed') {
      channel?.status.next(LiveChannelConnectionState.Connected);
    } else if (event.type === 'refused') {
      channel?.status.next(LiveChannelConnectionState.Disconnected);
    } else {
      channel?.events.next(event);
    }
  }
}

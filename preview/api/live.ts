import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { WebSocketServer, type WebSocket } from 'ws';
import { EDIT, folderLevel, namespaceOf, signedIn, VIEW, type Person } from '../access';
import { refuse } from '../answers';
import { strangeHost } from '../hosts';
import type { Options } from '../options';
import { asObject, asText, type JsonObject } from '../store/json';
import type { Store } from '../store/store';

/** Asks who opened a socket; the page's cookie says so. */
type Identify = (cookie: string | undefined, url: string) => Promise<Person | null>;

const CHANNEL = /^grafana\/dashboard\/uid\/([a-zA-Z0-9_-]+)$/;

/**
 * Grafana Live for dashboards: who comes and goes, and each save. The wire is our own (JSON over a WebSocket), the
 * events are Grafana's.
 */
export class Live {
  private readonly channels = new Map<string, Map<WebSocket, Person>>();
  private saved$: () => Promise<void> = () => Promise.resolve();

  constructor(private readonly store: Store) {}

  afterSave(saved: () => Promise<void>) {
    this.saved$ = saved;
  }

  private readonly key = (orgId: number, channel: string) => `${orgId}/${channel}`;

  private folderOf(orgId: number, uid: string) {
    return this.store.shelf(namespaceOf(orgId)).get(uid)?.folder;
  }

  private level(person: Person, channel: string): number {
    const [, uid = ''] = CHANNEL.exec(channel) ?? [];
    const folder = this.folderOf(person.orgId, uid);
    return folder === undefined ? 0 : folderLevel(this.store, person, folder);
  }

  private send(orgId: number, channel: string, event: JsonObject) {
    const text = JSON.stringify({ channel, ...event });
    this.channels.get(this.key(orgId, channel))?.forEach((_person, socket) => socket.send(text));
  }

  /** Tells the subscribers of a dashboard that it was saved, once it is on the disk. */
  saved(orgId: number, uid: string, rv: string) {
    const channel = `grafana/dashboard/uid/${uid}`;
    if (this.channels.has(this.key(orgId, channel))) {
      this.saved$().then(
        () => this.send(orgId, channel, { type: 'message', message: { uid, action: 'saved', rv } }),
        () => undefined
      );
    }
  }

  private join(socket: WebSocket, person: Person, channel: string) {
    if (this.level(person, channel) < VIEW) {
      socket.send(JSON.stringify({ channel, type: 'refused' }));
      return;
    }
    const key = this.key(person.orgId, channel);
    const members = this.channels.get(key) ?? new Map<WebSocket, Person>();
    members.set(socket, person);
    this.channels.set(key, members);
    socket.send(JSON.stringify({ channel, type: 'subscribed' }));
    this.send(person.orgId, channel, { type: 'join', user: String(person.user.id) });
  }

  private leave(socket: WebSocket, person: Person, channel: string) {
    const key = this.key(person.orgId, channel);
    const members = this.channels.get(key);
    if (members?.delete(socket)) {
      this.send(person.orgId, channel, { type: 'leave', user: String(person.user.id) });
      if (members.size === 0) {
        this.channels.delete(key);
      }
    }
  }

  private serve(socket: WebSocket, person: Person) {
    const joined = new Set<string>();
    socket.on('message', (data) => {
      let message: JsonObject;
      try {
        message = asObject(JSON.parse(String(data)));
      } catch {
        return;
      }
      const channel = asText(message.channel);
      if (message.type === 'subscribe') {
        joined.add(channel);
        this.join(socket, person, channel);
      } else if (message.type === 'unsubscribe') {
        joined.delete(channel);
        this.leave(socket, person, channel);
      }
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => joined.forEach((channel) => this.leave(socket, person, channel)));
  }

  /** Answers `/api/live/ws` on `server`. Returns what closes every socket. */
  listen(server: Server, { subPath, allowHosts }: Options, identify: Identify): () => void {
    const sockets = new WebSocketServer({ noServer: true });
    server.on('upgrade', (request, stream, head) => {
      const url = request.url ?? '';
      if (url.split('?')[0] !== `${subPath}/api/live/ws` || strangeHost(request.headers.host, allowHosts)) {
        stream.destroy();
        return;
      }
      identify(request.headers.cookie, url).then(
        (person) => {
          if (person) {
            sockets.handleUpgrade(request, stream, head, (socket) => this.serve(socket, person));
          } else {
            stream.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
          }
        },
        () => stream.destroy()
      );
    });
    // a browser that vanished without a word leaves after a while
    const alive = setInterval(() => sockets.clients.forEach((socket) => socket.ping()), 20_000);
    return () => {
      clearInterval(alive);
      sockets.clients.forEach((socket) => socket.terminate());
      sockets.close();
    };
  }

  routes(app: FastifyInstance) {
    app.post('/api/live/publish', (request) => {
      const person = signedIn(request);
      const body = asObject(request.body);
      const channel = asText(body.channel);
      const data = asObject(body.data);
      const [, uid] = CHANNEL.exec(channel) ?? [];
      if (this.level(person, channel) < EDIT) {
        throw refuse(404, 'Not found');
      }
      if (data.action !== 'editing-started' || data.uid !== uid) {
        throw refuse(403, 'Forbidden');
      }
      this.send(person.orgId, channel, { type: 'message', message: data });
      return {};
    });
    app.get('/api/live/list', (request) => {
      signedIn(request);
      return { channels: [] };
    });
  }
}

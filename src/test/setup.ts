import 'fake-indexeddb/auto';
import { EventBusSrv } from '@grafana/data';
import { config, setAppEvents, setBackendSrv, setGrafanaLiveSrv } from '@grafana/runtime';
import { initPluginTranslations } from '@grafana/i18n';
import { PLUGIN_ID } from '../constants';
import { grafana, server } from './grafana';
import { backendSrv } from './backendSrv';
import { live } from './live';

config.namespace = 'default';
config.appUrl = 'http://localhost/';
Object.assign(config.bootData, {
  user: {
    id: 2,
    uid: 'u-ana',
    login: 'ana',
    name: 'Ana',
    orgId: 1,
    orgRole: 'Editor',
    isGrafanaAdmin: false,
    timezone: 'utc',
    permissions: { 'folders:create': true },
  },
});

setBackendSrv(backendSrv);
setAppEvents(new EventBusSrv());
setGrafanaLiveSrv(live);

Object.defineProperty(window, 'ResizeObserver', {
  writable: true,
  value: class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
});
Object.defineProperty(window, 'IntersectionObserver', {
  writable: true,
  value: class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
});
// Node's channels keep the test process alive
Reflect.deleteProperty(globalThis, 'BroadcastChannel');
Element.prototype.scrollIntoView ??= () => undefined;
// @grafana/ui's Combobox measures texts
HTMLCanvasElement.prototype.getContext = (() => ({ measureText: () => ({ width: 0 }), font: '' })) as never;

beforeAll(async () => {
  await initPluginTranslations(PLUGIN_ID);
  server.listen({ onUnhandledRequest: 'error' });
});
afterEach(() => {
  grafana.reset();
  localStorage.clear();
});
afterAll(() => server.close());

import 'fake-indexeddb/auto';
import { EventBusSrv } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { config, setAppEvents, setBackendSrv, setDataSourceSrv, setGrafanaLiveSrv } from '@grafana/runtime';
import { configure } from '@testing-library/react';
import { setPluginPage } from 'grafana-runtime-internal/PluginPage';
import { PLUGIN_ID } from '../constants';
import { backendSrv } from './backendSrv';
import { grafana, server } from './grafana';
import { live } from './live';
import { PluginPage } from './PluginPage';

// a loaded machine is slow, not wrong
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(120_000);

config.namespace = 'default';
config.appUrl = 'http://localhost/';
config.unifiedAlertingEnabled = true;
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
setPluginPage(PluginPage);
setDataSourceSrv({
  getList: () => [{ uid: 'prom', name: 'prometheus', type: 'prometheus', isDefault: true }],
} as unknown as Parameters<typeof setDataSourceSrv>[0]);

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
// nothing is seen of styles either, and jsdom matches its whole default sheet against every element that is asked for its name
const computedStyle = window.getComputedStyle;
window.getComputedStyle = (element, pseudo) =>
  element.hasAttribute('hidden') || !('style' in element)
    ? computedStyle(element, pseudo)
    : (element as HTMLElement).style;
// Node's channels keep the test process alive
Reflect.deleteProperty(globalThis, 'BroadcastChannel');
Element.prototype.scrollIntoView ??= () => undefined;
// @grafana/ui's Combobox measures texts, and its charts draw: nothing is seen of either here
const nothing: object = new Proxy(() => ({ width: 0 }), { get: () => nothing, set: () => true });
const drawing = new Proxy(
  {},
  { get: (_, key) => (key === 'measureText' ? () => ({ width: 0 }) : nothing), set: () => true }
);
HTMLCanvasElement.prototype.getContext = (() => drawing) as never;
Object.defineProperty(window, 'Path2D', {
  writable: true,
  value: class {
    constructor() {
      return nothing;
    }
  },
});

beforeAll(async () => {
  await initPluginTranslations(PLUGIN_ID);
  server.listen({ onUnhandledRequest: 'error' });
});
afterEach(() => {
  grafana.reset();
  localStorage.clear();
  sessionStorage.clear();
});
afterAll(() => server.close());

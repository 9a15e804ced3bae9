import 'systemjs/dist/system.js';
import 'systemjs/dist/extras/amd.js';
import 'systemjs/dist/extras/named-register.js';
import * as React from 'react';
import * as emotionCss from '@emotion/css';
import * as grafanaData from '@grafana/data';
import { type AppPlugin, type AppPluginMeta } from '@grafana/data';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaUi from '@grafana/ui';
import i18next from 'i18next';
import lodash from 'lodash';
// eslint-disable-next-line no-restricted-imports -- Grafana shares it with plugins
import moment from 'moment';
import * as jsxRuntime from 'react/jsx-runtime';
import * as ReactDom from 'react-dom';
import * as reactRouter from 'react-router';
import * as rxjs from 'rxjs';
import * as rxjsOperators from 'rxjs/operators';

interface SystemJs {
  set(id: string, module: object): void;
  addImportMap(map: { imports: Record<string, string> }): void;
  import(url: string): Promise<Loaded>;
}

interface Loaded {
  plugin?: AppPlugin<object>;
  default?: unknown;
}

declare const System: SystemJs;

/** Modules that AMD gets as their default export, as Grafana gives them. */
const asDefault = (module: object) => ({ default: module, __useDefault: true });

const shared: Record<string, object> = {
  '@emotion/css': emotionCss,
  '@grafana/data': grafanaData,
  '@grafana/runtime': grafanaRuntime,
  '@grafana/ui': grafanaUi,
  i18next: asDefault(i18next),
  lodash: asDefault(lodash),
  moment: asDefault(moment),
  react: React,
  'react/jsx-runtime': jsxRuntime,
  'react-dom': ReactDom,
  'react-router': reactRouter,
  rxjs,
  'rxjs/operators': rxjsOperators,
};

export function sharePackages() {
  const imports: Record<string, string> = {};
  for (const [name, module] of Object.entries(shared)) {
    System.set(`package:${name}`, module);
    imports[name] = `package:${name}`;
  }
  System.addImportMap({ imports });
}

const isLoaded = (value: unknown): value is Loaded => typeof value === 'object' && value !== null;

/** Loads `dist/module.js` as Grafana does; a module with a top-level await arrives as a promise. */
export async function loadPlugin(meta: AppPluginMeta): Promise<AppPlugin<object>> {
  const { version } = meta.info;
  let module = await System.import(
    new URL(`public/plugins/${meta.id}/module.js?_cache=${version}`, document.baseURI).href
  );
  while (!module.plugin && module.default instanceof Promise) {
    const inner: unknown = await module.default;
    if (!isLoaded(inner)) {
      break;
    }
    module = inner;
  }
  if (!module.plugin) {
    throw new Error('module.js exports no plugin');
  }
  module.plugin.meta = meta;
  module.plugin.init(meta);
  return module.plugin;
}

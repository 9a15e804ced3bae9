import { type AppPluginMeta, type PluginMetaInfo, PluginType } from '@grafana/data';

/** The answer of `/api/plugins/:id/settings`. */
export interface PluginSettings {
  id: string;
  name: string;
  enabled: boolean;
  pinned: boolean;
  module: string;
  baseUrl: string;
  info: PluginMetaInfo;
  includes: AppPluginMeta['includes'];
  dependencies: AppPluginMeta['dependencies'];
  jsonData: object;
  secureJsonFields: Record<string, boolean>;
  defaultNavUrl: string;
}

export const appMeta = (settings: PluginSettings): AppPluginMeta => ({ ...settings, type: PluginType.app });

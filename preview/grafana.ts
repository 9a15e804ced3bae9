import type { Live } from './api/live';
import type { Options } from './options';
import type { PluginFiles } from './plugin';
import type { Store } from './store/store';

/** What every area of the API works with. */
export interface Grafana {
  options: Options;
  store: Store;
  live: Live;
  plugin: PluginFiles;
  /** Version that this stand-in reports. */
  version: string;
  /** Resolves when everything changed so far is on the disk. */
  saved(): Promise<void>;
}

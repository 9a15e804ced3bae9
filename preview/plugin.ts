import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asArray, asObject, asText, isObject, type JsonObject } from './store/json';

export const root = join(__dirname, '..');

/** The built plugin on the disk. It is read anew for each page, so a rebuild needs only a reload. */
export interface PluginFiles {
  id: string;
  dist: string;
  meta(): JsonObject;
  languages(): string[];
}

function fill(value: unknown, values: Record<string, string>): unknown {
  if (typeof value === 'string') {
    return value.replace(/%(VERSION|TODAY|PLUGIN_ID)%/g, (all, key: string) => values[key] ?? all);
  }
  if (Array.isArray(value)) {
    return value.map((item) => fill(item, values));
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, values)]))
    : value;
}

const readJson = (file: string): JsonObject => asObject(JSON.parse(readFileSync(file, 'utf8')));

export function pluginFiles(): PluginFiles {
  const dist = join(root, 'dist');
  const source = readJson(join(root, 'src', 'plugin.json'));
  const id = asText(source.id);
  const values = {
    PLUGIN_ID: id,
    VERSION: asText(readJson(join(root, 'package.json')).version),
    TODAY: new Date().toISOString().slice(0, 10),
  };
  return {
    id,
    dist,
    meta() {
      const built = join(dist, 'plugin.json');
      return asObject(fill(readJson(existsSync(built) ? built : join(root, 'src', 'plugin.json')), values));
    },
    languages() {
      const locales = join(dist, 'locales');
      const built = existsSync(locales) ? readdirSync(locales) : [];
      return asArray(this.meta().languages)
        .map((language) => asText(language))
        .filter((language) => built.includes(language));
    },
  };
}

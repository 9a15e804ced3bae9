import { inOrder } from '../record/inOrder';
import { type Content, type ParameterSource } from './schema';

/** What a run starts from. */
export interface Surroundings {
  /** Labels of the alert, or of the incident's alerts. */
  labels?: Record<string, string>;
  service?: { key: string; name: string; labels: Record<string, string> };
  /** Said in the address or typed before; they win. */
  given?: Record<string, string>;
}

interface Resolved {
  values: Record<string, string>;
  /** Declared, and nothing gives a value. */
  missing: string[];
}

/** The value of every parameter: what was given, else what its source says, else its preset. */
export function resolveParameters({ parameters }: Pick<Content, 'parameters'>, around: Surroundings): Resolved {
  const values: Record<string, string> = {};
  const missing: string[] = [];
  for (const { key, source, preset } of inOrder(parameters)) {
    const value = around.given?.[key] || fromSource(source, around) || preset;
    if (value) {
      values[key] = value.slice(0, 300);
    } else {
      missing.push(key);
    }
  }
  return { values, missing };
}

function fromSource(source: ParameterSource, { labels = {}, service }: Surroundings): string | undefined {
  switch (source.from) {
    case 'alert':
      return labels[source.label];
    case 'service':
      return source.field === 'name'
        ? service?.name
        : source.field === 'key'
          ? service?.key
          : service?.labels[source.field];
    case 'typed':
      return undefined;
  }
}

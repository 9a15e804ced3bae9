import { type Incident } from '../schema';

/** For exports, which are read elsewhere: links to a path inside Grafana get its whole address. */
export function withAbsoluteLinks(incident: Incident, absolute: (path: string) => string): Incident {
  const inText = (text: string) =>
    text.replace(/(\]\(<?)(\/(?![\\/])[^\s)>]*)/g, (_, before: string, path: string) => `${before}${absolute(path)}`);
  return {
    ...incident,
    sections: mapValues(incident.sections, (section) => ({ ...section, text: inText(section.text) })),
    ...(incident.links && {
      links: mapValues(incident.links, (link) => ({
        ...link,
        url: link.url.startsWith('/') ? absolute(link.url) : link.url,
      })),
    }),
  };
}

function mapValues<K extends string, V>(of: Partial<Record<K, V>>, change: (value: V) => V): Record<K, V> {
  return Object.fromEntries(
    Object.entries<V | undefined>(of).flatMap(([key, value]) => (value === undefined ? [] : [[key, change(value)]]))
  ) as Record<K, V>;
}

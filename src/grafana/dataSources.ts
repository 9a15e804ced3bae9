import { getDataSourceSrv } from '@grafana/runtime';
import { parseDuration } from '../domain/promql/duration';
import { type Settings } from './settings';

export interface DataSource {
  uid: string;
  name: string;
  type: string;
  isDefault: boolean;
}

/** Types that answer Prometheus' HTTP API; the clouds' ones sign each request in a backend of their own. */
const SIGNING = ['grafana-amazonprometheus-datasource', 'grafana-azureprometheus-datasource'];
const PROMETHEUS = ['prometheus', 'victoriametrics-metrics-datasource', ...SIGNING];
const TYPES = { prometheus: PROMETHEUS, loki: ['loki'] };

/** Data sources the signed-in person may query. Filtered here: asked for a type, Grafana adds its own `-- Grafana --`. */
export function dataSources(speaks: keyof typeof TYPES = 'prometheus'): DataSource[] {
  return getDataSourceSrv()
    .getList()
    .filter(({ type }) => TYPES[speaks].includes(type))
    .map(({ uid, name, type, isDefault = false }) => ({ uid, name, type, isDefault }));
}

/** The Prometheus to ask: the app's configured one, else the organisation's default, else the only one there is. */
export function resolvePrometheus({ prometheusUid }: Settings, sources = dataSources()): DataSource | undefined {
  if (prometheusUid) {
    return sources.find(({ uid }) => uid === prometheusUid);
  }
  return sources.find(({ isDefault }) => isDefault) ?? (sources.length === 1 ? sources[0] : undefined);
}

interface Way {
  /** Before `/api/v1/…`. */
  url: string;
  method: 'GET' | 'POST';
  /** Sent along with each question, in the address. */
  parameters: Array<[string, string]>;
  /** Seconds between two samples, as the data source is told; Grafana takes 15 where nobody said. */
  scrapeInterval: number;
}

const SCRAPE_INTERVAL = 15;

/** How Grafana itself asks a data source, as its settings say. Its headers, users and certificates Grafana adds on the way. */
export function wayTo(uid: string): Way {
  const source = getDataSourceSrv()
    .getList()
    .find((each) => each.uid === uid);
  const settings = new Map<string, unknown>(Object.entries(source?.jsonData ?? {}));
  const text = (key: string) => {
    const value = settings.get(key);
    return typeof value === 'string' ? value : '';
  };
  const isSigning = source !== undefined && SIGNING.includes(source.type);
  const place = encodeURIComponent(uid);
  const interval = parseDuration(text('timeInterval').replace(/^>/, '').trim());
  return {
    url: isSigning ? `/api/datasources/uid/${place}/resources` : `/api/datasources/proxy/uid/${place}`,
    method: text('httpMethod').toUpperCase() === 'GET' ? 'GET' : 'POST',
    // a backend of its own adds them itself
    parameters: isSigning ? [] : [...new URLSearchParams(text('customQueryParameters'))],
    scrapeInterval: interval ? interval / 1000 : SCRAPE_INTERVAL,
  };
}

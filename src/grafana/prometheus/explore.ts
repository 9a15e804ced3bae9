import { locationUtil } from '@grafana/data';
import { config } from '@grafana/runtime';
import { dataSources } from '../dataSources';

/** Grafana's Explore with one query of a Prometheus; undefined for people who may not explore. Times in seconds. */
export function exploreUrl(uid: string, expr: string, range: { from: number; to: number }): string | undefined {
  if (!config.bootData.user.permissions?.['datasources:explore']) {
    return undefined;
  }
  const pane = {
    datasource: uid,
    queries: [{ refId: 'A', expr, datasource: { type: typeOf(uid), uid } }],
    range: { from: String(Math.round(range.from * 1000)), to: String(Math.round(range.to * 1000)) },
  };
  const query = new URLSearchParams({ schemaVersion: '1', panes: JSON.stringify({ ops: pane }) });
  return locationUtil.assureBaseUrl(`/explore?${query}`);
}

function typeOf(wanted: string): string {
  return dataSources().find(({ uid }) => uid === wanted)?.type ?? 'prometheus';
}

import { type ComponentType } from 'react';
import { CoreApp, type DataSourceApi, type QueryEditorProps } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { type DataQuery } from '@grafana/schema';
import { z } from 'zod/mini';
import { wayTo } from '../dataSources';
import { request } from '../request';
import { queryInstant } from './prometheus';

export interface PromQuery extends DataQuery {
  expr: string;
  range?: boolean;
  instant?: boolean;
  editorMode?: 'code' | 'builder';
}

interface QueryEditor {
  Editor: ComponentType<QueryEditorProps<DataSourceApi, DataQuery>>;
  datasource: DataSourceApi;
  app: CoreApp;
}

/** The data source's own query editor; undefined where it has none or cannot be loaded. */
export async function loadQueryEditor(uid: string): Promise<QueryEditor | undefined> {
  try {
    const datasource = await getDataSourceSrv().get(uid);
    const Editor = datasource.components?.QueryEditor;
    return Editor && { Editor, datasource, app: CoreApp.Unknown };
  } catch {
    return undefined;
  }
}

/** The expression of a query that a Prometheus editor hands back. */
export function exprOf(query: DataQuery): string {
  return 'expr' in query && typeof query.expr === 'string' ? query.expr : '';
}

/** The bucket bounds that a classic histogram has, ascending, without +Inf. Prometheus 3 writes whole ones `1.0`. */
export async function bucketBounds(uid: string, histogram: string, signal?: AbortSignal): Promise<number[]> {
  const { result } = await queryInstant(uid, `group by (le) (${histogram})`, { signal });
  const bounds = new Set(result.map(({ labels }) => Number(labels.le)).filter(Number.isFinite));
  return [...bounds].sort((a, b) => a - b);
}

/** How many series a vector expression returns now. Only the number is asked for, however many there are. */
export async function countSeries(uid: string, expr: string, signal?: AbortSignal): Promise<number> {
  const { result } = await queryInstant(uid, `count(${expr})`, { signal });
  return result.at(0)?.value ?? 0;
}

const metadata = z.object({ data: z.record(z.string(), z.array(z.object({ type: z.string() }))) });

/** What Prometheus was told of a metric by its targets: `counter`, `gauge`…; undefined where nobody said, or not the same. */
export async function metricType(uid: string, metric: string, signal?: AbortSignal): Promise<string | undefined> {
  try {
    const { url: base, parameters } = wayTo(uid);
    const url = `${base}/api/v1/metadata?${new URLSearchParams([['metric', metric], ...parameters]).toString()}`;
    const { data } = metadata.parse(await request<unknown>({ url, signal }));
    const types = new Set(data[metric]?.map(({ type }) => type));
    return types.size === 1 ? [...types][0] : undefined;
  } catch {
    return undefined; // some servers have no metadata: then only the name tells
  }
}

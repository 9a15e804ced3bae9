import React, { useState } from 'react';
import {
  type DataQuery,
  type DataSourceApi,
  type DataSourceInstanceSettings,
  type DataSourceRef,
  type QueryEditorProps,
} from '@grafana/data';
import {
  config,
  DataSourceWithBackend,
  type DataSourceSrv,
  type GetDataSourceListFilters,
  type TemplateSrv,
} from '@grafana/runtime';
import { Input } from '@grafana/ui';

interface PromQuery extends DataQuery {
  expr?: string;
  range?: boolean;
  instant?: boolean;
}

/** In place of the Prometheus plugin's editor: like it, it reports what was typed on blur and on Shift+Enter. */
function QueryEditor({ query, onChange, onRunQuery }: QueryEditorProps<DataSourceApi>) {
  const known: PromQuery = query;
  const [expr, setExpr] = useState(known.expr ?? '');
  const commit = () => {
    if (expr !== known.expr) {
      const changed: PromQuery = { ...known, expr };
      onChange(changed);
    }
  };
  return (
    <Input
      aria-label="PromQL"
      value={expr}
      placeholder="Enter a PromQL query…"
      onChange={({ currentTarget }) => setExpr(currentTarget.value)}
      onBlur={commit}
      onKeyDown={({ key, shiftKey }) => {
        if (key === 'Enter' && shiftKey) {
          commit();
          onRunQuery();
        }
      }}
    />
  );
}

class PrometheusDataSource extends DataSourceWithBackend {
  constructor(settings: DataSourceInstanceSettings) {
    super(settings);
    this.components = { QueryEditor };
  }

  filterQuery({ expr }: PromQuery) {
    return expr !== '';
  }
}

/** The data sources of boot data. */
export class PreviewDataSources implements DataSourceSrv {
  private readonly opened = new Map<string, DataSourceApi>();

  private readonly all = (): DataSourceInstanceSettings[] => Object.values(config.datasources);

  getInstanceSettings(ref?: DataSourceRef | string | null): DataSourceInstanceSettings | undefined {
    const wanted = typeof ref === 'string' ? ref : ref?.uid;
    const name = wanted === undefined || wanted === '' || wanted === 'default' ? config.defaultDatasource : wanted;
    return this.all().find((source) => source.uid === name || source.name === name);
  }

  get(ref?: DataSourceRef | string | null): Promise<DataSourceApi> {
    const settings = this.getInstanceSettings(ref);
    if (!settings) {
      return Promise.reject({ message: `Datasource ${typeof ref === 'string' ? ref : ref?.uid} was not found` });
    }
    const known = this.opened.get(settings.uid) ?? new PrometheusDataSource(settings);
    this.opened.set(settings.uid, known);
    return Promise.resolve(known);
  }

  getList(filters: GetDataSourceListFilters = {}): DataSourceInstanceSettings[] {
    const { type, pluginId, filter, all, metrics, alerting, annotations } = filters;
    const types = type === undefined ? undefined : Array.isArray(type) ? type : [type];
    return this.all()
      .filter(
        (source) =>
          (all || !source.meta.builtIn) &&
          (!types || types.includes(source.type)) &&
          (!pluginId || source.meta.id === pluginId) &&
          (!metrics || source.meta.metrics) &&
          (!alerting || source.meta.alerting) &&
          (!annotations || source.meta.annotations) &&
          (!filter || filter(source))
      )
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  reload() {}

  registerRuntimeDataSource() {}
}

/** Without dashboards there are no variables to put in. */
export const templateSrv: TemplateSrv = {
  getVariables: () => [],
  replace: (target) => target ?? '',
  containsTemplate: () => false,
  updateTimeRange() {},
};

import React, { lazy } from 'react';
import { CoreApp } from '@grafana/data';
import { type DataQuery } from '@grafana/schema';
import { getDataSourceSrv } from '@grafana/runtime';

interface Props {
  expr: string;
  /** Called on blur and on Shift+Enter only: that is when the editor reports. */
  onChange: (expr: string) => void;
}

/** The data source's own query editor as a lazy component; rejects (for an error boundary) where it has none. */
export function queryEditorOf(uid: string) {
  return lazy(async () => {
    const source = await getDataSourceSrv().get({ uid });
    const Editor = source.components?.QueryEditor;
    if (!Editor) {
      throw new Error('This data source has no query editor');
    }
    function PromQlEditor({ expr, onChange }: Props) {
      const query = { refId: 'A', expr, range: true, instant: false, editorMode: 'code' };
      return Editor ? (
        <Editor
          datasource={source}
          query={query}
          app={CoreApp.Unknown}
          onChange={(next) => onChange(exprOf(next))}
          onRunQuery={() => undefined}
        />
      ) : null;
    }
    return { default: PromQlEditor };
  });
}

function exprOf(query: DataQuery): string {
  return 'expr' in query && typeof query.expr === 'string' ? query.expr : '';
}

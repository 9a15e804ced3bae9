import React, { useEffect, useRef, useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, ErrorBoundary, LoadingPlaceholder } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import { exprOf, loadQueryEditor, type PromQuery } from '../../grafana/prometheus/editor';

interface Props {
  /** Of the data source. */
  uid: string;
  expr: string;
  onChange: (expr: string) => void;
  /** On Shift+Enter in the editor. */
  onRun?: (expr: string) => void;
}

const FIRST_QUERY: Omit<PromQuery, 'expr'> = { refId: 'A', range: true, instant: false, editorMode: 'code' };

/** The data source's own query editor. It reports on blur and on Shift+Enter, not while typing. */
export function QueryEditor({ uid, expr, onChange, onRun }: Props) {
  const [query, setQuery] = useState<Omit<PromQuery, 'expr'>>(FIRST_QUERY);
  const latest = useRef(expr);
  useEffect(() => {
    latest.current = expr; // it may have been typed elsewhere
  }, [expr]);
  const { data, isPending } = useQuery({
    queryKey: ['query-editor', uid],
    queryFn: async () => (await loadQueryEditor(uid)) ?? null,
    staleTime: Infinity,
  });
  if (isPending) {
    return <LoadingPlaceholder text="" />;
  }
  if (!data) {
    return <NoEditor />;
  }
  const { Editor, datasource, app } = data;
  const edited: PromQuery = { ...query, expr };
  return (
    // foreign code: when it breaks, the query can still be typed as text
    <ErrorBoundary>
      {({ error }) =>
        error ? (
          <NoEditor />
        ) : (
          <Editor
            datasource={datasource}
            app={app}
            query={edited}
            onChange={(next) => {
              setQuery({ ...query, ...next }); // its own settings, such as Builder or Code
              latest.current = exprOf(next);
              onChange(latest.current);
            }}
            onRunQuery={() => onRun?.(latest.current)}
          />
        )
      }
    </ErrorBoundary>
  );
}

function NoEditor() {
  return (
    <Alert
      severity="warning"
      title={t('query-editor.missing', 'The query editor could not be loaded; type the query as text')}
    />
  );
}

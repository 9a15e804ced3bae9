import React, { useEffect, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, renderTextPanelMarkdown } from '@grafana/data';
import { config, getBackendSrv } from '@grafana/runtime';
import { Alert, LoadingPlaceholder, Stack, Tag, useStyles2 } from '@grafana/ui';
import { useParams } from 'react-router';
import { PluginPage } from './PluginPage';

interface Panel {
  id: number;
  type: string;
  title?: string;
  options?: { content?: string };
}

interface Dashboard {
  spec: { title: string; description?: string; tags?: string[]; panels?: Panel[] };
}

/** `/d/:uid`: a record as a dashboard, its text panels rendered. */
export function DashboardPage() {
  const styles = useStyles2(getStyles);
  const { uid = '' } = useParams();
  const [answer, setAnswer] = useState<{ uid: string; dashboard?: Dashboard }>();
  useEffect(() => {
    getBackendSrv()
      .get<Dashboard>(
        `/apis/dashboard.grafana.app/v1beta1/namespaces/${config.namespace}/dashboards/${uid}`,
        undefined,
        undefined,
        { showErrorAlert: false }
      )
      .then(
        (dashboard) => setAnswer({ uid, dashboard }),
        () => setAnswer({ uid })
      );
  }, [uid]);
  if (answer?.uid !== uid) {
    return <LoadingPlaceholder text="" />;
  }
  if (!answer.dashboard) {
    return (
      <PluginPage pageNav={{ text: 'Dashboard not found' }}>
        <Alert severity="warning" title="Dashboard not found" />
      </PluginPage>
    );
  }
  const { title, tags = [], panels = [] } = answer.dashboard.spec;
  return (
    <PluginPage pageNav={{ text: title, parentItem: { text: 'Dashboards', url: `${config.appSubUrl}/dashboards` } }}>
      <Stack gap={0.5} wrap="wrap">
        {tags.map((tag) => (
          <Tag key={tag} name={tag} />
        ))}
      </Stack>
      {panels.map((panel) => (
        <section key={panel.id} className={styles.panel} aria-label={panel.title || panel.type}>
          {panel.title && <h2 className={styles.heading}>{panel.title}</h2>}
          {panel.type === 'text' ? (
            <div
              className="markdown-html"
              dangerouslySetInnerHTML={{ __html: renderTextPanelMarkdown(panel.options?.content ?? '') }}
            />
          ) : (
            <p>Grafana draws a panel of type {panel.type} here.</p>
          )}
        </section>
      ))}
    </PluginPage>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({
    marginTop: theme.spacing(2),
    padding: theme.spacing(2),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    overflowX: 'auto',
  }),
  heading: css({ ...theme.typography.h5 }),
});

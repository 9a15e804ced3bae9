import React, { type ComponentProps } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Tab, TabContent, TabsBar, useStyles2 } from '@grafana/ui';
import { Page } from './Page';

interface Props<K extends string> extends Pick<ComponentProps<typeof Page>, 'title' | 'actions' | 'children'> {
  tabs: Array<{ key: K; label: string; href: string }>;
  tab: K;
}

/** A page among others of its subject, each of them a tab with an address of its own. */
export function TabbedPage<K extends string>({ title, actions, tabs, tab, children }: Props<K>) {
  const styles = useStyles2(getStyles);
  return (
    <Page title={title} actions={actions}>
      <TabsBar>
        {tabs.map(({ key, label, href }) => (
          <Tab key={key} label={label} href={href} active={key === tab} />
        ))}
      </TabsBar>
      <TabContent>
        <div className={styles}>{children}</div>
      </TabContent>
    </Page>
  );
}

const getStyles = (theme: GrafanaTheme2) => css({ paddingTop: theme.spacing(2) });

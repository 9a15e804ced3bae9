import React, { type PropsWithChildren, type ReactNode } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, type NavModelItem, PageLayoutType } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import { Reminders } from '../incidents/Reminders';
import { LostSettings } from '../records/LostSettings';
import { OthersWaiting } from '../records/OthersWaiting';
import { OutboxStatus } from '../records/OutboxStatus';
import { FailuresOfPage } from './failuresOfPage';
import { JoinedFailures } from './JoinedFailures';

interface Props {
  title: string;
  subTitle?: ReactNode;
  actions?: ReactNode;
  /** Where this page stands below a page of the menu: `{ text, url }`. */
  parent?: { text: string; url: string };
  layout?: PageLayoutType;
}

/** The frame of every page: Grafana's header and breadcrumbs, what waits to be sent or is late, then the content. */
export function Page({ title, subTitle, actions, parent, layout, children }: PropsWithChildren<Props>) {
  const styles = useStyles2(getStyles);
  // a page of the menu is in the breadcrumbs already; the menu's own titles are not translated
  const pageNav: NavModelItem | undefined = parent && { text: title, parentItem: parent };
  return (
    <FailuresOfPage>
      <PluginPage
        pageNav={pageNav}
        renderTitle={() => <h1 className={styles.title}>{title}</h1>}
        subTitle={subTitle}
        actions={actions && <div className={styles.actions}>{actions}</div>}
        layout={layout}
      >
        <OutboxStatus />
        <JoinedFailures />
        <LostSettings />
        <OthersWaiting />
        <Reminders />
        <div className={styles.content} data-title={layout === undefined ? title : undefined}>
          {children}
        </div>
      </PluginPage>
    </FailuresOfPage>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  /** Buttons stand side by side, and go below each other where a phone has no room for them. */
  actions: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    maxWidth: '100%',
    '> *': { flexWrap: 'wrap' },
  }),
  title: css({ overflowWrap: 'anywhere' }),
  /** Names without a space break where there is no room for them, in tables as the last resort. On paper the content stands alone, black on white in any theme, with backgrounds printed or not. */
  content: css({
    display: 'contents',
    overflowWrap: 'break-word',
    'a:not(td *, th *)': { overflowWrap: 'anywhere' }, // links are boxes of their own
    '@media print': {
      '&&&': {
        display: 'block',
        position: 'absolute',
        top: 0,
        left: 0,
        right: 0,
        minHeight: '100%',
        zIndex: theme.zIndex.portal,
        background: 'white !important',
        boxShadow: '0 0 0 200vmax white', // the theme's colour is around it on every sheet
      },
      '&[data-title]::before': {
        content: 'attr(data-title)',
        display: 'block',
        fontSize: theme.typography.h2.fontSize,
      },
      '&, & *': { color: 'black !important' },
      '& :not(svg, svg *, img, canvas)': { background: 'white !important', borderColor: 'darkgrey !important' },
      '& svg :is(circle, rect, ellipse)': { fill: 'white', stroke: 'black' }, // their labels are black
      '& :is(button, input, textarea, select, [role="tablist"])': { display: 'none !important' },
    },
  }),
});

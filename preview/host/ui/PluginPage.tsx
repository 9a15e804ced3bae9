import React, { useEffect } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2, type NavModelItem, PageLayoutType } from '@grafana/data';
import { type PluginPageProps } from '@grafana/runtime';
import { Tab, TabsBar, useStyles2 } from '@grafana/ui';
import { currentTrail } from '../navigation';
import { useChrome } from './chrome';

/** The frame of a plugin's page: title, subtitle, facts, actions and tabs, where Grafana has them. */
export function PluginPage({
  actions,
  children,
  info,
  layout = PageLayoutType.Standard,
  pageNav,
  renderTitle,
  subTitle,
}: PluginPageProps) {
  const styles = useStyles2(getStyles);
  const { setPage } = useChrome();
  const { text, url } = pageNav ?? {};
  const parents = JSON.stringify(parentsOf(pageNav));
  useEffect(() => {
    setPage(pageNav);
    return () => setPage(undefined);
    // the page's object is new at each render: its words are what counts
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text, url, parents, setPage]);

  const section = currentTrail().at(-1);
  const title = pageNav?.text ?? section?.text ?? '';
  const tabs = pageNav?.children?.filter(({ hideFromTabs }) => !hideFromTabs) ?? [];
  const below = subTitle ?? pageNav?.subTitle;
  if (layout === PageLayoutType.Custom) {
    return <div className={styles.custom}>{children}</div>;
  }
  return (
    <div className={cx(styles.page, layout === PageLayoutType.Canvas && styles.canvas)}>
      {layout === PageLayoutType.Standard && (
        <div className={styles.header}>
          <div className={styles.row}>
            <div className={styles.title}>
              {pageNav?.img && <img className={styles.logo} src={pageNav.img} alt="" />}
              {renderTitle ? renderTitle(title) : <h1 className={styles.heading}>{title}</h1>}
            </div>
            {info && (
              <dl className={styles.info}>
                {info.map(({ label, value }) => (
                  <div key={label}>
                    <dt className={styles.label}>{label}</dt>
                    <dd className={styles.value}>{value}</dd>
                  </div>
                ))}
              </dl>
            )}
            {actions && <div className={styles.actions}>{actions}</div>}
          </div>
          {below && <div className={styles.subTitle}>{below}</div>}
        </div>
      )}
      {tabs.length > 0 && (
        <TabsBar className={styles.tabs}>
          {tabs.map(({ id, text: label, url: to, active, icon, tabSuffix, tabCounter }) => (
            <Tab
              key={id ?? label}
              label={label}
              href={to}
              active={active}
              icon={icon}
              suffix={tabSuffix}
              counter={tabCounter}
            />
          ))}
        </TabsBar>
      )}
      <div className={styles.content}>{children}</div>
    </div>
  );
}

function parentsOf(page?: NavModelItem): Array<[string, string | undefined]> {
  return page?.parentItem ? [[page.parentItem.text, page.parentItem.url], ...parentsOf(page.parentItem)] : [];
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    padding: theme.spacing(2),
    background: theme.colors.background.primary,
    [theme.breakpoints.up('md')]: { padding: theme.spacing(4) },
  }),
  canvas: css({
    background: theme.colors.background.canvas,
    [theme.breakpoints.up('md')]: { padding: theme.spacing(2) },
  }),
  custom: css({ display: 'flex', flexDirection: 'column', flexGrow: 1 }),
  header: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), marginBottom: theme.spacing(2) }),
  row: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1, 3), justifyContent: 'space-between' }),
  title: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    maxWidth: '100%',
    minWidth: 200,
    flex: 1,
  }),
  heading: css({ margin: 0, overflowWrap: 'anywhere' }),
  logo: css({ width: 32, height: 32 }),
  info: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1, 4), margin: 0 }),
  label: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  value: css({ margin: 0 }),
  actions: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1, 2) }),
  subTitle: css({ color: theme.colors.text.secondary, position: 'relative' }),
  tabs: css({ marginBottom: theme.spacing(2) }),
  content: css({ display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 }),
});

import React, { type PropsWithChildren, useEffect, useMemo, useState } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2, type NavModelItem } from '@grafana/data';
import { config, getBackendSrv } from '@grafana/runtime';
import { Dropdown, Icon, IconButton, Menu, ToolbarButton, useStyles2 } from '@grafana/ui';
import { href, reload } from '../address';
import { breadcrumbs, trail } from '../navigation';
import { ChromeContext } from './chrome';
import { signInAs } from './LoginPage';

const HEADER = 40;
const MENU = 240;
const DOCKED = '(min-width: 1200px)';
const people = ['admin', 'editor', 'viewer'];

async function switchTheme() {
  const theme = config.theme2.isDark ? 'light' : 'dark';
  await getBackendSrv().patch('/api/user/preferences', { theme }, { showSuccessAlert: false });
  reload();
}

async function switchOrg(orgId: number) {
  await getBackendSrv().post(`/api/user/using/${orgId}`, {}, { showSuccessAlert: false });
  window.location.assign(href('/'));
}

function PersonMenu() {
  const { user } = config.bootData;
  const [orgs, setOrgs] = useState<Array<{ orgId: number; name: string }>>([]);
  useEffect(() => {
    getBackendSrv()
      .get<Array<{ orgId: number; name: string }>>('/api/user/orgs')
      .then(setOrgs, () => undefined);
  }, []);
  const menu = (
    <Menu header={`${user.name || user.login} · ${user.orgRole} · ${user.orgName}`}>
      <Menu.Group label="Sign in as">
        {people.map((person) => (
          <Menu.Item
            key={person}
            label={person}
            active={person === user.login}
            onClick={() => void signInAs(person, person)}
          />
        ))}
      </Menu.Group>
      {orgs.length > 1 && (
        <Menu.Group label="Organization">
          {orgs.map(({ orgId, name }) => (
            <Menu.Item key={orgId} label={name} active={orgId === user.orgId} onClick={() => void switchOrg(orgId)} />
          ))}
        </Menu.Group>
      )}
      <Menu.Item label="Sign out" url={href('/logout')} target="_self" icon="arrow-from-right" />
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-end">
      <ToolbarButton aria-label="Profile" imgSrc={user.gravatarUrl} imgAlt="" iconOnly={false}>
        {user.login}
      </ToolbarButton>
    </Dropdown>
  );
}

function Entries({ items, here, level = 0 }: { items: NavModelItem[]; here: NavModelItem[]; level?: number }) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list}>
      {items.map((item) => {
        const current = here.at(-1) === item;
        return (
          <li key={item.id ?? item.text}>
            <a
              className={cx(styles.entry, current && styles.current)}
              style={{ paddingLeft: 12 + level * 20 }}
              href={item.url}
              aria-current={current ? 'page' : undefined}
            >
              {item.img ? (
                <img className={styles.image} src={item.img} alt="" />
              ) : (
                item.icon && <Icon name={item.icon as 'bell'} />
              )}
              {item.text}
            </a>
            {item.children && <Entries items={item.children} here={here} level={level + 1} />}
          </li>
        );
      })}
    </ul>
  );
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => window.matchMedia(query).matches);
  useEffect(() => {
    const media = window.matchMedia(query);
    const changed = () => setMatches(media.matches);
    media.addEventListener('change', changed);
    return () => media.removeEventListener('change', changed);
  }, [query]);
  return matches;
}

/** Grafana's frame: bar with breadcrumbs, menu, the page. */
export function Shell({ pathname, children }: PropsWithChildren<{ pathname: string }>) {
  const styles = useStyles2(getStyles);
  const docked = useMedia(DOCKED);
  // the menu opens over one page and is gone on the next
  const [openOver, setOpenOver] = useState<string>();
  const open = openOver === pathname;
  const [page, setPage] = useState<NavModelItem>();
  const here = useMemo(() => trail(pathname), [pathname]);
  const crumbs = breadcrumbs(here[0]?.id === 'home' ? here : [{ text: 'Home', url: href('/') }, ...here], page);
  const title = [
    ...crumbs
      .slice(1)
      .reverse()
      .map(({ text }) => text),
    'Grafana',
  ].join(' - ');
  const chrome = useMemo(() => ({ setPage }), []);
  const close = () => setOpenOver(undefined);

  useEffect(() => {
    document.title = title;
  }, [title]);

  return (
    <ChromeContext.Provider value={chrome}>
      <a
        className={styles.skip}
        href="#pageContent"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('pageContent')?.focus();
        }}
      >
        Skip to main content
      </a>
      <header className={styles.header}>
        <IconButton
          name="bars"
          size="lg"
          aria-label={open ? 'Close menu' : 'Open menu'}
          aria-expanded={docked || open}
          className={cx(docked && styles.hidden)}
          onClick={() => setOpenOver(open ? undefined : pathname)}
        />
        <nav aria-label="Breadcrumbs" className={styles.crumbs}>
          <ol className={styles.trail}>
            {crumbs.map(({ text, url }, index) => (
              <li key={`${index} ${text}`} className={styles.crumb}>
                {index < crumbs.length - 1 && url ? (
                  <a href={url}>{text}</a>
                ) : (
                  <span aria-current={index === crumbs.length - 1 ? 'page' : undefined}>{text}</span>
                )}
                {index < crumbs.length - 1 && <Icon name="angle-right" />}
              </li>
            ))}
          </ol>
        </nav>
        <ToolbarButton
          aria-label={config.theme2.isDark ? 'Change to the light theme' : 'Change to the dark theme'}
          icon="palette"
          onClick={() => void switchTheme()}
        />
        <PersonMenu />
      </header>
      {(docked || open) && (
        <nav aria-label="Navigation" className={cx(styles.menu, !docked && styles.floating)}>
          <Entries items={config.bootData.navTree} here={here} />
        </nav>
      )}
      {open && !docked && <div className={styles.backdrop} onClick={close} aria-hidden />}
      <main id="pageContent" tabIndex={-1} className={cx(styles.main, docked && styles.beside)}>
        {children}
      </main>
    </ChromeContext.Provider>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  skip: css({
    position: 'fixed',
    left: theme.spacing(1),
    top: -100,
    zIndex: theme.zIndex.portal + 2,
    padding: theme.spacing(1),
    background: theme.colors.background.secondary,
    '&:focus': { top: theme.spacing(1) },
  }),
  header: css({
    position: 'fixed',
    zIndex: theme.zIndex.navbarFixed,
    inset: '0 0 auto 0',
    height: HEADER,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0, 1),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  hidden: css({ display: 'none' }),
  crumbs: css({ flex: 1, minWidth: 0, overflow: 'hidden' }),
  trail: css({
    display: 'flex',
    listStyle: 'none',
    margin: 0,
    whiteSpace: 'nowrap',
    [theme.breakpoints.down('md')]: { '& > li:not(:nth-last-child(-n + 2))': { display: 'none' } },
  }),
  crumb: css({
    display: 'inline-flex',
    alignItems: 'center',
    minWidth: 0,
    color: theme.colors.text.secondary,
    '& > a, & > span': { overflow: 'hidden', textOverflow: 'ellipsis', padding: theme.spacing(0, 0.5) },
    '& > a:hover': { textDecoration: 'underline' },
  }),
  menu: css({
    position: 'fixed',
    zIndex: theme.zIndex.navbarFixed - 1,
    inset: `${HEADER}px auto 0 0`,
    width: MENU,
    overflowY: 'auto',
    padding: theme.spacing(1, 0),
    background: theme.colors.background.primary,
    borderRight: `1px solid ${theme.colors.border.weak}`,
  }),
  floating: css({ zIndex: theme.zIndex.sidemenu, boxShadow: theme.shadows.z3 }),
  backdrop: css({
    position: 'fixed',
    zIndex: theme.zIndex.sidemenu - 1,
    inset: `${HEADER}px 0 0 0`,
    background: theme.components.overlay.background,
  }),
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  entry: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.75, 1.5),
    color: theme.colors.text.secondary,
    '&:hover': { color: theme.colors.text.primary, background: theme.colors.action.hover },
  }),
  current: css({
    color: theme.colors.text.primary,
    background: theme.colors.action.selected,
    boxShadow: `inset 3px 0 ${theme.colors.primary.main}`,
  }),
  image: css({ width: 16, height: 16 }),
  main: css({
    display: 'flex',
    flexDirection: 'column',
    minHeight: '100vh',
    paddingTop: HEADER,
    '&:focus': { outline: 'none' },
  }),
  beside: css({ marginLeft: MENU }),
});

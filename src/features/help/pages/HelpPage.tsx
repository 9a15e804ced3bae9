import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { PLUGIN_BASE_URL } from '../../../constants';
import { SHORTCUTS } from '../../../shared/hooks/shortcuts';
import { INCIDENTS_PATH } from '../../../shared/incidents/paths';
import { OBJECTIVES_PATH } from '../../../shared/objectives/paths';
import { RUNBOOKS } from '../../../shared/runbooks/paths';
import { LOOK_PATH } from '../../../shared/start/paths';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { Page } from '../../../shared/ui/Page';
import { smallTable } from '../../../shared/ui/tableStyles';

/** Shortcuts, a tour of three minutes, and what each page is for. */
export function HelpPage() {
  const styles = useStyles2(getStyles);
  return (
    <Page
      title={t('help.title', 'Help')}
      subTitle={t('help.subtitle', 'Shortcuts, a tour of three minutes, and what each page is for')}
    >
      <div className={styles.columns}>
        <section aria-label={t('help.shortcuts.title', 'Shortcuts')}>
          <Text element="h2" variant="h4">
            {t('help.shortcuts.title', 'Shortcuts')}
          </Text>
          <table className={styles.table}>
            <tbody>
              {shortcuts().map(([keys, what]) => (
                <tr key={keys}>
                  <th scope="row">
                    {keys.split(' ').map((key) => (
                      <kbd key={key} className={styles.key}>
                        {key}
                      </kbd>
                    ))}
                  </th>
                  <td>{what}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>
            {t(
              'help.shortcuts.note',
              'They wait while you type, and after declaring until you click or press Escape. Grafana’s own shortcuts are behind ?.'
            )}
          </p>
        </section>
        <section aria-label={t('help.tour.title', 'Three minutes: an incident from alert to review')}>
          <Text element="h2" variant="h4">
            {t('help.tour.title', 'Three minutes: an incident from alert to review')}
          </Text>
          <p>
            {t(
              'help.tour.demo',
              'With the sample records (npm run demo -- load) every step has something to look at; a drill of your own does too.'
            )}
          </p>
          <ol className={styles.tour}>
            {tour().map(({ to, link, text }) => (
              <li key={link}>
                <InternalLink to={to}>{link}</InternalLink>: {text}
              </li>
            ))}
          </ol>
        </section>
        <section aria-label={t('help.pages.title', 'What each page is for')}>
          <Text element="h2" variant="h4">
            {t('help.pages.title', 'What each page is for')}
          </Text>
          <dl>
            {pages().map(([path, name, text]) => (
              <React.Fragment key={path}>
                <dt>
                  <InternalLink to={`${PLUGIN_BASE_URL}/${path}`}>{name}</InternalLink>
                </dt>
                <dd>{text}</dd>
              </React.Fragment>
            ))}
          </dl>
        </section>
      </div>
    </Page>
  );
}

function shortcuts(): Array<[string, string]> {
  const go: Record<keyof typeof SHORTCUTS, string> = {
    i: t('help.shortcuts.incidents', 'Incidents'),
    n: t('help.shortcuts.declare', 'Declare an incident'),
    o: t('help.shortcuts.objectives', 'Objectives'),
    m: t('help.shortcuts.maintenance', 'Maintenance'),
    r: t('help.shortcuts.runbooks', 'Runbooks'),
  };
  return [
    ...Object.entries(go).map(([key, what]): [string, string] => [`g ${key}`, what]),
    ['/', t('help.shortcuts.search', 'To the note of the room, or to the search of a list')],
    ['Enter', t('help.shortcuts.enter', 'Adds a note; on the declare form: declares')],
    ['Shift Enter', t('help.shortcuts.newline', 'A new line in a note')],
    ['Ctrl Enter', t('help.shortcuts.save', 'Saves a section of a document, or the text of an entry')],
    ['Esc', t('help.shortcuts.escape', 'Closes a dialog; what you typed is kept')],
  ];
}

function tour(): Array<{ to: string; link: string; text: string }> {
  return [
    {
      to: `${INCIDENTS_PATH}/new`,
      link: t('help.tour.declare', 'Declare'),
      text: t('help.tour.declare-text', 'a title and Enter are enough. Tick Drill to try: it stays out of statistics.'),
    },
    {
      to: INCIDENTS_PATH,
      link: t('help.tour.room', 'Work in the room'),
      text: t(
        'help.tour.room-text',
        'write what happens, take a role, mark milestones. Signals beside it are kept as evidence with one click; alerts that fire are suggested.'
      ),
    },
    {
      to: RUNBOOKS,
      link: t('help.tour.runbook', 'Follow a runbook'),
      text: t(
        'help.tour.runbook-text',
        'the room offers those that fit; each step is recorded, queries are asked for you.'
      ),
    },
    {
      to: INCIDENTS_PATH,
      link: t('help.tour.resolve', 'Resolve and tell'),
      text: t(
        'help.tour.resolve-text',
        'updates for customers are written from what the room knows; a final one is offered on resolve.'
      ),
    },
    {
      to: `${PLUGIN_BASE_URL}/actions`,
      link: t('help.tour.review', 'Review'),
      text: t(
        'help.tour.review-text',
        'report, ticket and post-mortem fill themselves; gaps are marked. Actions get an owner and a date.'
      ),
    },
    {
      to: OBJECTIVES_PATH,
      link: t('help.tour.budget', 'See what it cost'),
      text: t('help.tour.budget-text', 'each objective shows which incident used its error budget.'),
    },
    {
      to: LOOK_PATH,
      link: t('help.tour.own', 'Make it yours'),
      text: t('help.tour.own-text', 'Setup looks at your Prometheus and proposes services, objectives and checks.'),
    },
  ];
}

function pages(): Array<[string, string, string]> {
  return [
    ['home', t('home.title', 'Home'), t('help.pages.home', 'what needs somebody now, and what is yours')],
    ['incidents', t('incidents.title', 'Incidents'), t('help.pages.incidents', 'declare, work together, tell, review')],
    [
      'services',
      t('services.title', 'Services'),
      t('help.pages.services', 'what incidents are about: owner, labels, objectives'),
    ],
    [
      'actions',
      t('actions.title', 'Actions'),
      t('help.pages.actions', 'what was decided after incidents: who, until when, and whether it worked'),
    ],
    [
      'alerts',
      t('alerts.title', 'Alerts'),
      t('help.pages.alerts', 'rules that fire, how often it led to an incident, which are too loud'),
    ],
    ['rota', t('rota.title', 'On duty'), t('help.pages.rota', 'who is on duty when, who stands in, what to hand over')],
    [
      'objectives',
      t('objectives.title', 'Objectives'),
      t('help.pages.objectives', 'what is promised, and whether it is kept'),
    ],
    [
      'maintenance',
      t('maintenance.title', 'Maintenance'),
      t('help.pages.maintenance', 'what comes back: plan, checklists, windows, weekly review'),
    ],
    [
      'runbooks',
      t('runbooks.title', 'Runbooks'),
      t('help.pages.runbooks', 'what to do, step by step, and whether it helped'),
    ],
    [
      'backups',
      t('backups.title', 'Backups'),
      t('help.pages.backups', 'what is backed up, how late it is, what was restored'),
    ],
    [
      'security',
      t('security.title', 'Security'),
      t('help.pages.security', 'what is proven, what somebody vouches for, until when'),
    ],
    [
      'improvements',
      t('improvements.title', 'Improvements'),
      t('help.pages.improvements', 'indicators, the roadmap, changes of your systems, the report for management'),
    ],
    [
      'insights',
      t('insights.title', 'Insights'),
      t('help.pages.insights', 'statistics of incidents, with how sure they are'),
    ],
    ['setup', t('setup.title', 'Setup'), t('help.pages.setup', 'folders, permissions, Prometheus, time zone')],
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 340px), 1fr))',
    gap: theme.spacing(4),
  }),
  table: css({ ...smallTable(theme), margin: theme.spacing(1, 0) }),
  key: css({
    marginRight: theme.spacing(0.5),
    padding: theme.spacing(0, 0.75),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
  }),
  tour: css({ paddingLeft: theme.spacing(3), '> li': { padding: theme.spacing(0.5, 0) } }),
});

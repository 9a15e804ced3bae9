import React, { lazy, Suspense, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, IconButton, Text, useStyles2 } from '@grafana/ui';
import { type Incident } from '../../../domain/incident/kind';
import { isOpen, mandatoryRoles, roleWarnings, ROLES, samePerson } from '../../../domain/incident/rules';
import { type Owner } from '../../../domain/incident/schema';
import { currentPerson } from '../../../grafana/user';
import { useDraft } from '../../../shared/records/useDraft';
import { usePresence } from '../../../shared/records/usePresence';
import { FormModal } from '../../../shared/ui/FormModal';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { roleName } from '../../../shared/words/incidents';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { verbatim } from '../../../shared/words/verbatim';
import { Refused } from '../components/Refused';
import { PersonField } from '../fields/PersonField';
import { useAct } from '../useAct';

// with the rotation's domain
const DutyCommander = lazy(() =>
  import('../../../shared/rota/DutyCommander').then((m) => ({ default: m.DutyCommander }))
);

interface Props {
  incident: Incident;
  mayWrite: boolean;
}

/** Roles and who looks at the incident. */
export function People({ incident, mayWrite }: Props) {
  const styles = useStyles2(getStyles);
  const reasonText = useReasonText();
  const { act, reasons, dismiss } = useAct(incident.name);
  const [handed, setHanded] = useState<string>();
  const me = currentPerson();
  const own = Object.keys(incident.roles).filter((role) => !ROLES.some((known) => known === role));
  const mandatory: string[] = mandatoryRoles(incident.severity);
  const mayPropose = mayWrite && !incident.roles.commander && isOpen(incident.status);
  const propose = (person: Owner) => act({ type: 'assignRole', role: 'commander', person, seen: '' });

  return (
    <section aria-labelledby="incident-people">
      <Text element="h2" variant="h5">
        <span id="incident-people">{t('incidents.people', 'People')}</span>
      </Text>
      <Refused reasons={reasons} onDismiss={dismiss} />
      <ul className={styles.list}>
        {[...ROLES, ...own].map((role) => {
          const holder = incident.roles[role]?.person;
          return (
            <li key={role}>
              <span className={styles.who}>
                <span className={styles.role}>{roleName(role)}</span>
                <span>
                  {holder?.name ?? (mandatory.includes(role) ? t('incidents.role-wanted', 'nobody yet, wanted') : '–')}
                </span>
              </span>
              {mayWrite && (
                <span className={styles.buttons}>
                  {(!holder || !samePerson(holder, me)) && (
                    <Button
                      size="sm"
                      variant="secondary"
                      fill="text"
                      aria-label={t(
                        'incidents.role-take-label',
                        'Take the role {{role}}',
                        verbatim({ role: roleName(role) })
                      )}
                      onClick={() => act({ type: 'assignRole', role, person: me, seen: holder?.name ?? '' })}
                    >
                      {t('incidents.role-take', 'Take')}
                    </Button>
                  )}
                  <IconButton
                    name={holder ? 'exchange-alt' : 'user'}
                    size="sm"
                    tooltip={
                      holder
                        ? t(
                            'incidents.role-hand-label',
                            'Hand over the role {{role}}',
                            verbatim({ role: roleName(role) })
                          )
                        : t(
                            'incidents.role-assign-label',
                            'Assign the role {{role}}',
                            verbatim({ role: roleName(role) })
                          )
                    }
                    onClick={() => setHanded(role)}
                  />
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <Suspense fallback={null}>
        <DutyCommander onPropose={mayPropose ? propose : undefined} />
      </Suspense>
      {mayWrite && (
        <Button size="sm" variant="secondary" fill="text" icon="plus" onClick={() => setHanded('')}>
          {t('incidents.role-add', 'Another role…')}
        </Button>
      )}
      {roleWarnings(incident).map((warning) => (
        <Text key={JSON.stringify(warning)} element="p" color="warning" variant="bodySmall">
          ▲ {reasonText(warning)}
        </Text>
      ))}
      <Presence name={incident.name} answers={mayWrite} />
      {handed !== undefined && (
        <HandOverDialog incident={incident} role={handed} onClose={() => setHanded(undefined)} />
      )}
    </section>
  );
}

function Presence({ name, answers }: { name: string; answers: boolean }) {
  const people = usePresence(name, answers);
  const me = currentPerson();
  const others = people.filter(({ uid }) => uid !== me.uid);
  return (
    <Text element="p" color="secondary" variant="bodySmall">
      {t(
        'incidents.here',
        'Here: {{people}}',
        verbatim({
          people: [t('incidents.you', 'you'), ...others.map((person) => person.name)].join(', '),
        })
      )}
    </Text>
  );
}

/** Gives a role to somebody, with what they need to know. */
function HandOverDialog({ incident, role, onClose }: { incident: Incident; role: string; onClose: () => void }) {
  const { act, reasons } = useAct(incident.name);
  const [own, setOwn, clearOwn] = useDraft(`incident.${incident.name}.role`, '', { inTab: incident.private });
  const name = role || own;
  const [seen] = useState(incident.roles[role]?.person.name ?? '');
  const [person, setPerson] = useState<Owner>();
  const [briefing, setBriefing, clear] = useDraft(`incident.${incident.name}.briefing.${role}`, '', {
    inTab: incident.private,
  });
  const holder = incident.roles[role]?.person;
  const send = (to: Owner | undefined) => {
    const done = act({
      type: 'assignRole',
      role: name,
      seen,
      ...(to && { person: to }),
      ...(briefing.trim() && { briefing: briefing.trim() }),
    });
    if (done) {
      clear();
      clearOwn();
      onClose();
    }
  };
  return (
    <FormModal
      title={
        role
          ? t('incidents.hand-over.title', 'Role: {{role}}', verbatim({ role: roleName(role) }))
          : t('incidents.hand-over.own', 'Another role')
      }
      save={holder ? t('incidents.hand-over.now', 'Hand over') : t('incidents.hand-over.assign', 'Assign')}
      isDisabled={!person || !name}
      onSave={() => send(person)}
      onClose={onClose}
      actions={
        holder && (
          <Button variant="secondary" onClick={() => send(undefined)}>
            {t('incidents.hand-over.vacate', 'Nobody for now')}
          </Button>
        )
      }
    >
      <Refused reasons={reasons} />
      {role === '' && (
        <TextField
          id="role-name"
          label={t('incidents.hand-over.role', 'Role')}
          autoFocus
          value={own}
          onChange={setOwn}
        />
      )}
      <PersonField
        incident={incident}
        id="role-person"
        label={t('incidents.hand-over.person', 'Who')}
        value={person}
        onChange={setPerson}
      />
      <TextAreaField
        id="role-briefing"
        label={t('incidents.hand-over.briefing', 'Briefing')}
        description={t(
          'incidents.hand-over.briefing-help',
          'What they need to know to go on; it becomes an entry of the timeline'
        )}
        rows={3}
        value={briefing}
        onChange={setBriefing}
      />
    </FormModal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
    margin: 0,
    li: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) max-content',
      minHeight: theme.spacing(4),
      alignItems: 'center',
      gap: theme.spacing(1),
    },
  }),
  buttons: css({ display: 'inline-flex', alignItems: 'center', justifyContent: 'flex-end' }),
  // side by side where there is room for both, else the name below its role
  who: css({
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${theme.spacing(13)}), 1fr))`,
    columnGap: theme.spacing(1),
    minWidth: 0,
    overflowWrap: 'anywhere',
  }),
  role: css({ color: theme.colors.text.secondary }),
});

import React, { type PropsWithChildren, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Checkbox, Stack, Text, useStyles2 } from '@grafana/ui';
import { backupsKind } from '../../../domain/backup/register';
import { BACKUPS } from '../../../domain/backup/schema';
import { type ProposedObjective, type ProposedService, catalogueProposals } from '../../../domain/catalogue/propose';
import { type Definition } from '../../../domain/objective/schema';
import { type Looked } from '../../../grafana/prometheus/look';
import { initialBackups } from '../../../shared/backups/useBackups';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { OBJECTIVES_PATH } from '../../../shared/objectives/paths';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { useRecord } from '../../../shared/records/useRecord';
import { SERVICES_PATH } from '../../../shared/services/paths';
import { useServices } from '../../../shared/services/useServices';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { momentText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { ObjectiveRows } from './ObjectiveRows';
import { useAdoptFound } from './useAdoptFound';
import { WhatIsMissing } from './WhatIsMissing';

/** Services listed at first; a large Prometheus names hundreds. */
const AT_FIRST = 12;

/** What was found, to be ticked. */
export function Findings({ looked }: { looked: Looked }) {
  const styles = useStyles2(getStyles);
  const language = useContentLanguage();
  const [now] = useState(Date.now);
  const { services, shared, checks, backups, missing } = useMemo(
    () => catalogueProposals(looked, language, now),
    [looked, language, now]
  );
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [targets, setTargets] = useState<Record<string, number>>({});
  const [opened, setOpened] = useState(services.at(0)?.key);
  const [isLong, setLong] = useState(false);
  const { record: known } = useServices();
  const { record: register } = useObjectives();
  const canWrite = useCanWrite('registers') !== 'no';
  const adopt = useAdoptFound();

  const tick = (keys: string[], on: boolean) =>
    setTicked((before) => {
      const next = new Set(before);
      keys.forEach((key) => (on ? next.add(key) : next.delete(key)));
      return next;
    });
  const chosen = () => chosenOf({ services, shared, checks, backups }, ticked, targets);
  const rows = (objectives: ProposedObjective[]) => (
    <ObjectiveRows
      objectives={objectives}
      known={register?.objectives ?? {}}
      ticked={ticked}
      targets={targets}
      onTick={(key, on) => tick([key], on)}
      onTarget={(key, target) => setTargets((before) => ({ ...before, [key]: target }))}
    />
  );
  return (
    <Stack direction="column" gap={2}>
      {services.length > 0 && (
        <Section title={t('setup.look.services', 'Services')} count={services.length}>
          <ul className={styles.list}>
            {services.slice(0, isLong ? services.length : AT_FIRST).map((service) => (
              <li key={service.key}>
                <ServiceLine
                  service={service}
                  isKnown={known?.services[service.key] !== undefined}
                  isTicked={ticked.has(serviceTick(service.key))}
                  isOpen={opened === service.key}
                  onTick={(on) => tick([serviceTick(service.key), ...service.objectives.map(({ key }) => key)], on)}
                  onOpen={() => setOpened(opened === service.key ? undefined : service.key)}
                />
                {opened === service.key && rows(service.objectives)}
              </li>
            ))}
          </ul>
          {services.length > AT_FIRST && !isLong && (
            <Button size="sm" variant="secondary" onClick={() => setLong(true)}>
              {t('setup.look.more', '', {
                count: services.length - AT_FIRST,
                defaultValue_one: '{{count}} more',
                defaultValue_other: '{{count}} more',
              })}
            </Button>
          )}
        </Section>
      )}
      {shared.length > 0 && (
        <Section title={t('setup.look.shared', 'Machines, Grafana and Prometheus')}>{rows(shared)}</Section>
      )}
      {checks.length > 0 && <Checks checks={checks} ticked={ticked} onTick={tick} />}
      {backups.length > 0 && <Backups backups={backups} ticked={ticked} onTick={tick} />}
      {canWrite && services.length + shared.length + checks.length + backups.length > 0 && (
        <Stack gap={2} alignItems="center" wrap="wrap">
          <Button disabled={ticked.size === 0 || adopt.isPending} onClick={() => adopt.mutate(chosen())}>
            {t('setup.look.adopt', 'Take over what is ticked ({{number}})', verbatim({ number: ticked.size }))}
          </Button>
          {adopt.isSuccess && (
            <>
              <InternalLink to={OBJECTIVES_PATH}>{t('setup.look.to-objectives', 'See the objectives')}</InternalLink>
              <InternalLink to={SERVICES_PATH}>{t('setup.services.open', 'Open the services')}</InternalLink>
            </>
          )}
        </Stack>
      )}
      <WhatIsMissing hasBackups={backups.length > 0} missing={missing} looked={looked} language={language} />
    </Stack>
  );
}

const serviceTick = (key: string) => `service ${key}`;
const checkTick = (key: string) => `check ${key}`;
const backupTick = (key: string) => `backup ${key}`;

type Proposals = ReturnType<typeof catalogueProposals>;

/** What is ticked, services with those of their objectives that are, at the targets that somebody chose. */
function chosenOf(
  { services, shared, checks, backups }: Omit<Proposals, 'missing'>,
  ticked: ReadonlySet<string>,
  targets: Record<string, number>
) {
  const definitionOf = ({ key, definition }: ProposedObjective): Definition =>
    targets[key] === undefined ? definition : { ...definition, target: targets[key] };
  const objectives = [...services.flatMap((service) => service.objectives), ...shared];
  return {
    services: Object.fromEntries(
      services
        .filter(({ key }) => ticked.has(serviceTick(key)))
        .map(({ key, definition }) => [
          key,
          { ...definition, objectives: definition.objectives.filter((each) => ticked.has(each)) },
        ])
    ),
    objectives: Object.fromEntries(
      objectives.filter(({ key }) => ticked.has(key)).map((one) => [one.key, definitionOf(one)])
    ),
    checks: checks.filter(({ key }) => ticked.has(checkTick(key))),
    backups: backups.filter(({ key }) => ticked.has(backupTick(key))),
  };
}

function Section({ title, count, children }: PropsWithChildren<{ title: string; count?: number }>) {
  return (
    <section aria-label={title}>
      <Text element="h3" variant="h5">
        {title}
        {count !== undefined && ` (${count})`}
      </Text>
      {children}
    </section>
  );
}

interface TickProps {
  ticked: ReadonlySet<string>;
  onTick: (keys: string[], on: boolean) => void;
}

function Checks({ checks, ticked, onTick }: TickProps & Pick<Proposals, 'checks'>) {
  const styles = useStyles2(getStyles);
  return (
    <Section title={t('setup.look.checks', 'Items of the checklist that tick themselves')}>
      <ul className={styles.list}>
        {checks.map(({ key, exporter, item }) => (
          <li key={`${exporter.key} ${key}`}>
            <Checkbox
              label={item.title}
              description={`${item.instruction ?? ''} ${item.expr} ${item.comparison} ${item.threshold}`}
              value={ticked.has(checkTick(key))}
              onChange={({ currentTarget }) => onTick([checkTick(key)], currentTarget.checked)}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Backups({ backups, ticked, onTick }: TickProps & Pick<Proposals, 'backups'>) {
  const styles = useStyles2(getStyles);
  const { record: kept } = useRecord(backupsKind, BACKUPS, { initial: initialBackups, watch: false });
  return (
    <Section title={t('setup.look.backups', 'Backups whose last success is known')}>
      <ul className={styles.list}>
        {backups.map(({ key, definition, query, last }) => (
          <li key={key}>
            <Checkbox
              label={definition.name}
              description={[query, lastText(last), kept?.elements[key] && t('setup.look.known', 'already yours')]
                .filter(Boolean)
                .join(' · ')}
              disabled={kept?.elements[key] !== undefined}
              value={ticked.has(backupTick(key))}
              onChange={({ currentTarget }) => onTick([backupTick(key)], currentTarget.checked)}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function lastText(last: number | undefined): string {
  return last === undefined
    ? t('setup.look.no-success', 'no success yet')
    : t('setup.look.last-success', 'last success {{at}}', verbatim({ at: momentText(last * 1000) }));
}

interface ServiceLineProps {
  service: ProposedService;
  isKnown: boolean;
  isTicked: boolean;
  isOpen: boolean;
  onTick: (on: boolean) => void;
  onOpen: () => void;
}

function ServiceLine({ service, isKnown, isTicked, isOpen, onTick, onOpen }: ServiceLineProps) {
  const { definition, series, exporters, objectives } = service;
  const labels = Object.entries(definition.labels).map(([label, value]) => `${label}="${value}"`);
  return (
    <Stack gap={1} alignItems="center" wrap="wrap">
      <Checkbox
        label={definition.name}
        value={isTicked}
        onChange={({ currentTarget }) => onTick(currentTarget.checked)}
      />
      <Text color="secondary" variant="bodySmall">
        {labels.join(', ')} ·{' '}
        {t('setup.look.series', '', {
          count: series,
          defaultValue_one: '{{count}} series',
          defaultValue_other: '{{count}} series',
        })}{' '}
        · {exporters.join(', ')}
        {isKnown && ` · ${t('setup.look.known', 'already yours')}`}
      </Text>
      {objectives.length > 0 && (
        <Button
          size="sm"
          fill="text"
          icon={isOpen ? 'angle-down' : 'angle-right'}
          aria-expanded={isOpen}
          onClick={onOpen}
        >
          {t('setup.look.objectives', '', {
            count: objectives.length,
            defaultValue_one: '{{count}} objective',
            defaultValue_other: '{{count}} objectives',
          })}
        </Button>
      )}
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: theme.spacing(1, 0), '> li': { padding: theme.spacing(0.5, 0) } }),
});

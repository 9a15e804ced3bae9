import React, { lazy, Suspense, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, EmptyState, Stack, Text, useStyles2 } from '@grafana/ui';
import { contradictions } from '../../../domain/objective/contradictions';
import { type Improvement, indicatorStanding } from '../../../domain/objective/improvement';
import { type ObjectivesRegister } from '../../../domain/objective/schema';
import { shownUnit } from '../../../domain/objective/state';
import { localDateOf } from '../../../domain/time/localDates';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { formatTarget, formatValue } from '../../../shared/objectives/format';
import { objectivePath } from '../../../shared/objectives/paths';
import { RegisterGate, RegisterNotices } from '../../../shared/objectives/RegisterGate';
import { useIndicators } from '../../../shared/objectives/useIndicators';
import { useMayWrite } from '../../../shared/objectives/useMayWrite';
import { useMeasurements } from '../../../shared/objectives/useMeasurements';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { ExamplesButton } from '../../../shared/start/ExamplesButton';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { StateMark } from '../../../shared/ui/StateMark';
import { percentText } from '../../../shared/words/numbers';
import { verbatim } from '../../../shared/words/verbatim';
import { ImprovementsFrame } from '../components/ImprovementsFrame';
import { DocumentationParts } from '../indicators/DocumentationParts';
import { measuredNow, type MeasuredBy } from '../indicators/measured';
import { ReadingLine } from '../indicators/ReadingLine';
import { ReadingList } from '../indicators/ReadingList';
import { useDocumentation } from '../indicators/useDocumentation';
import { directionText, PROGRESS_MARKS, progressName } from '../indicators/words';

const IndicatorModal = lazy(() => import('../indicators/IndicatorModal').then((m) => ({ default: m.IndicatorModal })));
const IndicatorReading = lazy(() =>
  import('../indicators/IndicatorReadingModal').then((m) => ({ default: m.IndicatorReadingModal }))
);

type Open = { what: 'edit' | 'read'; key?: string };

/** What the team wants to become better at: target, actual value and progress over time. */
export function IndicatorsPage() {
  const mayWrite = useMayWrite();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <ImprovementsFrame
      tab="indicators"
      actions={
        mayWrite && (
          <Button icon="plus" onClick={() => setOpen({ what: 'edit' })}>
            {t('objectives.indicators.new', 'New indicator')}
          </Button>
        )
      }
    >
      <RegisterGate loading={t('objectives.indicators.loading', 'Loading the indicators…')}>
        {(register) => <Content register={register} mayWrite={mayWrite} onOpen={setOpen} />}
      </RegisterGate>
      {open && (
        <Suspense fallback={null}>
          {open.what === 'read' && open.key !== undefined ? (
            <IndicatorReading indicatorKey={open.key} onClose={close} />
          ) : (
            <IndicatorModal indicatorKey={open.key} onClose={close} />
          )}
        </Suspense>
      )}
    </ImprovementsFrame>
  );
}

interface ContentProps {
  register: ObjectivesRegister;
  mayWrite: boolean;
  onOpen: (open: Open) => void;
}

function Content({ register, mayWrite, onOpen }: ContentProps) {
  const { objectives } = useObjectives();
  const { indicators } = useIndicators();
  const linked = indicators.flatMap(([, { objective }]) => objective ?? []);
  const rows = useMeasurements(
    objectives.filter(([key]) => linked.includes(key)),
    { exclusions: register.exclusions, among: objectives }
  );
  const contradicted = contradictions(register, Object.fromEntries(indicators));
  return (
    <Stack direction="column" gap={2}>
      <RegisterNotices />
      {indicators.length === 0 && (
        <EmptyState
          variant="call-to-action"
          message={t(
            'objectives.indicators.empty',
            'Indicators show whether the team gets where it wants to be: a target, and values over time.'
          )}
          button={
            mayWrite ? (
              <Stack gap={1} wrap="wrap" justifyContent="center">
                <Button onClick={() => onOpen({ what: 'edit' })}>
                  {t('objectives.indicators.new', 'New indicator')}
                </Button>
                <ExamplesButton of="objectives" variant="secondary" />
              </Stack>
            ) : undefined
          }
        />
      )}
      {indicators.map(([key, indicator]) => {
        const Card = indicator.measures === 'documentation' ? DocumentationIndicator : Indicator;
        return (
          <Card
            key={key}
            indicatorKey={key}
            indicator={indicator}
            row={rows.find((each) => each.key === indicator.objective)}
            contradicting={contradicted
              .filter(({ indicators: keys }) => keys.includes(key))
              .flatMap(({ keys }) =>
                keys.map((each) => `${register.objectives[each].name} (${formatTarget(register.objectives[each])})`)
              )}
            onOpen={mayWrite ? onOpen : undefined}
          />
        );
      })}
    </Stack>
  );
}

interface IndicatorProps extends MeasuredBy {
  indicatorKey: string;
  indicator: Improvement;
  contradicting: string[];
  onOpen?: (open: Open) => void;
}

function DocumentationIndicator(props: IndicatorProps) {
  const documentation = useDocumentation();
  return <Indicator {...props} documentation={documentation} />;
}

function Indicator({ indicatorKey, indicator, row, documentation, contradicting, onOpen }: IndicatorProps) {
  const styles = useStyles2(getStyles);
  const zone = useTeamZone();
  const { name, unit, due, owner } = indicator;
  const { readings, actual, way, direction, progress } = indicatorStanding(
    indicator,
    localDateOf(new Date().toISOString(), zone),
    measuredNow(indicator, { row, documentation })
  );
  return (
    <section className={styles.card} aria-label={name}>
      <div className={styles.head}>
        <Text element="h2" variant="h4">
          {name}
        </Text>
        <span>
          {progress ? (
            <>
              <StateMark mark={PROGRESS_MARKS[progress]} /> {progressName(progress)}
            </>
          ) : (
            t('objectives.no-data', 'no data')
          )}
        </span>
        {onOpen && (
          <Stack gap={1}>
            <Button
              size="sm"
              variant="secondary"
              icon="plus"
              aria-label={t('objectives.indicators.read', 'Add a value of {{name}}', verbatim({ name }))}
              onClick={() => onOpen({ what: 'read', key: indicatorKey })}
            >
              {t('objectives.indicators.add-value', 'Add value')}
            </Button>
            <Button
              size="sm"
              variant="secondary"
              fill="text"
              icon="pen"
              aria-label={t('objectives.indicators.change', 'Change {{name}}', verbatim({ name }))}
              onClick={() => onOpen({ what: 'edit', key: indicatorKey })}
            />
          </Stack>
        )}
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>{t('objectives.column.target', 'Target')}</dt>
          <dd>{formatTarget(indicator)}</dd>
        </div>
        <div>
          <dt>{t('objectives.indicators.actual', 'Actual')}</dt>
          <dd>{actual === undefined ? t('objectives.no-data', 'no data') : formatValue(actual, unit)}</dd>
        </div>
        <div>
          <dt>{t('objectives.indicators.way', 'Way to the target')}</dt>
          <dd>
            {way === undefined ? t('objectives.unknown', 'unknown') : percentText(way, 0)}
            {direction && ` · ${directionText(direction)}`}
          </dd>
        </div>
        {row && (
          <div>
            <dt>{t('objectives.indicators.measured', 'Measured now')}</dt>
            <dd>
              <InternalLink to={objectivePath(row.key)}>
                {row.value === undefined
                  ? row.isPending
                    ? '…'
                    : t('objectives.no-data', 'no data')
                  : formatValue(row.value, shownUnit(row.objective))}
              </InternalLink>
            </dd>
          </div>
        )}
        {due && (
          <div>
            <dt>{t('objectives.indicators.due', 'Due')}</dt>
            <dd>{due}</dd>
          </div>
        )}
        {owner && (
          <div>
            <dt>{t('objectives.indicators.owner', 'Owner')}</dt>
            <dd>{owner}</dd>
          </div>
        )}
      </dl>
      {documentation && <DocumentationParts view={documentation} />}
      {contradicting.length > 0 && (
        <Text color="secondary" element="p">
          {t(
            'objectives.twins',
            'Also defined with another target: {{names}}.',
            verbatim({ names: contradicting.join(', ') })
          )}
        </Text>
      )}
      {readings.length > 1 && <ReadingLine indicator={indicator} readings={readings} />}
      <ReadingList readings={readings} unit={unit} />
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    padding: theme.spacing(2),
  }),
  head: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1, 3) }),
  facts: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 4),
    margin: theme.spacing(1, 0),
    dt: {
      color: theme.colors.text.secondary,
      fontWeight: theme.typography.fontWeightRegular,
      fontSize: theme.typography.bodySmall.fontSize,
    },
    dd: { margin: 0, fontVariantNumeric: 'tabular-nums', fontSize: theme.typography.h5.fontSize },
  }),
});

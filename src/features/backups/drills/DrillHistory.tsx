import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { drillOutcome } from '../../../domain/backup/drill';
import { type DrillComparison, type Drill } from '../../../domain/backup/schema';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { Since } from '../../../shared/ui/Since';
import { type Mark, StateMark } from '../../../shared/ui/StateMark';
import { WebLink } from '../../../shared/ui/WebLink';
import { proofWord } from '../../../shared/words/backups';
import { formatDuration } from '../../../shared/words/durations';
import { labelled } from '../../../shared/words/labelled';
import { formatNumber } from '../../../shared/words/numbers';
import { momentText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';

/** The restore drills of an element, the last one first. */
export function DrillHistory({ drills }: { drills: Drill[] }) {
  const styles = useStyles2(getStyles);
  const finished = drills.filter((drill) => drill.finished);
  const title = t('backups.drills.title', 'Restore drills');
  return (
    <section aria-label={title}>
      <Text element="h3" variant="h5">
        {title}
      </Text>
      {finished.length === 0 && <p>{t('backups.remark.drill-missing', 'Never restored in a drill')}</p>}
      <ul className={styles.plain}>
        {finished.map((drill) => (
          <li key={drill.started} className={styles.entry}>
            <Outcome drill={drill} /> <Since at={drill.finished ?? drill.started} /> · {proofWord(drill.level)} ·{' '}
            {drill.by.name} ·{' '}
            {drill.plan ? t('backups.drills.measured', 'measured') : t('backups.from.hand', 'by hand')}
            {drill.finishedBy && drill.finishedBy.uid !== drill.by.uid && (
              <>
                {' · '}
                {t('backups.drills.ended-by', 'ended by {{name}}', verbatim({ name: drill.finishedBy.name }))}
              </>
            )}
            <DrillFigures result={drill.result} />
            {drill.result && <Comparisons comparisons={drill.result.comparisons} />}
            {drill.result?.text && <MarkdownView text={drill.result.text} />}
            {drill.result?.link && (
              <WebLink url={drill.result.link}>{t('backups.evidence.link', 'Link to evidence')}</WebLink>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Outcome({ drill }: { drill: Drill }) {
  const hasPassed = drillOutcome(drill) === 'passed';
  const word = hasPassed ? t('backups.drills.passed', 'Passed') : t('backups.drills.failed', 'Failed');
  return (
    <>
      <StateMark mark={hasPassed ? 'good' : 'bad'} /> {word}
    </>
  );
}

/** RTO and RPO as measured, each with how exact it is. */
export function DrillFigures({ result }: { result: Drill['result'] }) {
  const { rtoSeconds, rpoSeconds, scrapeSeconds } = result ?? {};
  return (
    <div>
      {t('backups.drills.rto', 'RTO: {{time}}', verbatim({ time: exactly(rtoSeconds, scrapeSeconds) }))}
      {' · '}
      {t('backups.drills.rpo', 'RPO: {{time}}', verbatim({ time: exactly(rpoSeconds, scrapeSeconds) }))}
    </div>
  );
}

/** A time with how far it may be off; one that is shorter than that may as well be nothing. */
function exactly(seconds: number | undefined, scrapeSeconds: number | undefined): string {
  if (seconds === undefined) {
    return t('backups.unknown', 'unknown');
  }
  if (scrapeSeconds === undefined) {
    return formatDuration(seconds);
  }
  const time = `${formatDuration(seconds)} ± ${formatDuration(scrapeSeconds)}`;
  return seconds < scrapeSeconds
    ? t('backups.drills.below-scrape', '{{time}} (shorter than one scrape)', verbatim({ time }))
    : time;
}

const MARKS: Record<DrillComparison['verdict'], Mark> = { same: 'good', differs: 'bad', unknown: 'unknown' };

/** What was asked on both sides, and what each side said. */
export function Comparisons({ comparisons }: { comparisons: DrillComparison[] }) {
  const styles = useStyles2(getStyles);
  const words: Record<DrillComparison['verdict'], string> = {
    same: t('backups.comparison.same', 'the same'),
    differs: t('backups.comparison.differs', 'differs'),
    unknown: t('backups.comparison.unknown', 'one side gives no number'),
  };
  return (
    <ul className={styles.plain}>
      {comparisons.map(({ name, kind, verdict, original, restored }, index) => (
        <li key={`${name}-${index}`}>
          <StateMark mark={MARKS[verdict]} /> {labelled(name, words[verdict])} (
          {t(
            'backups.comparison.sides',
            'original {{original}}, restored {{restored}}',
            verbatim({ original: figure(kind, original), restored: figure(kind, restored) })
          )}
          )
        </li>
      ))}
    </ul>
  );
}

function figure(kind: DrillComparison['kind'], value: number | undefined): string {
  if (value === undefined) {
    return '?';
  }
  return kind === 'newest' && Math.abs(value) < 8.64e12 ? momentText(value * 1000) : formatNumber(value, 9);
}

const getStyles = (theme: GrafanaTheme2) => ({
  plain: css({ listStyle: 'none', margin: 0, padding: 0 }),
  entry: css({ paddingBottom: theme.spacing(1) }),
});

import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { PROOF_LEVELS } from '../../../domain/backup/schema';
import { type Assessment, type Check } from '../../../domain/backup/state';
import { backupPath } from '../../../shared/backups/paths';
import { type BackupRow } from '../../../shared/backups/useBackups';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { Since } from '../../../shared/ui/Since';
import { type Mark, StateMark } from '../../../shared/ui/StateMark';
import { plainTable } from '../../../shared/ui/tableStyles';
import {
  backupMark,
  backupWord,
  frequencyWord,
  elementPriorityName,
  proofSource,
  proofWord,
  remarkText,
  retentionWord,
  unknownWhyText,
} from '../../../shared/words/backups';
import { formatDuration } from '../../../shared/words/durations';
import { momentText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { type Ages } from '../data';
import { AgeLine } from './AgeLine';

interface Props {
  rows: BackupRow[];
  ages: Ages | undefined;
}

/** Elements with their age against RPO, retention, last restore drill against RTO, and proofs; what is at risk first. */
export function ElementTable({ rows, ages }: Props) {
  const styles = useStyles2(getStyles);
  const names = {
    state: t('backups.column.state', 'State'),
    age: t('backups.column.age', 'Age, RPO'),
    month: t('backups.column.month', '30 days'),
    retention: t('backups.column.retention', 'Kept'),
    drill: t('backups.column.drill', 'Last restore drill, RTO'),
    proof: t('backups.column.proof', 'Proof'),
  };
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('backups.table', 'Elements of the policy')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{names.state}</th>
            <th scope="col">{t('backups.column.element', 'Element')}</th>
            <th scope="col">{names.age}</th>
            <th scope="col">{names.month}</th>
            <th scope="col">{names.retention}</th>
            <th scope="col">{names.drill}</th>
            <th scope="col">{names.proof}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, element, assessment }) => (
            <tr key={key}>
              <td data-label={names.state} className={styles.state}>
                <StateMark mark={backupMark(assessment.state)} /> {backupWord(assessment.state)}
              </td>
              <th scope="row">
                <InternalLink to={backupPath(key)}>{element.name}</InternalLink>
                <div className={styles.small}>
                  {[elementPriorityName(element.priority), frequencyWord(element.frequency), element.owner]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
                {assessment.state !== 'retired' &&
                  assessment.remarks.map((remark) => (
                    <div key={remark} className={styles.remark}>
                      {remarkText(remark)}
                    </div>
                  ))}
              </th>
              <td data-label={names.age}>
                <Age assessment={assessment} rpoMinutes={element.rpoMinutes} />
              </td>
              <td data-label={names.month}>
                {ages ? (
                  <AgeLine ages={ages.byElement[key] ?? []} rpoSeconds={element.rpoMinutes * 60} />
                ) : (
                  <span>–</span>
                )}
              </td>
              <td data-label={names.retention}>
                <CheckMark check={assessment.retention} /> {retentionWord(element.retention)}
                {assessment.oldest !== undefined && (
                  <div className={styles.small}>
                    {t('backups.oldest', 'oldest')} <Since at={new Date(assessment.oldest).toISOString()} />
                  </div>
                )}
              </td>
              <td data-label={names.drill}>
                <LastDrill assessment={assessment} rtoMinutes={element.rtoMinutes} />
              </td>
              <td data-label={names.proof}>
                <Proofs proofs={assessment.proofs} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const CHECK_MARKS: Record<Check, Mark> = { met: 'good', missed: 'bad', unknown: 'unknown' };

function CheckMark({ check }: { check: Check }) {
  const label = {
    met: t('backups.check.met', 'met'),
    missed: t('backups.check.missed', 'missed'),
    unknown: t('backups.check.unknown', 'unknown'),
  }[check];
  return <StateMark mark={CHECK_MARKS[check]} label={label} />;
}

function Age({ assessment, rpoMinutes }: { assessment: Assessment; rpoMinutes: number }) {
  const styles = useStyles2(getStyles);
  const { age, why, success, from, rpo } = assessment;
  const limit = t('backups.rpo', 'RPO {{time}}', verbatim({ time: formatDuration(rpoMinutes * 60) }));
  return (
    <>
      <CheckMark check={rpo} />{' '}
      {age === undefined || success === undefined ? (
        <span>{t('backups.unknown', 'unknown')}</span>
      ) : (
        <time dateTime={new Date(success).toISOString()} title={momentText(success)}>
          {formatDuration(age / 1000)}
        </time>
      )}
      <div className={styles.small}>
        {limit}
        {from === 'hand' && ` · ${proofSource(from)}`}
      </div>
      {why && <div className={styles.small}>{unknownWhyText(why)}</div>}
    </>
  );
}

function LastDrill({ assessment, rtoMinutes }: { assessment: Assessment; rtoMinutes: number }) {
  const styles = useStyles2(getStyles);
  const { lastDrill, tookSeconds, rto } = assessment;
  return (
    <>
      <CheckMark check={rto} />{' '}
      {tookSeconds === undefined ? t('backups.unknown', 'unknown') : formatDuration(tookSeconds)}
      <div className={styles.small}>
        {t('backups.rto', 'RTO {{time}}', verbatim({ time: formatDuration(rtoMinutes * 60) }))}
        {lastDrill?.finished && (
          <>
            {' · '}
            <Since at={lastDrill.finished} />
          </>
        )}
      </div>
    </>
  );
}

function Proofs({ proofs }: { proofs: Assessment['proofs'] }) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.proofs}>
      {PROOF_LEVELS.map((level) => {
        const proof = proofs.find((each) => each.level === level);
        const word = proofWord(level);
        return (
          <li key={level}>
            <StateMark
              mark={proof ? 'good' : 'neutral'}
              label={
                proof
                  ? t('backups.proof.shown', 'shown {{how}}', verbatim({ how: proofSource(proof.from) }))
                  : t('backups.proof.not-shown', 'not shown')
              }
            />{' '}
            {word}
          </li>
        );
      })}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto' }),
  table: css({
    ...plainTable(theme),
    'tbody th': { fontWeight: theme.typography.fontWeightMedium, minWidth: 180 },
    [theme.breakpoints.down('lg')]: {
      thead: { display: 'none' },
      'tbody tr': { display: 'block', padding: theme.spacing(1, 0) },
      'tbody th, tbody td': { display: 'block', padding: theme.spacing(0.5, 1) },
      'td[data-label]::before': {
        content: 'attr(data-label) "\u2002"',
        color: theme.colors.text.secondary,
      },
    },
  }),
  small: css({
    color: theme.colors.text.secondary,
    fontWeight: theme.typography.fontWeightRegular,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
  }),
  remark: css({
    fontWeight: theme.typography.fontWeightRegular,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  state: css({ whiteSpace: 'nowrap' }), // the mark stays with its word
  proofs: css({ listStyle: 'none', margin: 0, padding: 0, whiteSpace: 'nowrap' }),
});

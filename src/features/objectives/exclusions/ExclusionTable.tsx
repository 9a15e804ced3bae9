import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, Button, useStyles2 } from '@grafana/ui';
import { type Exclusion } from '../../../domain/objective/exclusion';
import { type Objective } from '../../../domain/objective/schema';
import { isProvisional } from '../../../domain/objective/windowExclusions';
import { useNow } from '../../../shared/hooks/useNow';
import { windowPath } from '../../../shared/maintenance/paths';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { Since } from '../../../shared/ui/Since';
import { smallTable } from '../../../shared/ui/tableStyles';
import { momentText } from '../../../shared/words/times';

interface Props {
  exclusions: Array<[string, Exclusion]>;
  objectives: Array<[string, Objective]>;
  /** Absent for people who may only read. */
  onRemove?: (id: string) => void;
}

/** Who agreed to leave out what, when and why. */
export function ExclusionTable({ exclusions, objectives, onRemove }: Props) {
  const styles = useStyles2(getStyles);
  const now = useNow();
  const nameOf = (key: string) => objectives.find(([each]) => each === key)?.[1].name ?? key;
  return (
    <div className={styles}>
      <table aria-label={t('objectives.exclusions.title', 'Exclusions')}>
        <thead>
          <tr>
            <th scope="col">{t('objectives.exclusions.from', 'From')}</th>
            <th scope="col">{t('objectives.exclusions.to', 'To')}</th>
            <th scope="col">{t('objectives.exclusions.concerned', 'Concerns')}</th>
            <th scope="col">{t('objectives.exclusions.reason', 'Reason')}</th>
            <th scope="col">{t('objectives.exclusions.approver', 'Approved by')}</th>
            <th scope="col">{t('objectives.exclusions.entered', 'Entered')}</th>
            {onRemove && (
              <th scope="col">
                <span className="sr-only">{t('objectives.column.actions', 'Actions')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {exclusions.map(([id, exclusion]) => {
            const {
              from,
              to,
              services = [],
              objectives: keys = [],
              reason,
              approvedBy,
              by,
              at,
              past,
              window,
            } = exclusion;
            return (
              <tr key={id}>
                <td>{momentText(from)}</td>
                <td>
                  {isProvisional(exclusion, now)
                    ? t('objectives.exclusions.provisional', 'now, provisionally')
                    : momentText(to)}
                </td>
                <td>{[...services, ...keys.map(nameOf)].join(', ')}</td>
                <td>{window ? <InternalLink to={windowPath(window)}>{reason}</InternalLink> : reason}</td>
                <td>{approvedBy}</td>
                <td>
                  {by.name} · <Since at={at} />{' '}
                  {past && <Badge color="orange" text={t('objectives.exclusions.past', 'added afterwards')} />}
                </td>
                {onRemove && (
                  <td>
                    {!window && (
                      <Button
                        size="sm"
                        variant="secondary"
                        fill="text"
                        icon="trash-alt"
                        tooltip={t('objectives.exclusions.remove', 'Take back this exclusion')}
                        aria-label={t('objectives.exclusions.remove', 'Take back this exclusion')}
                        onClick={() => onRemove(id)}
                      />
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    position: 'relative', // what only screen readers see stays inside
    overflowX: 'auto',
    table: { width: '100%' },
    ...smallTable(theme),
    'td:nth-of-type(-n + 2)': { whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
    'td:nth-of-type(4)': { overflowWrap: 'anywhere', minWidth: 160 },
  });

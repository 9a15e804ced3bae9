import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, Stack, useStyles2 } from '@grafana/ui';
import { type Checklist, type ChecklistContent, type ChecklistItem } from '../../../domain/maintenance/checklistItem';
import { verbatim } from '../../../shared/words/verbatim';
import { queryText } from '../run/ItemFacts';
import { differences } from './form';

interface Props {
  theirs: Checklist;
  mine: ChecklistContent;
  by?: string;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}

/** Somebody else saved this checklist while it was edited here: what differs, before anything is overwritten. */
export function Moved({ theirs, mine, by, onTakeTheirs, onKeepMine }: Props) {
  const styles = useStyles2(getStyles);
  const differing = differences(theirs, mine);
  const { version } = theirs;
  return (
    <Alert
      severity="warning"
      title={
        by
          ? t(
              'maintenance.moved.title',
              '{{name}} saved version {{version}} meanwhile',
              verbatim({ name: by, version })
            )
          : t('maintenance.moved.title-unknown', 'Version {{version}} was saved meanwhile', verbatim({ version }))
      }
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('maintenance.moved.item', 'Item')}</th>
            <th scope="col">{t('maintenance.moved.theirs', 'Theirs')}</th>
            <th scope="col">{t('maintenance.moved.mine', 'Yours')}</th>
          </tr>
        </thead>
        <tbody>
          {theirs.title !== mine.title && (
            <tr>
              <th scope="row">{t('maintenance.editor.title', 'Title')}</th>
              <td>{theirs.title}</td>
              <td>{mine.title}</td>
            </tr>
          )}
          {differing.map((one) => (
            <tr key={one.theirs ? `${one.title}-${one.theirs.position}` : `mine-${one.title}`}>
              <th scope="row">{one.title}</th>
              <td>{textOf(one.theirs)}</td>
              <td>{textOf(one.mine)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Stack gap={1}>
        <Button type="button" size="sm" onClick={onTakeTheirs}>
          {t('maintenance.moved.take', 'Go on from theirs')}
        </Button>
        <Button type="button" size="sm" variant="secondary" onClick={onKeepMine}>
          {t('maintenance.moved.keep', 'Keep mine')}
        </Button>
      </Stack>
    </Alert>
  );
}

function textOf(item: ChecklistItem | undefined): string {
  if (!item) {
    return t('maintenance.moved.absent', 'not there');
  }
  const rule = item.kind === 'query' ? queryText(item) : item.kind === 'link' ? item.url : '';
  const options = item.kind === 'choice' ? item.options.join(', ') : '';
  const range = item.kind === 'number' ? [item.min ?? '…', item.max ?? '…', item.unit].filter(Boolean).join(' – ') : '';
  return [item.title, rule, options, range, item.instruction].filter(Boolean).join(' · ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    marginBottom: theme.spacing(1),
    'th, td': { padding: theme.spacing(0.5), textAlign: 'left', verticalAlign: 'top', overflowWrap: 'anywhere' },
  }),
});

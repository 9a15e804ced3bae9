import React, { useCallback, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { type ChecklistContent } from '../../../domain/maintenance/checklistItem';
import { checklistRunState } from '../../../domain/maintenance/run';
import { emptyWeek, type Week } from '../../../domain/maintenance/week';
import { weekKind } from '../../../domain/maintenance/weekKind';
import { isRefused } from '../../../domain/record/outcome';
import { newId } from '../../../grafana/ids';
import { currentPerson } from '../../../grafana/user';
import { usePrometheus } from '../../../shared/hooks/useSettings';
import { verbatim } from '../../../shared/words/verbatim';
import { useChecks } from '../data';
import { Procedure } from '../run/Procedure';
import { RunItem } from '../run/RunItem';
import { numberedItems } from '../run/RunView';

/** The checklist as its run will be; answers are tried by the same rules, and kept nowhere. */
export function ChecklistPreview({ content }: { content: ChecklistContent }) {
  const styles = useStyles2(getStyles);
  const { source } = usePrometheus();
  const [run] = useState(newId); // what is typed here is not found again in another preview
  const [week, setWeek] = useState(() => startedWeek(run, content));
  const items = useMemo(() => numberedItems(content), [content]);
  const save = useCallback(
    (item: string, outcome: Parameters<React.ComponentProps<typeof RunItem>['onSave']>[1]) => {
      const applied = weekKind.apply(week, { type: 'item', run, item, outcome, ...stamp() });
      if (isRefused(applied)) {
        return applied.refused.reasons;
      }
      setWeek(applied.ok);
      return [];
    },
    [week, run]
  );
  const { mutate, data } = useChecks(save);
  const { outcomes, answered, total } = checklistRunState(week, run);
  return (
    <section aria-label={t('maintenance.editor.preview', 'Preview')}>
      <Text element="p" color="secondary">
        {t('maintenance.editor.preview-hint', 'As it will be run; nothing you answer here is kept.')}{' '}
        {t('maintenance.finish.count', '{{answered}} of {{total}}', verbatim({ answered, total }))}
      </Text>
      <Procedure run={content} hasFailed={[...outcomes.values()].some(({ outcome }) => outcome.verdict === 'fail')} />
      <ol className={styles.items}>
        {items.map(({ key, item, number }) => {
          const uid = item.kind === 'query' ? (item.dataSource ?? source?.uid) : undefined;
          return (
            <RunItem
              key={key}
              id={key}
              run={run}
              number={number}
              item={item}
              answer={outcomes.get(key)}
              isWaiting={false}
              editable
              failure={data?.find((check) => check.item === key)?.error}
              onSave={save}
              onAsk={
                item.kind === 'query' && uid ? () => mutate({ items: [{ key, item }], defaultSource: uid }) : undefined
              }
            />
          );
        })}
      </ol>
    </section>
  );
}

function startedWeek(run: string, { title, items }: ChecklistContent): Week {
  const { at, by } = stamp();
  return {
    ...emptyWeek('2000-W01'),
    runs: { [run]: { checklist: run, version: 1, title, items, started: { at, by } } },
  };
}

function stamp() {
  return { id: newId(), at: new Date().toISOString(), by: currentPerson() };
}

const getStyles = (theme: GrafanaTheme2) => ({
  items: css({
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
  }),
});

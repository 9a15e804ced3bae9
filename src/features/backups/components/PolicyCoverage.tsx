import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { policyCoverage } from '../../../domain/backup/coverage';
import { type Element } from '../../../domain/backup/schema';
import { type Mark, StateMark } from '../../../shared/ui/StateMark';
import { coveredWord } from '../../../shared/words/backups';
import { verbatim } from '../../../shared/words/verbatim';

const MARKS: Record<'own' | 'within' | 'none', Mark> = { own: 'good', within: 'warning', none: 'bad' };

/** What has to be covered, and by which line of the policy it is. */
export function PolicyCoverage({ elements }: { elements: Record<string, Element> }) {
  const styles = useStyles2(getStyles);
  const covered = policyCoverage(elements);
  const count = covered.filter(({ how }) => how !== 'none').length;
  const title = t(
    'backups.coverage.title',
    'Coverage: {{count}} of {{total}} elements',
    verbatim({ count, total: covered.length })
  );
  return (
    <section aria-label={t('backups.coverage.label', 'Coverage')}>
      <Text element="h2" variant="h4">
        {title}
      </Text>
      <ul className={styles.list}>
        {covered.map(({ key, how, by }) => {
          const names = by.map((element) => elements[element]?.name ?? element).join(', ');
          const word = {
            own: t('backups.coverage.own', 'covered'),
            within: t('backups.coverage.within', 'only within {{names}}', verbatim({ names })),
            none: t('backups.coverage.none', 'not covered: no line of the policy'),
          }[how];
          return (
            <li key={key}>
              <StateMark mark={MARKS[how]} label={how === 'own' ? word : undefined} /> {coveredWord(key)}
              {how !== 'own' && <span className={styles.small}> {word}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
    margin: theme.spacing(1, 0, 0),
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))',
    gap: theme.spacing(0.5),
  }),
  small: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});

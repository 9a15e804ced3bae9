import React from 'react';
import { t } from '@grafana/i18n';
import { Text, TextLink } from '@grafana/ui';
import { StateMark } from '../../../shared/ui/StateMark';
import { Card, moreText, useCardStyles } from './Card';

const MOST = 5;

interface Item {
  key: string;
  href: string;
  title: string;
  note: string;
  mark: 'bad' | 'warning' | 'neutral';
}

interface Props {
  title: string;
  href: string;
  items: Item[];
}

/** A card of links with a mark each. */
export function List({ title, href, items }: Props) {
  const styles = useCardStyles();
  return (
    <Card title={title} href={href} isPending={false} error={undefined}>
      <ul className={styles.list}>
        {items.slice(0, MOST).map((item) => (
          <li key={item.key} className={styles.item}>
            <StateMark mark={item.mark} label={markName(item.mark)} />
            <span className={styles.grow}>
              <TextLink href={item.href}>{item.title}</TextLink> <Text color="secondary">{item.note}</Text>
            </span>
          </li>
        ))}
      </ul>
      {items.length > MOST && <TextLink href={href}>{moreText(items.length - MOST)}</TextLink>}
    </Card>
  );
}

function markName(mark: Item['mark']): string {
  switch (mark) {
    case 'bad':
      return t('home.mark.bad', 'needs somebody now');
    case 'warning':
      return t('home.mark.warning', 'needs somebody soon');
    case 'neutral':
      return t('home.mark.neutral', 'to be known');
  }
}

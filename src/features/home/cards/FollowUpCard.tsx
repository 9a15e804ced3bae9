import React from 'react';
import { t } from '@grafana/i18n';
import { Text, TextLink } from '@grafana/ui';
import { PLUGIN_BASE_URL } from '../../../constants';
import { type Instant } from '../../../domain/record/record';
import { type SecurityState } from '../../../domain/security/register';
import { incidentPath } from '../../../shared/incidents/paths';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { Since } from '../../../shared/ui/Since';
import { StateMark } from '../../../shared/ui/StateMark';
import { lateText } from '../../../shared/words/actions';
import { securityItemName, securityMark, securityStateName } from '../../../shared/words/security';
import { dayText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { type FollowUp } from '../data/followUp';
import { type HomeSecurity } from '../data/security';
import { Card, moreText, useCardStyles } from './Card';

const MOST = 5;

/** Security, actions and reviews that are late or about to be. */
export function FollowUpCard({ security, followUp }: { security: HomeSecurity; followUp: FollowUp }) {
  const styles = useCardStyles();
  const path = `${PLUGIN_BASE_URL}/security`;
  const items: Array<{ item: string; state: SecurityState }> = [
    ...security.failed.map((item) => ({ item, state: 'fail' as const })),
    ...security.expired.map(({ item }) => ({ item, state: 'expired' as const })),
  ];
  const { actions, reviews, nextReview } = followUp;
  const isEmpty = !items.length && !security.expiring.length && !actions.length && !reviews.length;
  const pending = security.isPending || followUp.isPending;
  return (
    <Card
      title={t('home.follow-up.title', 'Security and follow-up')}
      href={path}
      isPending={pending && isEmpty && !followUp.error && !security.error}
      error={null}
    >
      {security.error && (
        <RequestFailure
          error={security.error}
          onRetry={security.refetch}
          severity="warning"
          what={t('home.follow-up.security', 'Security')}
        />
      )}
      {followUp.error && (
        <RequestFailure
          error={followUp.error}
          onRetry={followUp.refetch}
          severity="warning"
          what={t('home.follow-up.incidents', 'Actions and reviews')}
        />
      )}
      {isEmpty && !pending && !security.error && !followUp.error && (
        <Text color="secondary">
          {t('home.follow-up.none', 'No security item has failed or expired, no action or review is late.')}
        </Text>
      )}
      <ul className={styles.list}>
        {items.slice(0, MOST).map(({ item, state }) => (
          <SecurityItem key={item} item={item} state={state} own={security.own} />
        ))}
        {security.expiring.map(({ item, expires }) => (
          <SecurityItem key={item} item={item} state="attested" own={security.own} expires={expires} />
        ))}
        {actions.slice(0, MOST).map(({ id, incident, ref, title, owner, late }) => (
          <li key={`${incident}-${id}`} className={styles.item}>
            <StateMark mark="bad" />
            <span className={styles.grow}>
              <TextLink href={incidentPath(incident, { tab: 'review' })}>{title}</TextLink>{' '}
              <Text color="secondary">{[ref, owner].filter(Boolean).join(' · ')}</Text>
            </span>
            <span className={styles.time}>{lateText(late)}</span>
          </li>
        ))}
        {reviews.slice(0, MOST).map(({ name, ref, title }) => (
          <li key={name} className={styles.item}>
            <StateMark mark="warning" label={t('home.follow-up.due', 'due')} />
            <span className={styles.grow}>
              <TextLink href={incidentPath(name, { tab: 'review' })}>
                {t('home.follow-up.review', 'Review of {{ref}}', verbatim({ ref }))}
              </TextLink>{' '}
              <Text color="secondary">{title}</Text>
            </span>
          </li>
        ))}
      </ul>
      {nextReview?.reviewDue && (
        <Text color="secondary">
          <TextLink href={incidentPath(nextReview.name, { tab: 'review' })} color="secondary">
            {t(
              'home.follow-up.next-review',
              'Next review: {{ref}}, {{day}}',
              verbatim({ ref: nextReview.ref, day: dayText(nextReview.reviewDue.slice(0, 10)) })
            )}
          </TextLink>
        </Text>
      )}
      {items.length > MOST && <TextLink href={path}>{moreText(items.length - MOST)}</TextLink>}
      {actions.length > MOST && (
        <Text color="secondary">
          {t('home.follow-up.more-actions', '', {
            count: actions.length - MOST,
            defaultValue_one: '{{count}} more action is overdue',
            defaultValue_other: '{{count}} more actions are overdue',
          })}
        </Text>
      )}
    </Card>
  );
}

interface ItemProps extends Pick<HomeSecurity, 'own'> {
  item: string;
  state: SecurityState;
  /** Soon. */
  expires?: Instant;
}

function SecurityItem({ item, state, own, expires }: ItemProps) {
  const styles = useCardStyles();
  return (
    <li className={styles.item}>
      <StateMark mark={expires ? 'warning' : securityMark(state)} />
      <span className={styles.grow}>
        <TextLink href={`${PLUGIN_BASE_URL}/security?item=${encodeURIComponent(item)}`}>
          {securityItemName(item, { own })}
        </TextLink>
      </span>
      <span className={styles.strong}>
        {expires ? (
          <>
            {t('home.follow-up.expires', 'expires')} <Since at={expires} />
          </>
        ) : (
          securityStateName(state).toLowerCase()
        )}
      </span>
    </li>
  );
}

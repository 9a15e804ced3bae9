import React, { useEffect, useMemo, useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, LoadingPlaceholder, Text } from '@grafana/ui';
import { PLUGIN_BASE_URL } from '../../constants';
import { ACTION_STATES, takenOn } from '../../domain/improvement/fromReview';
import { type RoadmapItem } from '../../domain/improvement/schema';
import { type RuleVerdict } from '../../domain/insights/alerts/judgement';
import { type AlertProposal, alertProposals, proposalText } from '../../domain/insights/alerts/proposals';
import { type AlertOutside } from '../../domain/maintenance/review';
import { type Span } from '../../domain/time/window';
import { useContentLanguage } from '../hooks/useContentLanguage';
import { improvementPath } from '../improvements/paths';
import { useRoadmap } from '../improvements/useRoadmap';
import { incidentPath } from '../incidents/paths';
import { useCanWrite } from '../records/useCanWrite';
import { Bullets } from '../ui/Bullets';
import { InternalLink } from '../ui/InternalLink';
import { RequestFailure } from '../ui/RequestFailure';
import { actionStateName } from '../words/actions';
import { formatDuration } from '../words/durations';
import { verbatim } from '../words/verbatim';
import { TakeOn } from './TakeOn';
import { useAlertJudgement } from './useAlertJudgement';

interface Props {
  /** Seconds. */
  period: Span;
  /** ISO week. */
  week: string;
  /** Local date of the team. */
  today: string;
  /** Told once it is known what fired outside incidents. */
  onOutside?: (alerts: AlertOutside[]) => void;
}

const SHOWN = 5;

/** The alerts of a week: the noisiest, those that nobody acted on, incidents that no rule announced, and what to do about it. */
export function AlertReview({ period, week, today, onOutside }: Props) {
  const [taking, setTaking] = useState<AlertProposal>();
  const { judgement, asked, isPending, error, refetch } = useAlertJudgement(period);
  const proposals = useMemo(() => {
    const withRunbook = new Set(
      (asked?.rules ?? []).flatMap(({ source, name, annotations }) =>
        annotations.runbook_url?.trim() ? [`${source}|${name}`] : []
      )
    );
    const hasRunbook = ({ rule }: RuleVerdict) => withRunbook.has(`${rule.source}|${rule.name}`);
    return judgement ? alertProposals(judgement, hasRunbook) : [];
  }, [judgement, asked]);
  useEffect(() => {
    if (judgement) {
      onOutside?.(outsideOf(judgement.verdicts));
    }
  }, [judgement, onOutside]);
  const title = t('alerts.review.title', 'Alerts');
  if (error) {
    return <RequestFailure error={error} severity="warning" onRetry={refetch} what={title} />;
  }
  if (isPending || !judgement) {
    return <LoadingPlaceholder text={t('alerts.loading', 'Asking what fired…')} />;
  }
  const loud = judgement.verdicts.filter(({ fired }) => fired > 0);
  return (
    <section aria-label={title}>
      <Text element="h3" variant="h5">
        {title}
      </Text>
      {loud.length === 0 && <Text color="secondary">{t('alerts.review.silent', 'Nothing fired.')}</Text>}
      <Bullets>
        {loud.slice(0, SHOWN).map((verdict) => (
          <li key={JSON.stringify([verdict.rule.source, verdict.rule.name, verdict.rule.labels])}>
            {loudText(verdict)}
          </li>
        ))}
        {judgement.unannounced
          .filter((each) => !each.private)
          .map(({ name, ref }) => (
            <li key={name}>
              <InternalLink to={incidentPath(name)}>{ref}</InternalLink>{' '}
              {t('alerts.review.unannounced', 'was announced by no rule')}
            </li>
          ))}
      </Bullets>
      {proposals.length > 0 && (
        <>
          <Text element="h4" variant="h6">
            {t('alerts.review.proposals', 'Proposals')}
          </Text>
          <Bullets>
            {proposals.map((proposal) => (
              <ProposalLine
                key={`${proposal.kind}-${proposal.about}`}
                proposal={proposal}
                week={week}
                onTake={() => setTaking(proposal)}
              />
            ))}
          </Bullets>
        </>
      )}
      {taking && <TakeOn proposal={taking} week={week} today={today} onClose={() => setTaking(undefined)} />}
      <InternalLink to={`${PLUGIN_BASE_URL}/alerts`}>{t('alerts.review.more', 'All rules, week by week')}</InternalLink>
    </section>
  );
}

function outsideOf(verdicts: RuleVerdict[]): AlertOutside[] {
  return verdicts
    .map(({ rule: { name }, fired, fates: { nothing, silenced } }) => ({
      name,
      fired,
      outside: nothing + silenced,
      silenced,
    }))
    .filter(({ outside }) => outside > 0)
    .sort((one, other) => other.outside - one.outside);
}

function loudText({ rule, fired, firing, fates }: RuleVerdict): string {
  return t('alerts.review.loud', '', {
    count: fired,
    defaultValue_one: '{{name}}: {{count}} time, {{time}} in all, {{nothing}} of them without anybody doing anything',
    defaultValue_other:
      '{{name}}: {{count}} times, {{time}} in all, {{nothing}} of them without anybody doing anything',
    ...verbatim({ name: rule.name, time: formatDuration(firing), nothing: fates.nothing }),
  });
}

interface LineProps {
  proposal: AlertProposal;
  week: string;
  onTake: () => void;
}

/** What is proposed, and the action that it became, with who does it and until when. */
function ProposalLine({ proposal, week, onTake }: LineProps) {
  const language = useContentLanguage();
  const { record } = useRoadmap();
  const mayWrite = useCanWrite('registers') !== 'no';
  const text = proposalText(proposal, language);
  const taken = record && takenOn(record, proposal, week);
  return (
    <li>
      {text}
      {proposal.n > 0 && ` (n = ${proposal.n})`}{' '}
      {taken ? (
        <InternalLink to={improvementPath(taken[0])}>{takenText(taken[1])}</InternalLink>
      ) : (
        mayWrite &&
        record && (
          <Button
            size="sm"
            fill="text"
            aria-label={t('alerts.review.propose-of', 'Take on: {{text}}', verbatim({ text }))}
            onClick={onTake}
          >
            {t('alerts.review.propose', 'Take on…')}
          </Button>
        )
      )}
    </li>
  );
}

function takenText({ owner, due, state }: RoadmapItem): string {
  return [
    t('alerts.review.kept', 'taken on'),
    owner,
    due && t('alerts.review.due', 'due {{due}}', verbatim({ due })),
    actionStateName(ACTION_STATES[state]),
  ]
    .filter(Boolean)
    .join(' · ');
}

import React, { useEffect, useRef, useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Text } from '@grafana/ui';
import { type Incident } from '../../../domain/incident/kind';
import { REVIEW_SHARE } from '../../../domain/incident/rules';
import { serviceList } from '../../../domain/incident/seen';
import { costSpan } from '../../../domain/objective/incidentCost';
import { currentPerson } from '../../../grafana/user';
import { usePrometheus } from '../../../shared/hooks/useSettings';
import { formatBudget } from '../../../shared/objectives/format';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { useServices } from '../../../shared/services/useServices';
import { labelled } from '../../../shared/words/labelled';
import { queryFailure } from '../../../shared/words/objectives';
import { useCalculateCosts } from '../data/costs';
import { lastAuthor } from '../lastAuthor';

interface Props {
  incident: Incident;
  mayWrite: boolean;
}

/** What the incident took of each affected objective's error budget: a row of the details' list. */
export function BudgetCost({ incident, mayWrite }: Props) {
  const { services, costs = {}, milestones } = incident;
  const { objectives, record } = useObjectives();
  const { isPending } = useServices();
  const { source } = usePrometheus();
  const span = costSpan(incident);
  const question = span && `${milestones.started}|${milestones.mitigated}|${serviceList(services)}`;
  const calculate = useCalculateCosts(incident, span);
  const { mutate } = calculate;

  // whoever brings the second of the two times, or moves one, keeps the cost that follows from them
  const [atFirst] = useState(question);
  const asked = useRef(atFirst);
  const isMine = lastAuthor(incident) === currentPerson().uid;
  const isReady = mayWrite && isMine && objectives.length > 0 && !isPending && source !== undefined;
  const uid = source?.uid;
  useEffect(() => {
    if (isReady && uid && question && asked.current !== question) {
      asked.current = question;
      mutate(uid);
    }
  }, [isReady, uid, question, mutate]);

  const rows = Object.entries(costs);
  if (rows.length === 0 && !milestones.mitigated) {
    return null;
  }
  return (
    <>
      <dt>{t('incidents.cost.title', 'Error budget used')}</dt>
      {rows.map(([key, share]) => (
        <dd key={key}>
          {labelled(record?.objectives[key]?.name ?? key, formatBudget(share))}
          {share > REVIEW_SHARE && (
            <Text color="warning" variant="bodySmall">
              {' '}
              ▲ {t('incidents.cost.review', 'more than 20 %: a review is asked for')}
            </Text>
          )}
        </dd>
      ))}
      {rows.length === 0 && <dd>{t('incidents.unknown', 'unknown')}</dd>}
      {!span && rows.length === 0 && !incident.drill && (
        <dd>
          <Text color="secondary" variant="bodySmall">
            {t('incidents.cost.times', 'It follows from when the impact started and when it was mitigated.')}
          </Text>
        </dd>
      )}
      {calculate.error && (
        <dd>
          <Text color="warning" variant="bodySmall">
            {queryFailure(calculate.error).title}
          </Text>
        </dd>
      )}
      {calculate.data && Object.keys(calculate.data).length === 0 && (
        <dd>
          <Text color="secondary" variant="bodySmall">
            {t('incidents.cost.no-data', 'No objective with an error budget has data for it.')}
          </Text>
        </dd>
      )}
      {mayWrite && span && uid && (
        <dd>
          <Button
            size="sm"
            variant="secondary"
            fill="text"
            icon="calculator-alt"
            disabled={calculate.isPending}
            onClick={() => mutate(uid)}
          >
            {t('incidents.cost.calculate', 'Calculate the budget used')}
          </Button>
        </dd>
      )}
    </>
  );
}

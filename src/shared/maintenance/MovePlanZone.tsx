import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, Stack, Text } from '@grafana/ui';
import { inPlan, type Plan, plannedTasks, type PlanCommand, planKind } from '../../domain/maintenance/plan';
import { taskStanding } from '../../domain/maintenance/task';
import { isRefused, type Reason } from '../../domain/record/outcome';
import { currentPerson } from '../../grafana/user';
import { useTeamZone } from '../hooks/useSettings';
import { useCanWrite } from '../records/useCanWrite';
import { Reasons } from '../ui/Reasons';
import { dayAndClock } from '../words/times';
import { verbatim } from '../words/verbatim';
import { usePlanSend } from './send';
import { type Maintenance, useMaintenance } from './useMaintenance';

/** Where the plan runs in another zone than the team's: what moving it would change, before it is moved. */
export function MovePlanZone() {
  const maintenance = useMaintenance();
  const zone = useTeamZone();
  const mayWrite = useCanWrite('registers') !== 'no';
  const send = usePlanSend();
  const [isShown, setShown] = useState(false);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const { plan } = maintenance;
  if (!plan?.adopted || plan.zone === zone || Object.keys(plan.tasks).length === 0) {
    return null;
  }
  const move = () => {
    const sent = send({ type: 'moveZone', zone, seen: plan.zone });
    setReasons(isRefused(sent) ? sent.refused.reasons : []);
  };
  return (
    <Alert
      severity="info"
      title={t(
        'maintenance.zone.differs',
        'The maintenance plan runs in {{plan}}, the team is in {{team}}',
        verbatim({ plan: plan.zone, team: zone })
      )}
    >
      {reasons.length > 0 && <Reasons title={t('maintenance.plan.refused', 'Not saved')} reasons={reasons} />}
      {isShown && <Changes maintenance={maintenance} plan={plan} zone={zone} />}
      {mayWrite && (
        <Stack gap={1}>
          {isShown ? (
            <Button size="sm" onClick={move}>
              {t('maintenance.zone.move', 'Move the plan to {{zone}}', verbatim({ zone }))}
            </Button>
          ) : (
            <Button size="sm" variant="secondary" onClick={() => setShown(true)}>
              {t('maintenance.zone.show', 'Show what would change')}
            </Button>
          )}
        </Stack>
      )}
    </Alert>
  );
}

function Changes({ maintenance, plan, zone }: { maintenance: Maintenance; plan: Plan; zone: string }) {
  const { ledger, now } = maintenance;
  const command: PlanCommand = { type: 'moveZone', id: 'preview', at: now, by: currentPerson(), zone, seen: plan.zone };
  const moved = planKind.apply(plan, command);
  const then = isRefused(moved) ? plan.tasks : plannedTasks(moved.ok);
  const shown = (at: string | undefined) => (at ? dayAndClock(at, plan.zone) : t('maintenance.plan.never', 'never'));
  return (
    <>
      <Text element="p">
        {t(
          'maintenance.zone.text',
          'Each task keeps its time of day, in the new zone. What is open or due already stays where it was promised. Times below are in {{zone}}.',
          verbatim({ zone: plan.zone })
        )}
      </Text>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('maintenance.plan.task', 'Task')}</th>
            <th scope="col">{t('maintenance.zone.now', 'Next, as it is')}</th>
            <th scope="col">{t('maintenance.zone.then', 'Next, once moved')}</th>
          </tr>
        </thead>
        <tbody>
          {inPlan(plan.tasks).map(({ key, definition }) => (
            <tr key={key}>
              <th scope="row">{definition.title}</th>
              <td>{shown(taskStanding(key, definition, ledger, now).next?.due)}</td>
              <td>{shown(taskStanding(key, then[key], ledger, now).next?.due)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

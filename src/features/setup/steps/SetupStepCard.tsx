import React, { type PropsWithChildren, useEffect, useRef } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, Button, useStyles2 } from '@grafana/ui';
import { useSearchParams } from 'react-router-dom';
import { type SetupStep } from '../../../domain/settings/settings';
import { useSettings } from '../../../shared/hooks/useSettings';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { useSetupSend } from '../../../shared/start/useStart';

/** One step of Setup: it can be left and taken up again, by anybody of the team. */
export function SetupStepCard({ step, children }: PropsWithChildren<{ step: SetupStep }>) {
  const styles = useStyles2(getStyles);
  const { stored, refetch } = useSettings();
  const send = useSetupSend();
  const canWrite = useCanWrite('registers') !== 'no';
  const [params] = useSearchParams();
  const isAsked = params.get('step') === step;
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isAsked) {
      ref.current?.scrollIntoView?.({ block: 'start' });
    }
  }, [isAsked]);
  const state = stored?.record?.setup?.steps[step]?.state;
  const set = (next: 'done' | 'left') => {
    const sent = send({ type: 'setupStep', step, state: next });
    void sent.settled.then(refetch);
  };
  return (
    <div ref={ref} className={styles} data-step={step}>
      {children}
      <div>
        {state === 'done' && <Badge color="green" icon="check" text={t('setup.step.done', 'Done')} />}
        {state === 'left' && <Badge color="blue" icon="clock-nine" text={t('setup.step.left', 'Left for later')} />}
        {canWrite && state !== 'done' && (
          <Button size="sm" fill="text" onClick={() => set('done')}>
            {t('setup.step.finish', 'Mark as done')}
          </Button>
        )}
        {canWrite && state === undefined && (
          <Button size="sm" fill="text" variant="secondary" onClick={() => set('left')}>
            {t('setup.step.leave', 'Leave it for later')}
          </Button>
        )}
        {canWrite && state === 'done' && (
          <Button size="sm" fill="text" variant="secondary" onClick={() => set('left')}>
            {t('setup.step.resume', 'Take it up again')}
          </Button>
        )}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({ scrollMarginTop: theme.spacing(10), borderBottom: `1px solid ${theme.colors.border.weak}` });

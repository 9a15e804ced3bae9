import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import { type Contradiction, contradictions } from '../../../domain/objective/contradictions';
import { type ObjectivesRegister } from '../../../domain/objective/schema';
import { INDICATORS_PATH } from '../../../shared/improvements/paths';
import { formatTarget } from '../../../shared/objectives/format';
import { useIndicators } from '../../../shared/objectives/useIndicators';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { useDraft } from '../../../shared/records/useDraft';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { TextField } from '../../../shared/ui/TextField';

/** Quantities with two targets: one of them is changed, or somebody says why both hold, and the notice goes. */
export function Contradictions({ register, mayWrite }: { register: ObjectivesRegister; mayWrite: boolean }) {
  const styles = useStyles2(getStyles);
  const { indicators } = useIndicators();
  const [settled, setSettled] = useState<Contradiction>();
  return (
    <>
      {contradictions(register, Object.fromEntries(indicators)).map((each) => (
        <p key={each.id} className={styles}>
          {t('objectives.contradicts', 'Defined twice with different targets:')}{' '}
          {each.keys
            .map((key) => `${register.objectives[key].name} (${formatTarget(register.objectives[key])})`)
            .join(', ')}
          {indicators
            .filter(([key]) => each.indicators.includes(key))
            .map(([key, indicator]) => (
              <React.Fragment key={key}>
                {', '}
                <InternalLink to={INDICATORS_PATH}>
                  {t('objectives.contradicts-indicator', 'improvement indicator')} {indicator.name}
                </InternalLink>{' '}
                ({formatTarget(indicator)})
              </React.Fragment>
            ))}
          {'. '}
          {mayWrite && (
            <Button size="sm" variant="secondary" fill="outline" onClick={() => setSettled(each)}>
              {t('objectives.both-hold', 'Both hold…')}
            </Button>
          )}
        </p>
      ))}
      {settled && <SettleForm contradiction={settled.id} onClose={() => setSettled(undefined)} />}
    </>
  );
}

function SettleForm({ contradiction, onClose }: { contradiction: string; onClose: () => void }) {
  const { send } = useObjectives();
  const [why, setWhy, clear] = useDraft(`objectives.settle.${contradiction}`, '');
  const { wrong, settle, general } = useSettling(clear, onClose);
  return (
    <FormModal
      title={t('objectives.settle.title', 'Both targets hold')}
      save={t('objectives.settle.save', 'Keep both')}
      onSave={() => settle(send({ type: 'settle', contradiction, why }))}
      onClose={onClose}
      general={general}
    >
      <TextField
        id="settle-why"
        label={t('objectives.settle.why', 'Why both hold')}
        description={t('objectives.settle.help', 'The notice goes until one of the targets changes.')}
        required
        autoFocus
        maxLength={2_000}
        value={why}
        onChange={setWhy}
        {...wrong('why')}
      />
    </FormModal>
  );
}

const getStyles = (theme: GrafanaTheme2) => css({ color: theme.colors.warning.text, margin: 0 });

import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, ConfirmModal, Text } from '@grafana/ui';
import { dropAllDrafts } from '../../../grafana/drafts';
import { reloadPage } from '../../../grafana/navigation';
import { forgetHistory } from '../../../grafana/prometheus/history';
import { useOutbox, useOutboxState } from '../../../shared/records/OutboxProvider';

/** For a computer that several people use: nothing of ours stays in it. */
export function ForgetBrowser() {
  const outbox = useOutbox();
  const { items } = useOutboxState();
  const [isAsking, setAsking] = useState(false);
  const forget = async () => {
    setAsking(false);
    dropAllDrafts();
    await Promise.all([outbox.forget(), forgetHistory()]);
    reloadPage(); // what the page itself holds goes too
  };
  return (
    <section>
      <Text element="h2" variant="h4">
        {t('setup.browser.title', 'This browser')}
      </Text>
      <p>
        {t(
          'setup.browser.text',
          'Drafts stay here for seven days, measurements for thirty after they were last used, changes until Grafana has them; what belongs to private incidents goes with its tab.'
        )}
      </p>
      <Button variant="secondary" icon="trash-alt" onClick={() => setAsking(true)}>
        {t('setup.browser.forget', 'Forget everything on this browser…')}
      </Button>
      <ConfirmModal
        isOpen={isAsking}
        title={t('setup.browser.question', 'Forget everything on this browser?')}
        body={[
          t('setup.browser.what', 'Drafts, measurements and changes that wait, of everybody who used this browser.'),
          items.length > 0 &&
            t('setup.browser.waiting', '', {
              count: items.length,
              defaultValue_one: '{{count}} change of yours has not been sent and would be lost.',
              defaultValue_other: '{{count}} changes of yours have not been sent and would be lost.',
            }),
        ]
          .filter(Boolean)
          .join(' ')}
        confirmText={t('setup.browser.confirm', 'Forget')}
        onConfirm={() => void forget()}
        onDismiss={() => setAsking(false)}
      />
    </section>
  );
}

import React from 'react';
import { t } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import { absoluteUrl } from '../../../grafana/navigation';
import { organisation } from '../../../grafana/user';
import { downloadText } from '../../../shared/files/download';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { windowPath } from '../../../shared/maintenance/paths';
import { type Maintenance } from '../../../shared/maintenance/useMaintenance';
import { useWindows } from '../../../shared/maintenance/useWindows';
import { planPath } from '../paths';
import { type SignedReview } from './useEntries';

/** Plan, windows and reviews as a file for calendar programs; downloaded again, it changes what it made there. */
export function Download({ maintenance, reviews }: { maintenance: Maintenance; reviews: SignedReview[] }) {
  const { plan, ledger, zone } = maintenance;
  const { windows } = useWindows();
  const language = useContentLanguage();
  const download = async () => {
    const { calendarFile } = await import('../../../domain/maintenance/calendarFile');
    const now = new Date().toISOString();
    const changes = Object.values(plan?.log ?? {}).map(({ at }) => at);
    const since = plan?.adopted ?? now;
    const planUrl = absoluteUrl(planPath());
    const text = calendarFile(
      {
        tasks: plan?.tasks ?? {},
        ledger,
        windows,
        reviews,
        zone,
        since,
        planChanged: changes.reduce((last, at) => (at > last ? at : last), since),
        host: `${organisation()}.${new URL(planUrl).host}`,
        windowUrl: (name) => absoluteUrl(windowPath(name)),
        planUrl,
      },
      now,
      language
    );
    downloadText('opsbook-maintenance.ics', text, 'text/calendar');
  };
  return (
    <Button
      variant="secondary"
      size="sm"
      icon="download-alt"
      tooltip={t(
        'calendar.download-hint',
        'Plan, windows and reviews for calendar programs; a second import updates them'
      )}
      onClick={() => void download()}
    >
      {t('calendar.download', 'Download as calendar (.ics)')}
    </Button>
  );
}

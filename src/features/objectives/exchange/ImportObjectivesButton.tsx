import React, { lazy, Suspense, useState } from 'react';
import { t } from '@grafana/i18n';
import { Button } from '@grafana/ui';

const ImportModal = lazy(() => import('./ImportModal').then((m) => ({ default: m.ImportModal })));

/** Opens the import of objectives that other tools keep as OpenSLO. */
export function ImportObjectivesButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="secondary" icon="upload" onClick={() => setOpen(true)}>
        {t('objectives.import.button', 'Import')}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <ImportModal onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

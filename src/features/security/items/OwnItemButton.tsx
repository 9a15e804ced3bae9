import React, { lazy, Suspense, useState } from 'react';
import { t } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import { type OwnItem } from '../../../domain/security/ownItem';

const OwnItemModal = lazy(() => import('./OwnItemModal').then((m) => ({ default: m.OwnItemModal })));

/** Opens the form of an item of the team's own: a new one without a key. */
export function OwnItemButton({ itemKey, item }: { itemKey?: string; item?: OwnItem }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="secondary" icon={item ? 'pen' : 'plus'} onClick={() => setOpen(true)}>
        {item ? t('security.own.edit', 'Change…') : t('security.own.new', 'Own item…')}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <OwnItemModal itemKey={itemKey} item={item} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

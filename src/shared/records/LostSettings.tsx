import React, { lazy, Suspense } from 'react';
import { useSettings } from '../hooks/useSettings';

// only for those whose settings are gone
const SettingsFailure = lazy(() => import('./SettingsFailure').then((m) => ({ default: m.SettingsFailure })));

/** On every page: days, weeks, figures and documents follow the settings, and defaults do not take their place in silence. */
export function LostSettings() {
  const view = useSettings();
  return view.lost ? (
    <Suspense fallback={null}>
      <SettingsFailure error={view.lost} view={view} />
    </Suspense>
  ) : null;
}

import React, { lazy, Suspense } from 'react';
import { type AppRootProps } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';
import { NotFound } from '../shared/ui/NotFound';
import { AppErrorBoundary } from './AppErrorBoundary';
import { KeyboardShortcuts } from './KeyboardShortcuts';
import { Providers } from './Providers';

const ActionsRoutes = lazy(() =>
  import('../features/actions/ActionsRoutes').then((m) => ({ default: m.ActionsRoutes }))
);
const BackupsRoutes = lazy(() =>
  import('../features/backups/BackupsRoutes').then((m) => ({ default: m.BackupsRoutes }))
);
const AlertsRoutes = lazy(() => import('../features/alerts/AlertsRoutes').then((m) => ({ default: m.AlertsRoutes })));
const HelpPage = lazy(() => import('../features/help/pages/HelpPage').then((m) => ({ default: m.HelpPage })));
const HomePage = lazy(() => import('../features/home/pages/HomePage').then((m) => ({ default: m.HomePage })));
const ImprovementsRoutes = lazy(() =>
  import('../features/improvements/ImprovementsRoutes').then((m) => ({ default: m.ImprovementsRoutes }))
);
const IncidentsRoutes = lazy(() =>
  import('../features/incidents/IncidentsRoutes').then((m) => ({ default: m.IncidentsRoutes }))
);
const InsightsRoutes = lazy(() =>
  import('../features/insights/InsightsRoutes').then((m) => ({ default: m.InsightsRoutes }))
);
const MaintenanceRoutes = lazy(() =>
  import('../features/maintenance/MaintenanceRoutes').then((m) => ({ default: m.MaintenanceRoutes }))
);
const ObjectivesRoutes = lazy(() =>
  import('../features/objectives/ObjectivesRoutes').then((m) => ({ default: m.ObjectivesRoutes }))
);
const RotaPage = lazy(() => import('../features/rota/pages/RotaPage').then((m) => ({ default: m.RotaPage })));
const RunbooksRoutes = lazy(() =>
  import('../features/runbooks/RunbooksRoutes').then((m) => ({ default: m.RunbooksRoutes }))
);
const SecurityRoutes = lazy(() =>
  import('../features/security/SecurityRoutes').then((m) => ({ default: m.SecurityRoutes }))
);
const ServicesRoutes = lazy(() =>
  import('../features/services/ServicesRoutes').then((m) => ({ default: m.ServicesRoutes }))
);
const SetupPage = lazy(() => import('../features/setup/pages/SetupPage').then((m) => ({ default: m.SetupPage })));

export function App({ meta }: AppRootProps) {
  const { pathname } = useLocation();
  return (
    <AppErrorBoundary key={pathname}>
      <Providers pluginSettings={meta.jsonData}>
        <KeyboardShortcuts />
        <Suspense fallback={<LoadingPlaceholder text="" />}>
          <Routes>
            <Route index element={<Navigate to="home" replace />} />
            <Route path="help" element={<HelpPage />} />
            <Route path="home" element={<HomePage />} />
            <Route path="actions/*" element={<ActionsRoutes />} />
            <Route path="alerts/*" element={<AlertsRoutes />} />
            <Route path="backups/*" element={<BackupsRoutes />} />
            <Route path="improvements/*" element={<ImprovementsRoutes />} />
            <Route path="incidents/*" element={<IncidentsRoutes />} />
            <Route path="insights/*" element={<InsightsRoutes />} />
            <Route path="maintenance/*" element={<MaintenanceRoutes />} />
            <Route path="objectives/*" element={<ObjectivesRoutes />} />
            <Route path="rota" element={<RotaPage />} />
            <Route path="runbooks/*" element={<RunbooksRoutes />} />
            <Route path="security/*" element={<SecurityRoutes />} />
            <Route path="services/*" element={<ServicesRoutes />} />
            <Route path="setup" element={<SetupPage />} />
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      </Providers>
    </AppErrorBoundary>
  );
}

import React, { useEffect, useState } from 'react';
import { config, locationService } from '@grafana/runtime';
import { ErrorBoundaryAlert } from '@grafana/ui';
import { Navigate, Route, Router, Routes } from 'react-router';
import { DashboardPage } from './DashboardPage';
import { ExtensionsPage } from './ExtensionsPage';
import { PlaceholderPage } from './PlaceholderPage';
import { PluginConfigPage } from './PluginConfigPage';
import { PluginRoute } from './PluginRoute';
import { Shell } from './Shell';

/** The address decides which page of Grafana is shown; the plugin's are real, the others say what Grafana has there. */
export function Pages({ pluginId }: { pluginId: string }) {
  const history = locationService.getHistory();
  const [location, setLocation] = useState(history.location);
  useEffect(() => history.listen((next: typeof location) => setLocation(next)), [history]);
  return (
    <Router navigator={history} location={location}>
      <Shell pathname={location.pathname}>
        <ErrorBoundaryAlert key={location.pathname} style="page">
          <Routes>
            <Route path="/a/:pluginId/*" element={<PluginRoute />} />
            <Route path="/plugins/:pluginId" element={<PluginConfigPage />} />
            <Route path="/d/:uid/*" element={<DashboardPage />} />
            <Route path="/preview/extensions" element={<ExtensionsPage />} />
            <Route path="/login" element={<Navigate to="/" replace />} />
            <Route
              path="*"
              element={<PlaceholderPage pathname={location.pathname} home={`${config.appSubUrl}/a/${pluginId}`} />}
            />
          </Routes>
        </ErrorBoundaryAlert>
      </Shell>
    </Router>
  );
}

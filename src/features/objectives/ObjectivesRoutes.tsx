import React, { lazy } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { INDICATORS_PATH } from '../../shared/improvements/paths';
import { NotFound } from '../../shared/ui/NotFound';

const ObjectivePage = lazy(() => import('./pages/ObjectivePage').then((m) => ({ default: m.ObjectivePage })));
const ObjectiveFormPage = lazy(() =>
  import('./pages/ObjectiveFormPage').then((m) => ({ default: m.ObjectiveFormPage }))
);
const ExclusionsPage = lazy(() => import('./pages/ExclusionsPage').then((m) => ({ default: m.ExclusionsPage })));
const ReportPage = lazy(() => import('./pages/ReportPage').then((m) => ({ default: m.ReportPage })));
const PrintPage = lazy(() => import('./pages/ReportPrintPage').then((m) => ({ default: m.ReportPrintPage })));
const ObjectivesPage = lazy(() => import('./pages/ObjectivesPage').then((m) => ({ default: m.ObjectivesPage })));

export function ObjectivesRoutes() {
  return (
    <Routes>
      <Route index element={<ObjectivesPage />} />
      <Route path="new" element={<ObjectiveFormPage />} />
      <Route path="report" element={<ReportPage />} />
      <Route path="report/print" element={<PrintPage />} />
      <Route path="exclusions" element={<ExclusionsPage />} />
      <Route path="indicators" element={<Navigate to={INDICATORS_PATH} replace />} />
      <Route path=":key" element={<ObjectivePage />} />
      <Route path=":key/edit" element={<ObjectiveFormPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

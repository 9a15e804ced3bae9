import React, { lazy } from 'react';
import { Route, Routes } from 'react-router-dom';
import '../../shared/reasons/objective';
import { NotFound } from '../../shared/NotFound';

const ObjectivePage = lazy(() => import('./detail/ObjectivePage').then((m) => ({ default: m.ObjectivePage })));
const ObjectiveFormPage = lazy(() => import('./ObjectiveFormPage').then((m) => ({ default: m.ObjectiveFormPage })));
const ObjectivesPage = lazy(() => import('./ObjectivesPage').then((m) => ({ default: m.ObjectivesPage })));

export function ObjectivesRoutes() {
  return (
    <Routes>
      <Route index element={<ObjectivesPage />} />
      <Route path="new" element={<ObjectiveFormPage />} />
      <Route path=":key" element={<ObjectivePage />} />
      <Route path=":key/edit" element={<ObjectiveFormPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

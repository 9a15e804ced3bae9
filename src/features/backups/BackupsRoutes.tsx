import React, { lazy } from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../../shared/ui/NotFound';

const BackupsPage = lazy(() => import('./pages/BackupsPage').then((m) => ({ default: m.BackupsPage })));
// it brings the reading and writing of whole files along
const RecordsPage = lazy(() => import('./pages/RecordsPage').then((m) => ({ default: m.RecordsPage })));

export function BackupsRoutes() {
  return (
    <Routes>
      <Route index element={<BackupsPage />} />
      <Route path="records" element={<RecordsPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

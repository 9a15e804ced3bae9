import React, { lazy } from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../../shared/ui/NotFound';

const ChangesPage = lazy(() => import('./pages/ChangesPage').then((m) => ({ default: m.ChangesPage })));
const IndicatorsPage = lazy(() => import('./pages/IndicatorsPage').then((m) => ({ default: m.IndicatorsPage })));
const RoadmapPage = lazy(() => import('./pages/RoadmapPage').then((m) => ({ default: m.RoadmapPage })));

export function ImprovementsRoutes() {
  return (
    <Routes>
      <Route index element={<RoadmapPage />} />
      <Route path="changes" element={<ChangesPage />} />
      <Route path="indicators" element={<IndicatorsPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

import React from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../../shared/NotFound';
import '../../shared/reasons/maintenance';
import { PlanPage } from './PlanPage';
import { ReviewPage } from './ReviewPage';
import { RunPage } from './RunPage';
import { WeekPage } from './WeekPage';

export function MaintenanceRoutes() {
  return (
    <Routes>
      <Route index element={<WeekPage />} />
      <Route path="plan" element={<PlanPage />} />
      <Route path="reviews" element={<ReviewPage />} />
      <Route path="runs/:week/:run" element={<RunPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

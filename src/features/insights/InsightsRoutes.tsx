import React from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../../shared/ui/NotFound';
import { InsightsPage } from './pages/InsightsPage';

export function InsightsRoutes() {
  return (
    <Routes>
      <Route index element={<InsightsPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

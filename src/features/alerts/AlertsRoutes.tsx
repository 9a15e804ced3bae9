import React from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../../shared/ui/NotFound';
import { AlertsPage } from './pages/AlertsPage';

export function AlertsRoutes() {
  return (
    <Routes>
      <Route index element={<AlertsPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

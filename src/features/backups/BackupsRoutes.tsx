import React from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../../shared/ui/NotFound';
import { BackupsPage } from './pages/BackupsPage';

export function BackupsRoutes() {
  return (
    <Routes>
      <Route index element={<BackupsPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

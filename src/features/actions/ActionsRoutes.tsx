import React from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../../shared/ui/NotFound';
import { ActionsPage } from './pages/ActionsPage';

export function ActionsRoutes() {
  return (
    <Routes>
      <Route index element={<ActionsPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

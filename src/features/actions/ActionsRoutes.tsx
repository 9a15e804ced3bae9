import React from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../../shared/NotFound';
import { ActionsPage } from './ActionsPage';

export function ActionsRoutes() {
  return (
    <Routes>
      <Route index element={<ActionsPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

import React from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../../shared/NotFound';
import { DeclarePage } from './pages/DeclarePage';
import { IncidentPage } from './pages/IncidentPage';
import { IncidentsPage } from './pages/IncidentsPage';

export function IncidentsRoutes() {
  return (
    <Routes>
      <Route index element={<IncidentsPage />} />
      <Route path="new" element={<DeclarePage />} />
      <Route path=":name" element={<IncidentPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

import React, { lazy } from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../../shared/ui/NotFound';

// the room with its documents is several times the list: each page brings only its own
const AddEvidencePage = lazy(() => import('./pages/AddEvidencePage').then((m) => ({ default: m.AddEvidencePage })));
const DeclarePage = lazy(() => import('./pages/DeclarePage').then((m) => ({ default: m.DeclarePage })));
const IncidentPage = lazy(() => import('./pages/IncidentPage').then((m) => ({ default: m.IncidentPage })));
const IncidentsPage = lazy(() => import('./pages/IncidentsPage').then((m) => ({ default: m.IncidentsPage })));

export function IncidentsRoutes() {
  return (
    <Routes>
      <Route index element={<IncidentsPage />} />
      <Route path="new" element={<DeclarePage />} />
      <Route path="evidence" element={<AddEvidencePage />} />
      <Route path=":name" element={<IncidentPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

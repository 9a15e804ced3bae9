import React, { lazy } from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../../shared/ui/NotFound';
import { RunbookPage } from './pages/RunbookPage';
import { RunbookRunPage } from './pages/RunbookRunPage';
import { RunbooksPage } from './pages/RunbooksPage';

const CoveragePage = lazy(() => import('./pages/CoveragePage').then((m) => ({ default: m.CoveragePage })));
const EditPage = lazy(() => import('./pages/EditPage').then((m) => ({ default: m.EditPage })));
const RehearsalPage = lazy(() => import('./pages/RehearsalPage').then((m) => ({ default: m.RehearsalPage })));
const LibraryPage = lazy(() => import('./pages/LibraryPage').then((m) => ({ default: m.LibraryPage })));

export function RunbooksRoutes() {
  return (
    <Routes>
      <Route index element={<RunbooksPage />} />
      <Route path="new" element={<EditPage />} />
      <Route path="coverage" element={<CoveragePage />} />
      <Route path="library" element={<LibraryPage />} />
      <Route path="runs/:run" element={<RunbookRunPage />} />
      <Route path=":name" element={<RunbookPage />} />
      <Route path=":name/edit" element={<EditPage />} />
      <Route path=":name/rehearsal" element={<RehearsalPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

import React, { lazy } from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../../shared/ui/NotFound';
import { ReviewPage } from './pages/ReviewPage';
import { SecurityPage } from './pages/SecurityPage';

const ComparePage = lazy(() => import('./pages/ComparePage').then((m) => ({ default: m.ComparePage })));
const PrintPage = lazy(() => import('./pages/PrintPage').then((m) => ({ default: m.PrintPage })));

export function SecurityRoutes() {
  return (
    <Routes>
      <Route index element={<SecurityPage />} />
      <Route path="compare" element={<ComparePage />} />
      <Route path="reviews/:name/print" element={<PrintPage />} />
      <Route path="reviews/:name" element={<ReviewPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

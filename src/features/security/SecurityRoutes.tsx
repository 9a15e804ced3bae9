import React, { lazy } from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../../shared/ui/NotFound';
import { SecurityPage } from './pages/SecurityPage';
import { SecurityReviewPage } from './pages/SecurityReviewPage';

const ComparePage = lazy(() => import('./pages/ComparePage').then((m) => ({ default: m.ComparePage })));
const PrintPage = lazy(() => import('./pages/ReviewPrintPage').then((m) => ({ default: m.ReviewPrintPage })));

export function SecurityRoutes() {
  return (
    <Routes>
      <Route index element={<SecurityPage />} />
      <Route path="compare" element={<ComparePage />} />
      <Route path="reviews/:name/print" element={<PrintPage />} />
      <Route path="reviews/:name" element={<SecurityReviewPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

import React from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../../shared/ui/NotFound';
import { ReviewPage } from './pages/ReviewPage';
import { SecurityPage } from './pages/SecurityPage';

export function SecurityRoutes() {
  return (
    <Routes>
      <Route index element={<SecurityPage />} />
      <Route path="reviews/:name" element={<ReviewPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

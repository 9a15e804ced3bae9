import React from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../../shared/NotFound';
import '../../shared/reasons/security';
import { ReviewPage } from './ReviewPage';
import { SecurityPage } from './SecurityPage';

export function SecurityRoutes() {
  return (
    <Routes>
      <Route index element={<SecurityPage />} />
      <Route path="reviews/:name" element={<ReviewPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

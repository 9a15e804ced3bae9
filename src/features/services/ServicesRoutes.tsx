import React, { lazy } from 'react';
import { Route, Routes } from 'react-router-dom';
import '../../shared/reasons/service';
import { NotFound } from '../../shared/NotFound';

const ServiceFormPage = lazy(() => import('./ServiceFormPage').then((m) => ({ default: m.ServiceFormPage })));
const ServicesPage = lazy(() => import('./ServicesPage').then((m) => ({ default: m.ServicesPage })));

export function ServicesRoutes() {
  return (
    <Routes>
      <Route index element={<ServicesPage />} />
      <Route path="new" element={<ServiceFormPage />} />
      <Route path=":key" element={<ServiceFormPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

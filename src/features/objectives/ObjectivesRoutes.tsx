import React from 'react';
import { Route, Routes } from 'react-router-dom';
import '../../shared/reasons/objective';
import { NotFound } from '../../shared/NotFound';
import { ObjectivePage } from './detail/ObjectivePage';
import { ObjectiveFormPage } from './ObjectiveFormPage';
import { ObjectivesPage } from './ObjectivesPage';

export function ObjectivesRoutes() {
  return (
    <Routes>
      <Route index element={<ObjectivesPage />} />
      <Route path="new" element={<ObjectiveFormPage />} />
      <Route path=":key" element={<ObjectivePage />} />
      <Route path=":key/edit" element={<ObjectiveFormPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

import { namedIn, objectiveIn } from './exampleNames';
import { exampleObjectives } from './examples';
import { exampleIndicators } from './improvementExamples';
import { emptyObjectives } from './register';

it('names what was taken over in one language in the other, and back', () => {
  const english = { ...emptyObjectives('x'), objectives: exampleObjectives('en'), indicators: exampleIndicators('en') };
  const french = namedIn(english, 'fr');
  expect(french.objectives['error-rate'].name).toBe('Taux d’erreur');
  expect(french.indicators?.['mean-response'].name).toBe('Temps de réponse moyen');
  expect(namedIn(french, 'en')).toEqual(english);
});

it('keeps the names that a team gave', () => {
  const [[key, example]] = Object.entries(exampleObjectives('en'));
  const own = { ...example, name: 'Checkout available' };
  expect(objectiveIn(key, own, 'fr')).toEqual(own);
  expect(objectiveIn('of-the-team', example, 'fr')).toEqual(example);
  expect(objectiveIn('constructor', example, 'fr')).toEqual(example);
});

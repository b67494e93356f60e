import { defineWords } from '../../ui/words.ts';

/** What devices mark their readings with; hints to show, never whose reading it is. */
export const hintWords = defineWords('device-hint', {
  en: {
    deviceUser: 'Device’s own user {{value}}',
    'meal.before': 'Before a meal',
    'meal.after': 'After a meal',
    'meal.fasting': 'Fasting',
    irregularHeartbeat: 'Irregular heartbeat marked',
    movement: 'Movement marked',
    shownPatientId: 'Typed on the device: {{value}}',
    other: '{{name}}: {{value}}',
  },
  es: {
    deviceUser: 'Usuario {{value}} del propio aparato',
    'meal.before': 'Antes de comer',
    'meal.after': 'Después de comer',
    'meal.fasting': 'En ayunas',
    irregularHeartbeat: 'Marca de latido irregular',
    movement: 'Marca de movimiento',
    shownPatientId: 'Tecleado en el aparato: {{value}}',
    other: '{{name}}: {{value}}',
  },
});

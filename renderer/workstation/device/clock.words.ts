import { defineWords } from '../../ui/words.ts';

/** Words of a device's clock. */
export const clockWords = defineWords('device-clock', {
  en: {
    clock: 'Its clock',
    right: 'right to the minute',
    ahead: '{{time}} ahead',
    behind: '{{time}} behind',
    unknown: 'It never told its time',
  },
  es: {
    clock: 'Su reloj',
    right: 'en hora',
    ahead: '{{time}} adelantado',
    behind: '{{time}} atrasado',
    unknown: 'Nunca ha dicho su hora',
  },
});

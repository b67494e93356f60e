import { defineWords } from '../../ui/words.ts';

/** Words of how long values must be steady. */
export const stabilityWords = defineWords('stability', {
  en: {
    title: 'How long values must be steady',
    'spo2Seconds.label': 'Oximeter, without any flag',
    'spo2Seconds.reason':
      'Usual: {{usual}} s. An oximeter averages over several beats and settles for some seconds after the finger went in.',
    'spo2Seconds.wrong': 'Whole seconds from 5 to 60',
    'weightSeconds.label': 'Scale, the same weight',
    'weightSeconds.reason':
      'Usual: {{usual}} s. A scale says “stable” between two steps as well; a second of one value is somebody who stands still.',
    'weightSeconds.wrong': 'Whole seconds from 1 to 10',
    usual: 'Take the usual',
    save: 'Save for this workstation',
    saved: 'Saved. Measurements that are running begin anew.',
  },
  es: {
    title: 'Cuánto tiempo deben ser estables los valores',
    'spo2Seconds.label': 'Pulsioxímetro, sin avisos',
    'spo2Seconds.reason':
      'Habitual: {{usual}} s. El aparato promedia varios latidos y tarda unos segundos en asentarse tras poner el dedo.',
    'spo2Seconds.wrong': 'Segundos enteros de 5 a 60',
    'weightSeconds.label': 'Báscula, el mismo peso',
    'weightSeconds.reason':
      'Habitual: {{usual}} s. La báscula también dice «estable» entre dos pasos; un segundo con un valor es alguien quieto.',
    'weightSeconds.wrong': 'Segundos enteros de 1 a 10',
    usual: 'Usar lo habitual',
    save: 'Guardar para este equipo',
    saved: 'Guardado. Las mediciones en curso empiezan de nuevo.',
  },
});

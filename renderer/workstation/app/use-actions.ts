import { useNavigate } from 'react-router';
import { useWords } from '../../ui/words.ts';
import { patientWords } from '../patient/patient.words.ts';
import { useBooking } from '../scheduling/booking-context.tsx';
import { schedulingWords } from '../scheduling/scheduling.words.ts';
import { appWords } from './app.words.ts';
import { useCan } from './session-context.tsx';
import { useLock } from './use-lock.ts';
import { usePlaces } from './use-places.ts';

/** Something the command bar can do. */
export interface CommandAction {
  readonly id: string;
  readonly label: string;
  readonly run: () => void;
}

/** What the signed-in person can do from anywhere. */
export function useActions(): readonly CommandAction[] {
  const say = useWords(appWords);
  const sayPatient = useWords(patientWords);
  const sayScheduling = useWords(schedulingWords);
  const navigate = useNavigate();
  const lock = useLock();
  const booking = useBooking();
  const canRegister = useCan('patient.write');
  const canBook = useCan('appointment.write');
  const places = usePlaces();
  return [
    ...(canBook ? [{ id: 'book', label: sayScheduling('bookVisit'), run: () => booking.open({}) }] : []),
    ...(canRegister
      ? [{ id: 'register', label: sayPatient('register'), run: () => void navigate('/patients/new') }]
      : []),
    ...places.map((place) => ({
      id: place.path,
      label: say('goTo', { place: place.label }),
      run: () => void navigate(place.path),
    })),
    { id: 'lock', label: say('lockNow'), run: () => lock('soft') },
  ];
}

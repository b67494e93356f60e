import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import type { FreeSlot } from '../../../domain/contract/ipc/scheduling.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useWords } from '../../ui/words.ts';
import { useCan } from '../app/session-context.tsx';
import { BookingDrawer } from './booking.drawer.tsx';
import { schedulingWords } from './scheduling.words.ts';

/** What is known when booking begins. */
export interface BookingStart {
  readonly patientId?: string;
  readonly practitionerId?: string;
  /** A time picked in the calendar. */
  readonly slot?: FreeSlot;
}

interface Booking {
  readonly open: (start: BookingStart) => void;
}

const BookingContext = createContext<Booking | null>(null);

/** Lets every screen open the booking panel over itself. */
export function BookingProvider({ children }: { readonly children: ReactNode }) {
  const say = useWords(schedulingWords);
  const canBook = useCan('appointment.write');
  const [start, setStart] = useState<BookingStart | null>(null);
  useShortcut({ keys: 'b', label: say('bookVisit'), enabled: canBook, run: () => setStart({}) });
  const booking = useMemo(() => ({ open: setStart }), []);
  return (
    <BookingContext value={booking}>
      {children}
      <BookingDrawer start={start} onClose={() => setStart(null)} />
    </BookingContext>
  );
}

/** Opens the booking panel. */
export function useBooking(): Booking {
  const booking = useContext(BookingContext);
  if (booking === null) throw new Error('BookingProvider is missing');
  return booking;
}

/** B works everywhere; where a screen has somebody selected, its own B starts with them. */
export function useBookingShortcut(group: string, start: BookingStart): void {
  const say = useWords(schedulingWords);
  const booking = useBooking();
  const canBook = useCan('appointment.write');
  useShortcut({
    keys: 'b',
    label: say('bookVisit'),
    group,
    enabled: canBook,
    run: () => booking.open(start),
  });
}

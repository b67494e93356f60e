import { Drawer } from '@mantine/core';
import { useWords } from '../../ui/words.ts';
import type { BookingStart } from './booking-context.tsx';
import { BookingForm } from './booking-form.tsx';
import { schedulingWords } from './scheduling.words.ts';

interface BookingDrawerProps {
  readonly start: BookingStart | null;
  readonly onClose: () => void;
}

/** The booking panel at the side of whatever one was doing. */
export function BookingDrawer({ start, onClose }: BookingDrawerProps) {
  const say = useWords(schedulingWords);
  return (
    <Drawer
      opened={start !== null}
      onClose={onClose}
      title={say('bookVisit')}
      size={460}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      {start === null ? null : <BookingForm start={start} onClose={onClose} />}
    </Drawer>
  );
}

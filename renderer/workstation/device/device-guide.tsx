import { Text } from '@mantine/core';
import { useId } from 'react';
import { useWords } from '../../ui/words.ts';
import { DeviceDrawing } from './device-drawing.tsx';
import { deviceGuideWords } from './device-guide.words.ts';
import { guideOf } from './device-guides.ts';
import classes from './device-guide.module.css';

/** A drawing of the device and the few steps that make it speak. */
export function DeviceGuide({ driverId }: { readonly driverId: string }) {
  const say = useWords(deviceGuideWords);
  const titleId = useId();
  const guide = guideOf(driverId);
  return (
    <section className={classes.guide} aria-labelledby={titleId}>
      <h3 id={titleId}>{say('title')}</h3>
      <div className={classes.picture}>
        <DeviceDrawing name={guide?.drawing ?? 'plug'} />
      </div>
      {guide === null ? (
        <Text size="xs" c="dimmed">
          {say('none')}
        </Text>
      ) : (
        <ol className={classes.steps} aria-label={say('steps')}>
          {guide.steps.map((step) => (
            <li key={step}>{say(step)}</li>
          ))}
        </ol>
      )}
    </section>
  );
}

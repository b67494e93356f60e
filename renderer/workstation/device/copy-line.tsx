import { Button, Code } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { deviceProblemWords } from './device-problem.words.ts';
import classes from './device.module.css';

/** A line for somebody who administers the computer, with the button that copies it. */
export function CopyLine({ label, text }: { readonly label: string; readonly text: string }) {
  const say = useWords(deviceProblemWords);
  const notify = useNotify();
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => notify.done(say('copied')),
      () => notify.failed(say('copyFailed')),
    );
  return (
    <div className={classes.copyLine} role="group" aria-label={label}>
      <Code className={classes.copyText ?? ''}>{text}</Code>
      <Button
        variant="default"
        size="compact-xs"
        leftSection={<IconCopy size={13} aria-hidden />}
        onClick={copy}
      >
        {say('copy')}
      </Button>
    </div>
  );
}

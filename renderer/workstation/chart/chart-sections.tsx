import { VisuallyHidden } from '@mantine/core';
import { WithKeys } from '../../ui/key-hint.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useWords } from '../../ui/words.ts';
import { chartWords } from './chart.words.ts';
import classes from './chart.module.css';
import { SECTION_ICONS, SECTIONS, useSection, type SectionName } from './sections.ts';

/** The list of the chart's parts; narrow beside an open visit, where the icons keep their names for screen readers. */
export function ChartSections({ isNarrow }: { readonly isNarrow: boolean }) {
  const say = useWords(chartWords);
  const [section, open] = useSection();
  return (
    <nav className={classes.sections} data-narrow={isNarrow} aria-label={say('sections.label')}>
      {SECTIONS.map((name, index) => (
        <SectionLink
          key={name}
          name={name}
          keys={String(index + 1)}
          isNarrow={isNarrow}
          isCurrent={name === section}
          onOpen={() => open(name)}
        />
      ))}
    </nav>
  );
}

interface SectionLinkProps {
  readonly name: SectionName;
  readonly keys: string;
  readonly isNarrow: boolean;
  readonly isCurrent: boolean;
  readonly onOpen: () => void;
}

function SectionLink({ name, keys, isNarrow, isCurrent, onOpen }: SectionLinkProps) {
  const say = useWords(chartWords);
  const label = say(`sections.${name}`);
  const SectionIcon = SECTION_ICONS[name];
  useShortcut({ keys, label, group: say('sections.label'), run: onOpen });
  return (
    <WithKeys label={label} keys={keys} position="right">
      <button
        type="button"
        className={classes.section}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={onOpen}
      >
        <SectionIcon size={17} stroke={1.6} aria-hidden />
        {isNarrow ? <VisuallyHidden>{label}</VisuallyHidden> : label}
      </button>
    </WithKeys>
  );
}

import { Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import classes from './panel.module.css';

interface PanelProps {
  readonly title?: string;
  /** What the region is called when the title alone does not tell it from its neighbours. */
  readonly name?: string;
  /** Beside the title: counts, filters, one or two quiet buttons. */
  readonly actions?: ReactNode;
  readonly footer?: ReactNode;
  /** Lets tables reach the edges. */
  readonly flush?: boolean;
  /** Takes the height it is given and scrolls inside. */
  readonly fill?: boolean;
  readonly children: ReactNode;
}

/** A bordered surface with a title: the building block of every screen. */
export function Panel({ title, name, actions, footer, flush = false, fill = false, children }: PanelProps) {
  const titleId = useId();
  return (
    <section className={classes.panel} data-fill={fill} {...nameOf(title, name, titleId)}>
      {title === undefined && actions === undefined ? null : (
        <header className={classes.head}>
          {title === undefined ? null : (
            <Title order={2} size="h3" id={titleId}>
              {title}
            </Title>
          )}
          <div className={classes.actions}>{actions}</div>
        </header>
      )}
      <div className={classes.body} data-flush={flush}>
        {children}
      </div>
      {footer === undefined ? null : <footer className={classes.foot}>{footer}</footer>}
    </section>
  );
}

function nameOf(title: string | undefined, name: string | undefined, titleId: string) {
  if (name !== undefined) return { 'aria-label': name };
  return title === undefined ? {} : { 'aria-labelledby': titleId };
}

/** A heading with what belongs to it, inside a panel. `order` is 2 where the panel has no title of its own. */
export function Section({
  title,
  order = 3,
  actions,
  children,
}: {
  readonly title: string;
  readonly order?: 2 | 3;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const titleId = useId();
  const Heading = order === 2 ? 'h2' : 'h3';
  return (
    <section className={classes.section} aria-labelledby={titleId}>
      <header className={classes.sectionHead}>
        <Heading id={titleId}>{title}</Heading>
        <div className={classes.actions}>{actions}</div>
      </header>
      {children}
    </section>
  );
}

/** The head of a screen: title, what is known about it, and its actions at the end. */
export function Toolbar({
  title,
  aside,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <header className={classes.toolbar}>
      <Title order={1}>{title}</Title>
      <div className={classes.aside}>{aside}</div>
      <div className={classes.actions}>{children}</div>
    </header>
  );
}

/** Names and values, one under the other. */
export function Facts({
  facts,
}: {
  readonly facts: readonly (readonly [label: string, value: ReactNode])[];
}) {
  return (
    <dl className={classes.facts}>
      {facts.map(([label, value]) => (
        <div key={label} className={classes.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

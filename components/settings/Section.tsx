import { useId, type ReactNode } from 'react';

type SectionName = 'keys' | 'limits';

/** One heading of the settings with what belongs to it. `name`: where others lead to. */
export function Section(props: { title: string; intro?: string; name?: SectionName; children?: ReactNode }) {
  const { title, intro, name, children } = props;
  const id = useId();
  return (
    <section className="settings-section" aria-labelledby={id} data-section={name}>
      <h2 id={id}>{title}</h2>
      {intro && <p className="quiet">{intro}</p>}
      {children}
    </section>
  );
}

/** Goes on in another section of the settings: to its first field, else its first button. */
export function leadTo(name: SectionName): void {
  const section = document.querySelector(`[data-section="${name}"]`);
  const target =
    section?.querySelector<HTMLElement>('input:not([type="radio"])') ?? section?.querySelector('button');
  target?.focus({ preventScroll: true });
  section?.scrollIntoView({ block: 'start' });
}

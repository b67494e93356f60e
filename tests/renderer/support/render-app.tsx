import { cleanup, configure, render } from '@testing-library/react';
import { notifications } from '@mantine/notifications';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { afterEach } from 'vitest';
import { createI18n, type Language } from '../../../renderer/ui/i18n.ts';
import { App } from '../../../renderer/workstation/app/app.tsx';
import { createQueryClient } from '../../../renderer/workstation/app/clinic-provider.tsx';
import { completeBrowser } from '../../support/renderer/complete-browser.ts';
import type { FakeCore } from './fake-core.ts';

/** A loaded machine is slow, not wrong; the tree of the whole window is too long to print. */
configure({
  asyncUtilTimeout: 10_000,
  getElementError: (message) => new Error(message?.slice(0, 300) ?? 'not found'),
});
afterEach(() => {
  notifications.clean();
  cleanup();
});

/** The whole window over a fake core, at an address, with a person at the keyboard. */
export function renderApp(core: FakeCore, hash = '#/today', language: Language = 'en'): UserEvent {
  completeBrowser();
  window.location.hash = hash;
  render(<App client={core.client} queryClient={createQueryClient()} i18n={createI18n(language)} />);
  return userEvent.setup({ delay: null });
}

/** Puts a whole text into a field at once; typing letter by letter is for fields that answer to each. */
export async function fill(user: UserEvent, field: HTMLElement, text: string): Promise<void> {
  await user.click(field);
  await user.paste(text);
}

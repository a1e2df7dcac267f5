import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { locale, t, uiDirection } from '../i18n';
import { ServicesContext, type Services } from '../services';
import { Toasts } from '../ui/Toasts';
import { keepFocus } from './keep-focus';
import { PrivateLine } from './PrivateLine';
import '../ui/theme.css';
import './app.css';

/** Puts a screen in place of the static shell, in the browser's language and direction. */
export function mount(services: Services, screen: ReactNode): void {
  const { documentElement: html } = document;
  html.lang = locale();
  html.dir = uiDirection();
  document.title = t('extName');
  const root = document.querySelector('#root');
  if (!root) throw new Error('the page has no #root');
  // Whatever was left open goes on as soon as somebody looks; the heartbeat alone would take up to a minute.
  void services.wake().catch(() => undefined);
  // Workers cannot ask for it; where it is granted already, this asks for nothing.
  void services.askPersistence().catch(() => undefined);
  keepFocus(root);
  createRoot(root).render(
    <StrictMode>
      <ServicesContext value={services}>
        <Toasts>
          <PrivateLine>{screen}</PrivateLine>
        </Toasts>
      </ServicesContext>
    </StrictMode>,
  );
}

import '../ui/zod-without-eval.ts';
import { createRoot } from 'react-dom/client';
import { createI18n, pickLanguage } from '../ui/i18n.ts';
import { App } from './app/app.tsx';
import { createPortalClient } from './app/portal-client.ts';
import { openPatientStorage } from './app/patient-storage.ts';
import { takeLinkToken } from './app/link-token.ts';

const storage = openPatientStorage(window);
const language = storage.language() ?? pickLanguage(navigator.languages);
const i18n = createI18n(language);
document.documentElement.lang = language;
i18n.on('languageChanged', (next) => {
  document.documentElement.lang = next;
  storage.setLanguage(next);
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <App
    i18n={i18n}
    client={createPortalClient(window.location.origin)}
    storage={storage}
    linkToken={takeLinkToken(window)}
  />,
);

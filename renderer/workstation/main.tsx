import '../ui/zod-without-eval.ts';
import { createRoot } from 'react-dom/client';
import { createI18n } from '../ui/i18n.ts';
import { App } from './app/app.tsx';
import { connectToCore } from './app/clinic-client.ts';
import { createQueryClient } from './app/clinic-provider.tsx';
import { rememberedLanguage } from './app/remembered-language.ts';

const language = rememberedLanguage();
const i18n = createI18n(language);
document.documentElement.lang = language;
i18n.on('languageChanged', (next) => {
  document.documentElement.lang = next;
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<App client={connectToCore(window)} queryClient={createQueryClient()} i18n={i18n} />);

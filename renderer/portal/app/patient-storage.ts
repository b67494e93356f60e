import { LANGUAGES, type Language } from '../../ui/i18n.ts';

/** How far the patient had come in the visit, so that a reload goes on there. */
export type VisitStage = 'welcome' | 'check' | 'visit';

/**
 * What the browser keeps. The device's secret stays (it is what makes the same link open again here and nowhere else);
 * session and stage go with the tab. Nothing of the record is ever kept.
 */
export interface PatientStorage {
  readonly deviceSecret: () => string;
  readonly session: () => string | null;
  readonly setSession: (token: string | null) => void;
  readonly stage: (visitId: string) => VisitStage;
  readonly setStage: (visitId: string, stage: VisitStage) => void;
  readonly language: () => Language | null;
  readonly setLanguage: (language: string) => void;
}

const STAGES: readonly VisitStage[] = ['welcome', 'check', 'visit'];
const DEVICE_SECRET = 'clinic.device-secret';
const SESSION = 'clinic.session';
const STAGE = 'clinic.stage';
const LANGUAGE = 'clinic.language';

export function openPatientStorage({
  crypto,
  localStorage,
  sessionStorage,
}: Pick<Window, 'crypto' | 'localStorage' | 'sessionStorage'>): PatientStorage {
  return {
    deviceSecret: () => {
      const known = localStorage.getItem(DEVICE_SECRET);
      if (known !== null) return known;
      const bytes = crypto.getRandomValues(new Uint8Array(32));
      const made = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
      localStorage.setItem(DEVICE_SECRET, made);
      return made;
    },
    session: () => sessionStorage.getItem(SESSION),
    setSession: (token) =>
      token === null ? sessionStorage.removeItem(SESSION) : sessionStorage.setItem(SESSION, token),
    stage: (visitId) => {
      const kept = sessionStorage.getItem(STAGE);
      return STAGES.find((stage) => kept === `${visitId}:${stage}`) ?? 'welcome';
    },
    setStage: (visitId, stage) => sessionStorage.setItem(STAGE, `${visitId}:${stage}`),
    language: () => LANGUAGES.find((language) => language === localStorage.getItem(LANGUAGE)) ?? null,
    setLanguage: (language) => localStorage.setItem(LANGUAGE, language),
  };
}
